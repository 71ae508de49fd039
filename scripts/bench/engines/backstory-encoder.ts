// Our encoder in Node, as the build and the commands use it.

import { loadKernels } from "../../build/kernels.ts";
import { openProject } from "../../files/project.ts";
import { createEncoderEngine } from "./encoder-engine.ts";

export const engine = createEncoderEngine(loadKernels(openProject()));
