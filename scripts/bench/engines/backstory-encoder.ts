// Our encoder in Node, as the build and the commands use it.

import { loadKernels } from "../../kernels.ts";
import { openProject } from "../../project.ts";
import { createEncoderEngine } from "./encoder-engine.ts";

export const engine = createEncoderEngine(loadKernels(openProject()));
