// What the Workers of the benchmarks import beside TypeScript: files that workerd-host.ts puts beside them.

declare module "bench:onnxruntime-web" {
  import type { OnnxRuntime } from "./onnxruntime.ts";
  export const env: OnnxRuntime["env"];
  export const Tensor: OnnxRuntime["Tensor"];
  export const InferenceSession: OnnxRuntime["InferenceSession"];
}

declare module "onnxruntime.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "kernels-base.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "kernels-relaxed.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
