// The reference encoder on the shapes of well-known models.

import { readEncoderFile } from "../../src/encoder/encoder-file.ts";
import { createReferenceEncoder } from "../../src/encoder/reference.ts";
import { describeModelShapes } from "./model-shapes-suite.ts";

describeModelShapes(
  "reference",
  async (bytes) => createReferenceEncoder(await readEncoderFile(bytes.buffer)),
  0.9999,
);
