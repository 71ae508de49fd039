// How much of the machine the weight product uses: operations a second of the real kernel, alone, against the fastest
// loop of the same instruction (bench/roof.ts). Both run in this process, in turns; CPU time.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { loadKernels } from "../build/kernels.ts";
import type { Project } from "../files/project.ts";
import { seededRandom } from "../statistics/seeded-random.ts";
import { KERNEL_BUILDS, type KernelBuild, moduleOf, prepareProduct } from "./product-kernel.ts";
import { spreadOf } from "./spread.ts";

export interface Roof {
  readonly instruction: string;
  /** Word rows multiplied at once: tokens of a text. */
  readonly rows: number;
  /** Inputs × outputs. */
  readonly shape: string;
  /** 10^9 multiplications and additions a second. */
  readonly product: { readonly median: number; readonly most: number };
  /** The same of the loop, its most in all rounds of all shapes. */
  readonly loop: number;
}

export interface RoofPlan {
  readonly rounds: number;
  /** Rows of the product, as many as a text has tokens. */
  readonly rows: readonly number[];
  /** CPU milliseconds of one timing. */
  readonly timingMs: number;
  readonly warmUpMs: number;
}

/** Of the products of a BERT with 384 dimensions. */
const SHAPES = [
  { inputs: 384, outputs: 384 },
  { inputs: 384, outputs: 1536 },
  { inputs: 1536, outputs: 384 },
] as const;

/** The instruction of each build and its loop in bench/roof.ts. */
const INSTRUCTIONS: Readonly<Record<KernelBuild, { readonly name: string; readonly loop: string }>> = {
  relaxed: { name: "i32x4.relaxed_dot_i8x16_i7x16_add_s", loop: "relaxed" },
  base: { name: "i32x4.dot_i16x8_s", loop: "word" },
};

export async function measureRoof(project: Project, plan: RoofPlan): Promise<Roof[]> {
  const loops = await compileLoops(project);
  const modules = loadKernels(project);
  const results: Roof[] = [];
  for (const build of KERNEL_BUILDS) {
    const module = moduleOf(modules, build);
    if (module === null) continue;
    const { name: instruction, loop: loopName } = INSTRUCTIONS[build];
    const passes = loops[`${loopName}Passes`];
    const operations = loops[`${loopName}Operations`];
    if (passes === undefined || operations === undefined)
      throw new Error(`bench/roof.ts has no ${loopName} loop`);
    const loop = timer((times) => passes(times), operations(0), plan);
    let most = 0;
    const products: Omit<Roof, "loop">[] = [];
    for (const size of SHAPES.flatMap((shape) => plan.rows.map((rows) => ({ rows, ...shape })))) {
      const { rows, inputs, outputs } = size;
      const run = prepareProduct(module, build, size, seededRandom(rows));
      const product = timer((times) => repeat(run, times), 2 * rows * inputs * outputs, plan);
      const rates: number[] = [];
      for (let round = 0; round < plan.rounds; round++) {
        rates.push(product());
        most = Math.max(most, loop());
      }
      const rate = { median: spreadOf(rates).median, most: Math.max(...rates) };
      products.push({ instruction, rows, shape: `${inputs} × ${outputs}`, product: rate });
    }
    for (const product of products) results.push({ ...product, loop: most });
  }
  return results;
}

function repeat(run: () => void, times: number): void {
  for (let i = 0; i < times; i++) run();
}

/** Warms `run` up; the function returned gives 10^9 operations a second of CPU. */
function timer(
  run: (times: number) => unknown,
  operations: number,
  { timingMs, warmUpMs }: RoofPlan,
): () => number {
  const cpu = (times: number) => {
    const before = process.cpuUsage();
    run(times);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  let times = 1;
  for (let used = 0; used < warmUpMs; ) {
    const ms = cpu(times);
    used += ms;
    times = Math.max(1, Math.min(times * 4, Math.round((times * timingMs) / Math.max(ms, 1e-3))));
  }
  return () => (operations * times) / cpu(times) / 1e6;
}

/** The functions of bench/roof.ts by name. */
async function compileLoops(project: Project): Promise<Readonly<Record<string, (times: number) => number>>> {
  const source = await readFile(join(project.packageRoot, "scripts", "bench", "peers", "roof.ts"), "utf8");
  let binary: Uint8Array<ArrayBuffer> | null = null;
  const flags = ["-O3", "--runtime", "stub", "--initialMemory", "1", "--enable", "simd,relaxed-simd"];
  const { error, stderr } = await asc.main(["roof.ts", "--outFile", "roof.wasm", ...flags], {
    readFile: (name) => (name === "roof.ts" ? source : null),
    writeFile: (name, contents) => {
      if (name === "roof.wasm" && typeof contents !== "string") binary = new Uint8Array(contents);
    },
    listFiles: () => [],
  });
  if (error !== null || binary === null) {
    throw new Error(`bench/roof.ts does not compile: ${stderr.toString()}`, { cause: error });
  }
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const functions = Object.entries(exports).filter(([, value]) => typeof value === "function");
  // Every function of that module takes at most one number and gives one.
  return Object.fromEntries(functions) as Record<string, (times: number) => number>;
}
