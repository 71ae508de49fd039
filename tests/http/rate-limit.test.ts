// Who counts as one caller, and what a caller with too many requests gets. The limiter here is a plain counter;
// Cloudflare's is tested in tests/process/protected-worker.test.ts.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { callerByAddress, RATE_LIMIT_PERIOD_SECONDS } from "../../src/http/middleware/rate-limit.ts";
import { ADDRESS_HEADER } from "../support/handler-over.ts";
import { memoryService } from "../support/memory-service.ts";

function countingLimiter(most: number) {
  const counts = new Map<string, number>();
  return {
    counts,
    async limit({ key }: { key: string }) {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { success: count <= most };
    },
  };
}

const at = (address: string, more: Record<string, string> = {}) => ({
  headers: { [ADDRESS_HEADER]: address, ...more },
});

describe("too many requests", () => {
  it("from one address are refused with the time to wait, and other addresses are not affected", async () => {
    const { ask, lines } = await memoryService({ limiter: countingLimiter(2) });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await ask("/v1/articles", at("203.0.113.7"))).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    const { headers, body } = await ask("/v1/search?q=a", at("203.0.113.7"));
    expect(body).toMatchObject({ code: "rate_limited", type: "too_many_requests" });
    expect(headers.get("Retry-After")).toBe("60");
    expect((await ask("/v1/articles", at("203.0.113.8"))).status).toBe(200);
    expect(lines.filter(({ code }) => code === "rate_limited")).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain("203.0.113");
  });

  it("are counted per private key wherever it is used, and per address for public keys", async () => {
    const limiter = countingLimiter(100);
    const { ask } = await memoryService({ limiter, keys: { public: ["pub"], private: ["priv"] } });
    await ask("/v1/articles", at("203.0.113.7", { Authorization: "Bearer priv" }));
    await ask("/v1/articles?key=priv", at("203.0.113.8"));
    await ask("/v1/articles", at("203.0.113.7", { Authorization: "Bearer pub" }));
    const counted = [...limiter.counts];
    expect(counted).toEqual([
      [expect.stringMatching(/^key:[0-9a-f]{16}$/), 2],
      ["address:203.0.113.7", 1],
    ]);
    expect(JSON.stringify(counted)).not.toContain("priv");
  });

  it("with wrong keys are counted too", async () => {
    const { ask } = await memoryService({
      limiter: countingLimiter(2),
      keys: { public: [], private: ["right"] },
    });
    const statuses = [];
    for (let i = 0; i < 3; i++)
      statuses.push((await ask(`/v1/articles?key=k${i}`, at("203.0.113.7"))).status);
    expect(statuses).toEqual([401, 401, 429]);
  });

  it("are allowed without a limiter, without an address, from this machine, and for the page", async () => {
    const none = { limit: async () => ({ success: false }) };
    const { ask } = await memoryService({ limiter: none });
    expect((await ask("/v1/articles")).status).toBe(200);
    expect((await ask("/v1/articles", at("127.0.0.1"))).status).toBe(200);
    expect((await ask("/v1/articles", at("::1"))).status).toBe(200);
    expect((await ask("/", at("203.0.113.7"))).status).toBe(200);
    expect((await ask("/v1/articles", at("203.0.113.7"))).status).toBe(429);
    expect((await (await memoryService()).ask("/v1/articles", at("203.0.113.7"))).status).toBe(200);
  });

  it("are allowed if the limiter fails, which is logged", async () => {
    const failing = { limit: () => Promise.reject(new Error("limiter at /srv/secret")) };
    const { ask, lines } = await memoryService({ limiter: failing });
    expect((await ask("/v1/articles", at("203.0.113.7"))).status).toBe(200);
    expect(lines).toMatchObject([
      { kind: "problem", code: "rate_limiter" },
      { kind: "request", status: 200 },
    ]);
    expect(JSON.stringify(lines)).not.toContain("secret");
  });
});

describe("a caller", () => {
  it.each([
    ["203.0.113.7", "address:203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "network:2001:db8:1:2"],
    ["2001:DB8:1:2::9", "network:2001:db8:1:2"],
    ["2001:db8::1", "network:2001:db8:0:0"],
    ["::2", "network:0:0:0:0"],
    ["2001:db8:1:2:3::", "network:2001:db8:1:2"],
    ["no:address", "address:no:address"],
    ["127.0.0.9", null],
    ["::1", null],
    ["", null],
    [null, null],
  ])("at %s is counted as %s", (address, caller) => {
    expect(callerByAddress(address)).toBe(caller);
  });
});

it("the time to wait is the period of wrangler.toml", () => {
  const [, period] =
    /^simple = \{ limit = \d+, period = (\d+) \}$/m.exec(readFileSync("wrangler.toml", "utf8")) ?? [];
  expect(Number(period)).toBe(RATE_LIMIT_PERIOD_SECONDS);
});
