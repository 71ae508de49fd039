// Our encoder as a Worker, as the function uses it.

import base from "../../../build/kernels/base.wasm";
import relaxed from "../../../build/kernels/relaxed.wasm";
import { createEngineHandler } from "../engine.ts";
import { createEncoderEngine } from "./encoder-engine.ts";

const handle = createEngineHandler(createEncoderEngine({ base, relaxed }));

export default { fetch: (request: Request) => handle(request) };
