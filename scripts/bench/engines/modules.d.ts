// What the benchmark Workers import besides TypeScript and compiled modules.

declare module "bench:onnxruntime-web" {
  import type { OnnxRuntime } from "./onnxruntime.ts";
  export const env: OnnxRuntime["env"];
  export const Tensor: OnnxRuntime["Tensor"];
  export const InferenceSession: OnnxRuntime["InferenceSession"];
}
