// onnxruntime-node: the native library, on one thread.

import { requirePeer } from "../peer-packages.ts";
import { createOnnxEngine, type OnnxRuntime } from "./onnxruntime.ts";

// The package is not installed with ours, so its types are not either.
export const engine = createOnnxEngine(async () => requirePeer("onnxruntime-node") as OnnxRuntime, "cpu");
