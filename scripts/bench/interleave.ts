// Times of several engines that do the same work, in rounds: every engine runs once in each round, so a machine that
// slows down slows all of them. It times the CPU of the engine's process and subtracts the cost of a request that
// computes nothing.

import type { EngineProcess } from "./engine-process.ts";
import { type Spread, spreadOf } from "./spread.ts";

export interface RoundPlan {
  readonly rounds: number;
  /** CPU milliseconds of one engine in one round, approximately. */
  readonly roundMs: number;
  /** CPU milliseconds of warm-up: V8's compilers replace slow code while it runs. */
  readonly warmUpMs: number;
}

/** CPU milliseconds of one computation in each engine; the engines have prepared their inputs. */
export async function measureInterleaved(
  engines: ReadonlyMap<string, EngineProcess>,
  plan: RoundPlan,
): Promise<Map<string, Spread>> {
  const variants: { name: string; engine: EngineProcess; times: number; idle: number; costs: number[] }[] =
    [];
  for (const [name, engine] of engines) {
    const times = await warmUp(engine, plan);
    const empty: number[] = [];
    for (let i = 0; i < plan.rounds; i++) empty.push(await engine.run(0));
    variants.push({ name, engine, times, idle: spreadOf(empty).median, costs: [] });
  }
  for (let round = 0; round < plan.rounds; round++) {
    // The order rotates, so that no engine always follows the same one.
    for (let i = 0; i < variants.length; i++) {
      const variant = variants[(round + i) % variants.length];
      if (variant !== undefined)
        variant.costs.push(((await variant.engine.run(variant.times)) - variant.idle) / variant.times);
    }
  }
  return new Map(variants.map(({ name, costs }) => [name, spreadOf(costs)]));
}

/** Runs for the warm-up time and returns how many computations fill a round. */
async function warmUp(engine: EngineProcess, { roundMs, warmUpMs }: RoundPlan): Promise<number> {
  let times = 1;
  let one = 0;
  for (let used = 0; used < warmUpMs; ) {
    const cost = await engine.run(times);
    used += cost;
    one = cost / times;
    times = Math.max(1, Math.min(times * 4, Math.round(roundMs / Math.max(one, 1e-3))));
  }
  return times;
}
