// The rate limiter of the Node server, and that its defaults are Cloudflare's of wrangler.toml.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memoryLimiter } from "../../../src/hosts/node/memory-limiter.ts";
import { RATE_LIMIT_PERIOD_SECONDS, RATE_LIMIT_REQUESTS } from "../../../src/http/middleware/rate-limit.ts";

describe("the rate limiter in memory", () => {
  it("refuses a caller's requests beyond the limit until the period is over, and nobody else's", async () => {
    let now = 0;
    const limiter = memoryLimiter({ limit: 2, periodSeconds: 60, now: () => now });
    const ask = async (key: string) => (await limiter.limit({ key })).success;
    expect([await ask("a"), await ask("a"), await ask("a"), await ask("b")]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    now = 59_999;
    expect(await ask("a")).toBe(false);
    now = 60_000;
    expect(await ask("a")).toBe(true);
  });

  it("remembers a bounded number of callers, and forgets first those who came first", async () => {
    const limiter = memoryLimiter({ limit: 1, callersMax: 3, now: () => 0 });
    const ask = async (key: string) => (await limiter.limit({ key })).success;
    for (const key of ["a", "b", "c", "d"]) expect(await ask(key)).toBe(true);
    expect(await ask("d")).toBe(false);
    expect(await ask("a")).toBe(true);
  });

  it("has the defaults of wrangler.toml", () => {
    const [, limit, period] =
      /^simple = \{ limit = (\d+), period = (\d+) \}$/m.exec(readFileSync("wrangler.toml", "utf8")) ?? [];
    expect([Number(limit), Number(period)]).toEqual([RATE_LIMIT_REQUESTS, RATE_LIMIT_PERIOD_SECONDS]);
  });
});
