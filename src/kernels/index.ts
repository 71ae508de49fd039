// The exports of the WebAssembly module: the encoder's kernels and the scan over stored vectors. This is
// AssemblyScript, not TypeScript: every number has a machine type, and all memory belongs to the caller, who passes
// byte offsets (`usize`). The kernels have no state and allocate nothing. Shapes are row-major; `f32[n]` at an offset
// means n floats from there on.

export { attend } from "./attention";
export { embed } from "./embed";
export { gelu } from "./gelu";
export { addAndNormalise, normalise } from "./layer-norm";
export { poolFirst, poolMean } from "./pool";
export { product } from "./product";
export { quantise } from "./quantise";
export { rowSums, scan, selectLargest } from "./scan";
