// The compiled kernels, which the global set-up of the tests has built.

import { loadKernels } from "../../scripts/kernels.ts";
import { openProject } from "../../scripts/project.ts";

/** The relaxed build; this Node has relaxed SIMD, and a test that could not use it must not pass unseen. */
export function relaxedKernels(): WebAssembly.Module {
  const { relaxed } = loadKernels(openProject());
  if (relaxed === null) throw new Error("this engine has no relaxed SIMD");
  return relaxed;
}
