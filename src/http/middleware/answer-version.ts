// What an answer depends on besides its request: the code, the index with the configuration in it, which articles are
// removed, and which are public by now. Where one of them changes, no answer from before is looked for any more.

import type { Context } from "hono";
import type { AppDeps } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";

export interface AnswerVersion {
  /** Text that differs wherever the same request might be answered differently. */
  readonly text: string;
  /** Milliseconds until an article becomes public; Infinity where none will. */
  readonly lasts: number;
}

/** An answer whose order moves with time counts as another one after so long: ages are counted in years. */
const AGEING_STEP_MS = 60 * 60 * 1000;

/** `ages`: whether the answer's order moves with time. Rejects where the index can't be used. */
export async function answerVersion(
  context: Context<AppEnv>,
  deps: AppDeps,
  codeVersion: string,
  ages: boolean,
): Promise<AnswerVersion> {
  const [removed, times] = await Promise.all([
    deps.denyList(),
    deps.publicationTimes((work) => context.executionCtx.waitUntil(work)),
  ]);
  const now = deps.now();
  const step = ages ? Math.floor(now / AGEING_STEP_MS) : null;
  const parts = [codeVersion, deps.indexVersion, removed.version, times.countUntil(now), step];
  return { text: JSON.stringify(parts), lasts: times.nextAfter(now) - now };
}
