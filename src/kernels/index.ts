// Exports of the one WebAssembly module: the encoder's kernels and the scan over stored vectors. AssemblyScript, not
// TypeScript: every number has a machine type, and all memory is the caller's, who passes byte offsets (`usize`).
// The kernels keep no state and allocate nothing. Shapes are row-major; `f32[n]` at an offset means n floats there.

export { attend } from "./attention";
export { embed } from "./embed";
export { gelu } from "./gelu";
export { addAndNormalise, normalise } from "./layer-norm";
export { poolFirst, poolMean } from "./pool";
export { product } from "./product";
export { quantise } from "./quantise";
export { rowSums, scan, selectLargest } from "./scan";
