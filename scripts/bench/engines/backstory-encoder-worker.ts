// Our encoder as a Worker, as the function uses it.

import base from "kernels-base.wasm";
import relaxed from "kernels-relaxed.wasm";
import { createEngineHandler } from "../engine.ts";
import { createEncoderEngine } from "./encoder-engine.ts";

const handle = createEngineHandler(createEncoderEngine({ base, relaxed }));

export default { fetch: (request: Request) => handle(request) };
