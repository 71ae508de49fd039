// Our scan in Node, as the commands use it.

import { loadKernels } from "../../kernels.ts";
import { openProject } from "../../project.ts";
import { createScanEngine } from "./scan-engine.ts";

export const engine = createScanEngine(loadKernels(openProject()));
