// If only the encoder fails, search falls back to keywords over HTTP and MCP; the response is marked as degraded,
// logged, and never cached.

import { describe, expect, it } from "vitest";
import { memoryCache } from "../support/memory-cache.ts";
import { type MemoryService, memoryService, posting } from "../support/memory-service.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

/** Opens as usual, but fails on every text until it is repaired. */
async function withFailingEncoder(): Promise<
  MemoryService & { repair(): void; cached: Map<string, unknown> }
> {
  let isBroken = true;
  const encoder = createWordEncoder();
  const cache = memoryCache();
  const service = await memoryService({
    cache,
    createEncoder: async () => ({
      ...encoder,
      encode: (...args: Parameters<typeof encoder.encode>) =>
        isBroken ? Promise.reject(new Error("unreachable executed")) : encoder.encode(...args),
    }),
  });
  const repair = () => {
    isBroken = false;
  };
  return { ...service, repair, cached: cache.cached };
}

const tool = (name: string, args: unknown) =>
  posting(
    { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } },
    { Accept: "application/json, text/event-stream" },
  );

describe("a search whose query can't be encoded", () => {
  it("falls back to keywords, says so, and is logged with the reason", async () => {
    const { ask, lines } = await withFailingEncoder();
    for (const [path, init] of [
      ["/v1/search?q=volcano"],
      ["/v1/search", posting({ q: "volcano" })],
    ] as const) {
      const { status, headers, body } = await ask(path, init);
      expect([status, body.mode, body.degraded]).toEqual([200, "keyword", true]);
      expect(body.hits).toHaveLength(2);
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("ETag")).toBeNull();
    }
    const problems = lines.filter(({ kind }) => kind === "problem");
    expect(problems).toMatchObject(
      Array(2).fill({ code: "encoder_unavailable", causes: [{ message: "unreachable executed" }] }),
    );
  });

  it("is not cached: the next search gets a full response as soon as the encoder works", async () => {
    const { ask, repair, cached } = await withFailingEncoder();
    expect((await ask("/v1/search?q=volcano")).body.degraded).toBe(true);
    expect(cached.size).toBe(0);
    repair();
    const { body } = await ask("/v1/search?q=volcano");
    expect([body.mode, body.degraded]).toEqual(["hybrid", undefined]);
    expect(cached.size).toBe(1);
  });

  it("returns 503 in semantic mode, where keywords are no fallback, and so does a draft", async () => {
    const { ask } = await withFailingEncoder();
    for (const answer of [
      await ask("/v1/search?q=volcano&mode=semantic"),
      await ask("/v1/related", posting({ draft: { text: "A volcano erupts." } })),
    ]) {
      expect(answer).toMatchObject({
        status: 503,
        body: { code: "encoder_unavailable", type: "unavailable", link: "/docs#encoder_unavailable" },
      });
      expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(answer.body.message).not.toContain("unreachable");
    }
  });

  it("is unaffected in keyword mode and without a query", async () => {
    const { ask, lines } = await withFailingEncoder();
    for (const path of ["/v1/search?q=volcano&mode=keyword", "/v1/search?lang=en"]) {
      const { status, body } = await ask(path);
      expect([status, body.degraded]).toEqual([200, undefined]);
    }
    expect(lines.filter(({ kind }) => kind === "problem")).toEqual([]);
  });

  it("falls back to keywords over MCP as well", async () => {
    const { ask, lines } = await withFailingEncoder();
    const { result } = (await ask("/mcp", tool("search", { q: "volcano" }))).body;
    expect(result.structuredContent).toMatchObject({ mode: "keyword", degraded: true });
    expect(lines.filter(({ code }) => code === "encoder_unavailable")).toHaveLength(1);
    const semantic = (await ask("/mcp", tool("search", { q: "volcano", mode: "semantic" }))).body.result;
    expect(semantic).toMatchObject({ isError: true });
    expect(semantic.content[0].text).toContain("Semantic search is unavailable right now.");
  });
});
