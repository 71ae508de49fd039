// Where the time of our encoder goes: wall time inside each kernel while texts are encoded in this process, and what
// is left for everything else, the tokenizer above all. Every call is timed, which costs well below a microsecond.

import { createEncoder } from "../../src/encoder/create-encoder.ts";
import { loadKernels } from "../build/kernels.ts";
import type { Project } from "../files/project.ts";
import type { BenchModel } from "./encode-models.ts";
import type { EncodeInput } from "./engines/onnxruntime.ts";

export interface KernelShare {
  /** An export of the kernels, or `other`. */
  readonly kernel: string;
  /** Milliseconds of one text. */
  readonly ms: number;
  readonly share: number;
}

const WARM_UP_MS = 1000;
const OTHER = "other";

/** Shares of one text of `texts`, which are encoded in turn for about `ms`; the largest first. */
export async function profileKernels(
  project: Project,
  model: BenchModel,
  texts: readonly EncodeInput[],
  ms: number,
): Promise<KernelShare[]> {
  const spent = new Map<string, number>();
  const encoder = await withTimedKernels(spent, () =>
    createEncoder(model.encoder.slice(), loadKernels(project)),
  );
  const encodeFor = async (limit: number): Promise<{ count: number; took: number }> => {
    const start = performance.now();
    let count = 0;
    for (let took = 0; took < limit; took = performance.now() - start) {
      await encoder.encode(texts[count++ % texts.length]?.text ?? "", "query");
    }
    return { count, took: performance.now() - start };
  };
  await encodeFor(Math.min(WARM_UP_MS, ms));
  spent.clear();
  const { count, took } = await encodeFor(ms);
  const inKernels = [...spent.values()].reduce((sum, one) => sum + one, 0);
  return [...spent, [OTHER, took - inKernels] as const]
    .map(([kernel, all]) => ({ kernel, ms: all / count, share: all / took }))
    .sort((a, b) => b.ms - a.ms);
}

/** While `create` runs, the functions of every WebAssembly instance that is made are timed into `spent`. */
async function withTimedKernels<T>(spent: Map<string, number>, create: () => Promise<T>): Promise<T> {
  const { Instance } = WebAssembly;
  const timed =
    (name: string, call: (...values: number[]) => unknown) =>
    (...values: number[]) => {
      const start = performance.now();
      const result = call(...values);
      spent.set(name, (spent.get(name) ?? 0) + performance.now() - start);
      return result;
    };
  class TimedInstance {
    readonly exports: Record<string, unknown>;
    constructor(module: WebAssembly.Module, imports: WebAssembly.Imports) {
      const entries = Object.entries(new Instance(module, imports).exports);
      this.exports = Object.fromEntries(
        // An exported function of WebAssembly takes and gives numbers.
        entries.map(([name, value]) => [
          name,
          typeof value === "function" ? timed(name, value as (...values: number[]) => unknown) : value,
        ]),
      );
    }
  }
  Object.defineProperty(WebAssembly, "Instance", {
    value: TimedInstance,
    configurable: true,
    writable: true,
  });
  try {
    return await create();
  } finally {
    Object.defineProperty(WebAssembly, "Instance", { value: Instance, configurable: true, writable: true });
  }
}
