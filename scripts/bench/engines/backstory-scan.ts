// Our scan in Node, as the commands use it.

import { loadKernels } from "../../build/kernels.ts";
import { openProject } from "../../files/project.ts";
import { createScanEngine } from "./scan-engine.ts";

export const engine = createScanEngine(loadKernels(openProject()));
