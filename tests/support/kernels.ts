// The compiled kernels. The global set-up builds them, so the unit tests can't use this file.

import { loadKernels } from "../../scripts/build/kernels.ts";
import { openProject } from "../../scripts/files/project.ts";
import type { KernelModules } from "../../src/wasm/kernels.ts";

/** This Node has relaxed SIMD; tests that could not use it must not pass unseen. */
export const KERNELS: KernelModules & { readonly relaxed: WebAssembly.Module } = loadBoth();

export const KERNEL_BUILDS: readonly (readonly [name: string, module: WebAssembly.Module])[] = [
  ["fixed-width", KERNELS.base],
  ["relaxed", KERNELS.relaxed],
];

function loadBoth() {
  const { base, relaxed } = loadKernels(openProject());
  if (relaxed === null) throw new Error("this engine has no relaxed SIMD");
  return { base, relaxed };
}
