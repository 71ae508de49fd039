// onnxruntime-node: the native library, on one thread.

import { requireBaseline } from "../baseline-packages.ts";
import { createOnnxEngine, type OnnxRuntime } from "./onnxruntime.ts";

// The package is not installed with ours, and neither are its types.
export const engine = createOnnxEngine(async () => requireBaseline("onnxruntime-node") as OnnxRuntime, "cpu");
