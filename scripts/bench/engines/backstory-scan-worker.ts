// Our scan as a Worker, as the function uses it.

import base from "../../../build/kernels/base.wasm";
import relaxed from "../../../build/kernels/relaxed.wasm";
import { createEngineHandler } from "../engine.ts";
import { createScanEngine } from "./scan-engine.ts";

const handle = createEngineHandler(createScanEngine({ base, relaxed }));

export default { fetch: (request: Request) => handle(request) };
