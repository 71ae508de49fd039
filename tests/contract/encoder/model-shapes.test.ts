// Both encoders with the shapes of well-known models.

import { createEncoder, createReferenceEncoder } from "../../../src/encoder/create-encoder.ts";
import { readEncoderFile } from "../../../src/encoder/file/encoder-file.ts";
import { KERNELS } from "../../support/kernels.ts";
import { describeModelShapes } from "./model-shapes-suite.ts";

describeModelShapes(
  "reference",
  async (bytes) => createReferenceEncoder(await readEncoderFile(bytes.buffer)),
  0.9999,
);
// Twelve layers of random weights carry the rounding of seven bits further than trained ones do.
describeModelShapes("by the kernels", (bytes) => createEncoder(bytes, KERNELS), 0.99);
