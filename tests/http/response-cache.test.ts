// Cached responses: what identifies them, how long they are valid, and what they never bypass.

import { describe, expect, it } from "vitest";
import type { SnapshotFiles } from "../../src/index/snapshot/writer.ts";
import { memorySource } from "../../src/index/source.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import { makeArticle } from "../support/articles.ts";
import { ADDRESS_HEADER, type HandlerFiles, handlerOver } from "../support/handler-over.ts";
import { createHttpClient, type HttpAnswer } from "../support/http-client.ts";
import { cachedTexts, memoryCache } from "../support/memory-cache.ts";
import { memoryService, posting } from "../support/memory-service.ts";
import { packArticles } from "../support/packed-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const PUBLIC = "pub-7f3a";
const PRIVATE = "priv-c0ffee";
const keys = { public: [PUBLIC], private: [PRIVATE] };
const bearer = (key: string) => ({ headers: { Authorization: `Bearer ${key}` } });

const PATHS = [
  "/v1/search?q=volcano",
  "/v1/search?section=World&facets=year",
  "/v1/suggest?q=vol",
  "/v1/articles",
  "/v1/articles/a",
  "/v1/articles/a/related?threshold=0",
  "/v1/articles/a/related?threshold=0&format=html",
  "/v1/related?url=https://news.example/a",
];

function headersOf({ headers }: HttpAnswer): Record<string, string> {
  const { "x-request-id": _, ...rest } = Object.fromEntries(headers);
  return rest;
}

describe("a response", () => {
  it.each(PATHS)("from the cache equals the original, with the same headers: %s", async (path) => {
    const cache = memoryCache();
    const { ask, lines } = await memoryService({ cache });
    const made = await ask(path);
    const kept = await ask(path);
    expect([made.status, kept.status]).toEqual([200, 200]);
    expect(lines.map(({ cache }) => cache)).toEqual(["miss", "hit"]);
    expect(kept.body).toEqual(made.body);
    expect(headersOf(kept)).toEqual(headersOf(made));
    expect(made.headers.get("ETag")).toMatch(/^W\/"[0-9a-f]{32}"$/);
    expect(made.headers.get("Cache-Control")).toBe(
      "public, max-age=60, stale-while-revalidate=600, stale-if-error=3600",
    );
    expect(kept.headers.get("X-Request-Id")).not.toBe(made.headers.get("X-Request-Id"));
    expect([...cache.cached.values()].map(({ seconds }) => seconds)).toEqual([600]);
  });

  it("is byte for byte the same, and comes from the cache", async () => {
    const cache = memoryCache();
    const { ask } = await memoryService({ cache });
    const made = JSON.stringify((await ask("/v1/search?q=volcano")).body);
    expect(cachedTexts(cache)).toEqual([made]);
    const body = new TextEncoder().encode('{"from":"the cache"}').buffer;
    for (const [key, kept] of cache.cached) cache.cached.set(key, { ...kept, body });
    expect((await ask("/v1/search?q=volcano")).body).toEqual({ from: "the cache" });
  });

  it("is shared by equivalent requests that are written differently, and by HEAD", async () => {
    const cache = memoryCache();
    const { ask, lines } = await memoryService({ cache });
    const tags = new Set<string | null>();
    for (const query of [
      "q=volcano&tag=x&tag=y",
      "tag[]=y&tag[]=x&q=+volcano",
      "q=volcano&limit=10&tag=y&tag=x&utm_source=mail&_=7&fbclid=a&gclid=b&key=k",
    ]) {
      tags.add((await ask(`/v1/search?${query}`)).headers.get("ETag"));
    }
    expect((await ask("/v1/search?q=volcano&tag=x&tag=y", { method: "HEAD" })).body).toBe("");
    expect(lines.map(({ cache }) => cache)).toEqual(["miss", "hit", "hit", "hit"]);
    expect([cache.cached.size, tags.size]).toEqual([1, 1]);
  });

  it("to HEAD is cached in full for a later GET", async () => {
    const { ask, lines } = await memoryService({ cache: memoryCache() });
    const head = await ask("/v1/articles", { method: "HEAD" });
    const got = await ask("/v1/articles");
    expect(lines.map(({ cache }) => cache)).toEqual(["miss", "hit"]);
    expect(got.body.hits).toHaveLength(2);
    expect(headersOf(got)).toEqual(headersOf(head));
  });

  it("of one host or base path is never used for another", async () => {
    const cache = memoryCache();
    const { ask } = await memoryService({ cache, basePath: "/x" });
    await ask("http://a.example/x/v1/articles");
    await ask("http://b.example/x/v1/articles");
    const [one = "", other = ""] = cache.cached.keys();
    expect(one).toMatch(/^http:\/\/a\.example\/x\/\.cached\/none-[0-9a-f]{32}$/);
    expect(other).toBe(one.replace("//a.", "//b."));
    expect((await ask(one)).status).toBe(404);
  });
});

describe("nothing is cached", () => {
  it.each([
    ["for an error", "/v1/search?q=volcano&limit=0", {}, 400],
    ["for an unknown article", "/v1/articles/nothing", {}, 404],
    ["for an unknown article as HTML", "/v1/articles/nothing/related?format=html", {}, 404],
    ["for another method", "/v1/articles", { method: "DELETE" }, 405],
    ["for the health check", "/healthz", {}, 200],
    ["for a search by POST", "/v1/search", posting({ q: "volcano" }), 200],
    ["for a draft", "/v1/related", posting({ draft: { text: "A volcano." } }), 200],
    ["for several articles", "/v1/related", posting({ ids: ["a"] }), 200],
    [
      "for a tool",
      "/mcp",
      posting(
        { jsonrpc: "2.0", id: 1, method: "tools/list" },
        { Accept: "application/json, text/event-stream" },
      ),
      200,
    ],
    ["for an event", "/v1/events", posting({ type: "no_results", query: "x" }), 204],
  ])("%s, by the Worker or by anyone else", async (_, path, init, status) => {
    const cache = memoryCache();
    const { ask, lines } = await memoryService({ cache, http: { events: { enabled: true } } });
    const answer = await ask(path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("ETag")).toBeNull();
    expect(cache.cached.size).toBe(0);
    expect(lines.filter(({ cache }) => cache === "hit")).toEqual([]);
  });

  it("for an explanation by the Worker, and no shared cache may store it either", async () => {
    const cache = memoryCache();
    const { ask, lines } = await memoryService({ cache });
    const path = "/v1/search?q=volcano&explain=true";
    for (let i = 0; i < 2; i++) {
      expect((await ask(path)).headers.get("Cache-Control")).toMatch(/^private, /);
    }
    expect(lines.map(({ cache }) => cache)).toEqual([undefined, undefined]);
    expect(cache.cached.size).toBe(0);
  });
});

describe("keys", () => {
  it("are checked before the cache, and access rights are those of the request", async () => {
    const cache = memoryCache();
    const { ask } = await memoryService({ cache, keys });
    for (const path of PATHS) {
      const made = await ask(path, bearer(PUBLIC));
      expect(made.status).toBe(200);
      const tag = { "If-None-Match": made.headers.get("ETag") ?? "" };
      for (const wrong of [{}, { headers: tag }, { headers: { ...tag, Authorization: "Bearer wrong" } }]) {
        const { status, headers, body } = await ask(path, wrong);
        expect([status, headers.get("Cache-Control")]).toEqual([401, "no-store"]);
        if (body !== "") expect(body.code).toBe("unauthorized");
      }
    }
    expect(cache.cached.size).toBe(PATHS.length);
  });

  it("are in no cache key, tag or cached response, and responses to them are private", async () => {
    const cache = memoryCache();
    const { ask } = await memoryService({ cache, keys });
    const inHeader = await ask("/v1/search?q=volcano", bearer(PUBLIC));
    const inUrl = await ask(`/v1/search?q=volcano&key=${PUBLIC}`);
    expect(headersOf(inUrl)).toEqual(headersOf(inHeader));
    expect(inHeader.headers.get("Cache-Control")).toBe(
      "private, max-age=60, stale-while-revalidate=600, stale-if-error=3600",
    );
    expect(inHeader.headers.get("Vary")).toContain("Authorization");
    const everything = JSON.stringify([[...cache.cached.keys()], cachedTexts(cache)]);
    expect(everything).not.toContain(PUBLIC);
    expect([...cache.cached.keys()].join()).not.toContain("volcano");
    expect([...cache.cached.keys()]).toEqual([
      expect.stringMatching(/^http:\/\/backstory\.test\/\.cached\/public-[0-9a-f]{32}$/),
    ]);
  });

  it("that are private neither fill nor use the cache, and get the same tag", async () => {
    const cache = memoryCache();
    const { ask, lines } = await memoryService({ cache, keys });
    const own = await ask("/v1/articles", bearer(PRIVATE));
    expect(cache.cached.size).toBe(0);
    const shared = await ask("/v1/articles", bearer(PUBLIC));
    await ask("/v1/articles", bearer(PRIVATE));
    expect(lines.map(({ cache }) => cache)).toEqual([undefined, "miss", undefined]);
    expect(own.headers.get("ETag")).toBe(shared.headers.get("ETag"));
    expect(own.headers.get("Cache-Control")).toMatch(/^private, /);
  });

  it("without sufficient rights are refused, whatever tag the client sends", async () => {
    const { ask } = await memoryService({ cache: memoryCache(), keys });
    const path = "/v1/search?q=volcano&explain=true";
    const { headers } = await ask(path, bearer(PRIVATE));
    for (const tag of [headers.get("ETag") ?? "", "*"]) {
      const refused = await ask(path, { headers: { ...bearer(PUBLIC).headers, "If-None-Match": tag } });
      expect([refused.status, refused.headers.get("Cache-Control")]).toEqual([403, "no-store"]);
    }
  });
});

describe("rates and origins", () => {
  it("count a cached response like any other", async () => {
    let left = 2;
    const { ask } = await memoryService({
      cache: memoryCache(),
      limiter: { limit: async () => ({ success: left-- > 0 }) },
    });
    const init = { headers: { [ADDRESS_HEADER]: "203.0.113.7" } };
    const tag = (await ask("/v1/articles", init)).headers.get("ETag") ?? "";
    expect((await ask("/v1/articles", init)).status).toBe(200);
    for (const sent of ["", tag]) {
      const more = { "If-None-Match": sent };
      const { status, headers } = await ask("/v1/articles", { headers: { ...init.headers, ...more } });
      expect([status, headers.get("Cache-Control")]).toEqual([429, "no-store"]);
    }
  });

  it("are checked per request: one origin never gets another origin's headers", async () => {
    const { ask, lines } = await memoryService({
      cache: memoryCache(),
      http: { cors: { origins: ["https://a.example", "https://b.example"] } },
    });
    const told = [];
    for (const origin of ["https://a.example", "https://b.example", "https://evil.example", null]) {
      const { headers } = await ask("/v1/articles", origin === null ? {} : { headers: { Origin: origin } });
      told.push(headers.get("Access-Control-Allow-Origin"));
      expect(headers.get("Vary")).toBe("Origin");
    }
    expect(told).toEqual(["https://a.example", "https://b.example", null, null]);
    expect(lines.map(({ cache }) => cache)).toEqual(["miss", "hit", "hit", "hit"]);
  });
});

/** Over files that the test may replace; `handlerOver` again is another isolate with the same cache. */
function isolate(files: SnapshotFiles, options: Partial<HandlerFiles> = {}) {
  const caches: unknown[] = [];
  const ask = createHttpClient(
    handlerOver({
      snapshot: memorySource(files),
      createEncoder: async () => createWordEncoder(),
      createScan: createPlainScan,
      log: ({ cache }) => caches.push(cache),
      ...options,
    }),
  );
  return { ask, caches };
}

const one = [makeArticle({ id: "a", title: "Volcano" })];
const two = [...one, makeArticle({ id: "b", title: "Volcano again" })];
const idsOf = ({ body }: HttpAnswer) => body.hits.map(({ id }: { id: string }) => id).sort();

describe("an old response", () => {
  it("is not returned for a new index, nor a new response for the old index", async () => {
    const cache = memoryCache();
    const before = await packArticles(one);
    const after = await packArticles(two);
    for (const [files, ids] of [
      [before, ["a"]],
      [after, ["a", "b"]],
      [before, ["a"]],
      [after, ["a", "b"]],
    ] as const) {
      const { ask } = isolate(files, { cache });
      for (const path of ["/v1/search?q=volcano", "/v1/articles"])
        expect(idsOf(await ask(path))).toEqual(ids);
    }
    expect(cache.cached.size).toBe(4);
  });

  it("is not returned after a change to the configuration or the code", async () => {
    const cache = memoryCache();
    const zones = await Promise.all(
      ["UTC", "Asia/Tokyo"].map((timeZone) => packArticles(one, { settings: { timeZone } })),
    );
    const path = "/v1/articles?publishedBefore=2024-05-06T09:00";
    const hits = [];
    for (const files of zones) hits.push(idsOf(await isolate(files, { cache }).ask(path)));
    expect(hits).toEqual([["a"], []]);
    const { ask, caches } = isolate(zones[0] as SnapshotFiles, { cache, codeVersion: "next" });
    await ask(path);
    expect(caches).toEqual(["miss"]);
  });

  it("is not built from files that were replaced while they were opened", async () => {
    const cache = memoryCache();
    const before = await packArticles(one);
    const after = await packArticles(two);
    let manifests = 0;
    const snapshot = {
      // The application opens the first manifest, the searcher the next one.
      read: async (name: string) =>
        (name === "manifest.json" && manifests++ === 0 ? before : after).get(name) ??
        before.get(name) ??
        null,
    };
    const { ask } = isolate(before, { cache, snapshot });
    const answer = await ask("/v1/articles");
    expect(idsOf(answer)).toEqual(["a", "b"]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("ETag")).toBeNull();
    expect(cache.cached.size).toBe(0);
  });

  it("is not returned once an article is removed, nor once it is restored", async () => {
    const cache = memoryCache();
    let removed: string[] = [];
    let now = Date.parse("2026-01-01T00:00:00Z");
    const { ask } = isolate(await packArticles(two), {
      cache,
      removalLists: [async () => removed],
      now: () => now,
    });
    const paths = ["/v1/search?q=volcano", "/v1/articles", "/v1/articles/a/related?threshold=0"];
    const answers = async () =>
      JSON.stringify(await Promise.all(paths.map(async (path) => (await ask(path)).body)));
    const before = await answers();
    expect(before).toContain('"id":"b"');
    const tag = (await ask("/v1/articles/b")).headers.get("ETag") ?? "";
    removed = ["b"];
    now += 5000;
    expect(await answers()).not.toContain('"id":"b"');
    for (const sent of ["", tag, "*"]) {
      expect((await ask("/v1/articles/b", { headers: { "If-None-Match": sent } })).status).toBe(404);
    }
    removed = [];
    now += 5000;
    expect(await answers()).toBe(before);
  });

  it("is not cached under the previous removal list if an article is restored meanwhile", async () => {
    const cache = memoryCache();
    let removed = ["b"];
    let now = Date.parse("2026-01-01T00:00:00Z");
    const files = await packArticles(two);
    const removalLists = [async () => removed];
    const { ask } = isolate(files, {
      cache,
      removalLists,
      now: () => now,
      createEncoder: async () => {
        // Opening takes so long that the list is read again.
        removed = [];
        now += 5000;
        return createWordEncoder();
      },
    });
    const answer = await ask("/v1/articles");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(cache.cached.size).toBe(0);
    expect(idsOf(await ask("/v1/articles"))).toEqual(["a", "b"]);
    expect(cache.cached.size).toBe(1);
  });

  it("is not returned once a future article is public, and no cache may store it longer", async () => {
    const cache = memoryCache();
    const moment = Date.parse("2030-01-01T00:00:00Z");
    let now = moment - 100_500;
    const future = makeArticle({
      id: "later",
      title: "Volcano",
      publishedAt: new Date(moment).toISOString(),
    });
    const { ask, caches } = isolate(await packArticles([...one, future]), { cache, now: () => now });
    const before = await ask("/v1/articles");
    expect(idsOf(before)).toEqual(["a"]);
    expect(before.headers.get("Cache-Control")).toBe(
      "public, max-age=60, stale-while-revalidate=40, stale-if-error=3600",
    );
    expect([...cache.cached.values()].map(({ seconds }) => seconds)).toEqual([100]);
    now = moment - 500;
    const last = await ask("/v1/articles");
    expect(last.headers.get("Cache-Control")).toBe("public, max-age=0, stale-if-error=3600");
    now = moment;
    const tag = { "If-None-Match": before.headers.get("ETag") ?? "" };
    const after = await ask("/v1/articles", { headers: tag });
    expect(idsOf(after)).toEqual(["a", "later"]);
    expect(after.headers.get("Cache-Control")).toContain("max-age=60, stale-while-revalidate=600");
    expect(caches).toEqual(["miss", "hit", "miss"]);
  });

  it("is not returned for an hour if its order depends on the time", async () => {
    const cache = memoryCache();
    let now = Date.parse("2026-01-01T00:30:00Z");
    const { ask } = isolate(await packArticles(two), { cache, now: () => now });
    const tags = async () =>
      Promise.all(
        ["recency=1", "recency=0"].map(async (more) =>
          (await ask(`/v1/search?q=volcano&${more}`)).headers.get("ETag"),
        ),
      );
    const [moving, still] = await tags();
    now += 60 * 60 * 1000;
    const [moved, same] = await tags();
    expect(moved).not.toBe(moving);
    expect(same).toBe(still);
  });
});

describe("a cached response", () => {
  it("is returned by an isolate that has not opened its index, without opening it", async () => {
    const cache = memoryCache();
    const files = await packArticles(two);
    await isolate(files, { cache }).ask("/v1/articles");
    const reads: string[] = [];
    const read = async (name: string) => {
      reads.push(name.replace(/-.*/, ""));
      return files.get(name) ?? null;
    };
    const { ask, caches } = isolate(files, { cache, snapshot: { read } });
    expect((await ask("/v1/articles")).body.hits).toHaveLength(2);
    expect(caches).toEqual(["hit"]);
    expect(reads).toEqual(["manifest.json", "articles.publishedat"]);
  });
});

describe("a cache that fails", () => {
  it.each([
    ["looking up", { match: () => Promise.reject(new Error("no cache at /srv/secret")) }],
    [
      "looking up at once",
      {
        match: () => {
          throw new Error("no cache at /srv/secret");
        },
      },
    ],
    ["putting", { put: () => Promise.reject(new Error("no room at /srv/secret")) }],
    [
      "putting at once",
      {
        put: () => {
          throw new Error("no room at /srv/secret");
        },
      },
    ],
  ])("at %s breaks no response, and is logged without confidential details", async (_, failing) => {
    const { ask, lines } = await memoryService({ cache: { ...memoryCache(), ...failing } });
    const answer = await ask("/v1/articles", { headers: { "X-Request-Id": "one" } });
    expect([answer.status, answer.body.hits.length]).toEqual([200, 2]);
    expect(lines.filter(({ kind }) => kind === "problem")).toMatchObject([
      { code: "response_cache", requestId: "one" },
    ]);
    expect(JSON.stringify(lines)).not.toContain("secret");
  });
});

describe("Server-Timing", () => {
  it("says how long it took and whether the response was cached, if there is a clock", async () => {
    const { ask } = await memoryService({ cache: memoryCache(), clock: () => performance.now() });
    const timings = [];
    for (let i = 0; i < 2; i++) timings.push((await ask("/v1/articles")).headers.get("Server-Timing"));
    expect(timings[0]).toMatch(/^cache;desc="miss",total;dur=[\d.]+/);
    expect(timings[1]).toMatch(/^cache;desc="hit",total;dur=[\d.]+/);
    expect((await ask("/v1/nothing")).headers.get("Server-Timing")).toMatch(/^total;dur=/);
    const still = await memoryService();
    expect((await still.ask("/v1/articles")).headers.get("Server-Timing")).toBeNull();
  });
});
