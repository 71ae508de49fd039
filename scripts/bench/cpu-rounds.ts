// CPU times of several variants of some work in this process, in rounds: every variant runs once in each round, so a
// machine that slows down slows all of them. interleave.ts does the same with engines in separate processes.

import type { RoundPlan } from "./interleave.ts";

export interface Variant {
  readonly name: string;
  /** The work of one pass, over all inputs. */
  pass(): unknown;
}

/** CPU milliseconds of one pass: for each variant one time per round. */
export async function timeVariants(variants: readonly Variant[], plan: RoundPlan): Promise<number[][]> {
  const repeats: number[] = [];
  for (const { pass } of variants) {
    let last = 1;
    for (let used = 0; used < plan.warmUpMs; used += last) last = Math.max(0.01, await cpuOf(pass, 1));
    repeats.push(Math.max(1, Math.round(plan.roundMs / last)));
  }
  const costs = variants.map((): number[] => []);
  for (let round = 0; round < plan.rounds; round++) {
    // The order rotates, so that no variant always follows the same one.
    for (let i = 0; i < variants.length; i++) {
      const at = (round + i) % variants.length;
      const [variant, times] = [variants[at], repeats[at] ?? 1];
      if (variant !== undefined) costs[at]?.push((await cpuOf(variant.pass, times)) / times);
    }
  }
  return costs;
}

async function cpuOf(pass: () => unknown, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) await pass();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
