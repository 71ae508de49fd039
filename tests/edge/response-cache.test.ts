// Cloudflare's Cache API in workerd: what the function stores there, and that it responds from it.

import { exports } from "cloudflare:workers";
import { expect, it, vi } from "vitest";

const BASE = "https://backstory.test";
const worker = exports.default;

/** The runtime's own cache. */
declare const caches: CacheStorage;
const open = () => caches.open("backstory-responses");

it("a response is stored in the Cache API under its tag, and the next one comes from there", async () => {
  const path = "/v1/search?q=grain+ships+leaving+odesa";
  const made = await worker.fetch(BASE + path);
  const text = await made.text();
  const [, digest = ""] = /^W\/"([0-9a-f]{32})"$/.exec(made.headers.get("ETag") ?? "") ?? [];
  const key = `${BASE}/.cached/none-${digest}`;
  const cache = await open();
  // It is stored after the response was sent.
  const kept = await vi.waitFor(async () => {
    const found = await cache.match(key);
    expect(found).toBeDefined();
    return found as Response;
  });
  expect(await kept.text()).toBe(text);
  expect(kept.headers.get("Cache-Control")).toBe("public, max-age=600");
  for (const name of ["X-Request-Id", "Access-Control-Allow-Origin", "Content-Security-Policy", "ETag"]) {
    expect(kept.headers.has(name)).toBe(false);
  }

  const again = await worker.fetch(
    `${BASE}/v1/search?limit=10&q=grain%20ships%20leaving%20odesa&utm_source=x`,
  );
  expect(await again.text()).toBe(text);
  await cache.put(
    key,
    new Response('{"from":"the cache"}', {
      headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=600" },
    }),
  );
  const marked = await worker.fetch(BASE + path);
  expect(await marked.json()).toEqual({ from: "the cache" });
  const headersOf = ({ headers }: Response) => [...headers].filter(([name]) => name !== "x-request-id");
  expect(headersOf(marked)).toEqual(headersOf(made));
  expect(made.headers.get("Server-Timing")).toBeNull();

  // Neither from outside, nor in the cache that fetches of the zone share.
  expect((await worker.fetch(key)).status).toBe(404);
  expect(await (caches as unknown as { default: Cache }).default.match(key)).toBeUndefined();
});

it("a client that has the response gets a 304 without a body", async () => {
  const path = "/v1/articles/2019-04-25-kim-putin-vladivostok-talks/related?format=html";
  const tag = (await worker.fetch(BASE + path)).headers.get("ETag") ?? "";
  for (const method of ["GET", "HEAD"]) {
    const answer = await worker.fetch(BASE + path, { method, headers: { "If-None-Match": tag } });
    expect([answer.status, await answer.text(), answer.headers.get("ETag")]).toEqual([304, "", tag]);
  }
});

it("errors are not cached", async () => {
  for (const path of ["/v1/search", "/v1/articles/nothing", "/nothing"]) {
    const { headers } = await worker.fetch(BASE + path);
    expect([headers.get("Cache-Control"), headers.get("ETag")]).toEqual(["no-store", null]);
  }
});
