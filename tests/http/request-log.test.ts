// What the Worker logs: one line per request, without the query, the client or the key.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ADDRESS_HEADER } from "../support/handler-over.ts";
import { memoryCache } from "../support/memory-cache.ts";
import { memoryService, posting } from "../support/memory-service.ts";

describe("a request", () => {
  it("is logged as one line, with its route and never its URL", async () => {
    const { ask, lines } = await memoryService();
    const { headers, body } = await ask("/v1/articles/a/related?limit=3");
    expect(lines).toEqual([
      {
        level: "info",
        kind: "request",
        requestId: headers.get("X-Request-Id"),
        method: "GET",
        route: "/v1/articles/:id/related",
        status: 200,
        indexVersion: body.indexVersion,
        key: "none",
      },
    ]);
  });

  it.each([
    ["/v1/search?q=secret+words", "/v1/search", 200, undefined],
    ["/v1/search?q=secret&limit=0", "/v1/search", 400, "invalid_limit"],
    ["/v1/articles/secret-id", "/v1/articles/:id", 404, "article_not_found"],
    ["/v1/related?url=https://secret.example/x", "/v1/related", 404, "article_not_found"],
    ["/secret-path?secret=1", null, 404, "route_not_found"],
    ["/v1/secret", null, 404, "route_not_found"],
    ["/healthz?q=secret", "/healthz", 200, undefined],
    ["/", "/", 200, undefined],
  ])("for %s logs the route %s, the status and the code", async (path, route, status, code) => {
    const { ask, lines } = await memoryService();
    await ask(path, {
      headers: {
        "User-Agent": "secret",
        "CF-Connecting-IP": "203.0.113.7",
        [ADDRESS_HEADER]: "203.0.113.7",
        Cookie: "secret",
      },
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ route, status });
    expect(lines[0]?.code).toBe(code);
    expect(JSON.stringify(lines)).not.toMatch(/secret|203\.0\.113/);
  });

  it("with a refused method or a POST logs its method and none of its body", async () => {
    const { ask, lines } = await memoryService();
    await ask("/v1/articles", { method: "DELETE" });
    await ask("/v1/related", posting({ draft: { text: "secret words", title: "secret" } }));
    await ask("/v1/related", posting("{secret"));
    expect(lines).toMatchObject([
      { method: "DELETE", route: "/v1/articles", status: 405, code: "method_not_allowed" },
      { method: "POST", route: "/v1/related", status: 200 },
      { method: "POST", route: "/v1/related", status: 400, code: "invalid_body" },
    ]);
    expect(JSON.stringify(lines)).not.toContain("secret");
  });

  it("logs how long it took if there is a clock", async () => {
    let time = 0;
    const { ask, lines } = await memoryService({ clock: () => time++ });
    await ask("/healthz");
    expect(lines[0]?.durationMs).toBeTypeOf("number");
    const still = await memoryService();
    await still.ask("/healthz");
    expect(still.lines[0]).not.toHaveProperty("durationMs");
  });

  it("logs the query only if the configuration says so", async () => {
    const { ask, lines } = await memoryService({ http: { logs: { requests: true, queries: true } } });
    await ask(`/v1/search?q=volcano&key=hidden`);
    await ask(`/v1/search?q=${"a".repeat(600)}`);
    await ask("/v1/articles");
    expect(lines[0]?.query).toBe("volcano");
    expect(lines[1]?.query).toHaveLength(512);
    expect(lines[2]).not.toHaveProperty("query");
    expect(JSON.stringify(lines)).not.toContain("hidden");
  });

  it("logs a query sent in a body as well, and nothing else of the body", async () => {
    const { ask, lines } = await memoryService({ http: { logs: { requests: true, queries: true } } });
    await ask("/v1/search", posting({ q: " volcano ", tag: ["hidden"] }));
    await ask("/v1/search", posting({ q: "hidden", limit: 0 }));
    await ask("/v1/related", posting({ draft: { text: "A hidden volcano.", title: "hidden" } }));
    expect(lines.map(({ status, query }) => [status, query])).toEqual([
      [200, "volcano"],
      [400, undefined],
      [200, undefined],
    ]);
    expect(JSON.stringify(lines)).not.toContain("hidden");
    const off = await memoryService();
    await off.ask("/v1/search", posting({ q: "volcano" }));
    expect(JSON.stringify(off.lines)).not.toContain("volcano");
  });

  it("logs whether the response came from the cache, if it could have", async () => {
    const { ask, lines } = await memoryService({ cache: memoryCache() });
    for (const path of ["/v1/articles", "/v1/articles", "/healthz", "/v1/articles?limit=0"]) await ask(path);
    expect(lines.map(({ cache }) => cache)).toEqual(["miss", "hit", undefined, undefined]);
  });

  it("is not logged if that is turned off, but a failure still is", async () => {
    const { ask, lines } = await memoryService({
      http: { logs: { requests: false, queries: true } },
      createScan: () => {
        throw new Error("no memory");
      },
    });
    await ask("/v1/search");
    expect(lines).toEqual([]);
    await ask("/v1/articles");
    expect(lines).toMatchObject([{ kind: "problem", code: "index_unavailable" }]);
  });

  it("is logged as one line without an index, too", async () => {
    const { ask, lines } = await memoryService({ snapshot: { read: async () => null } });
    await ask("/anything");
    expect(lines.filter(({ kind }) => kind === "request")).toMatchObject([
      { level: "error", route: null, status: 503, code: "index_unavailable", indexVersion: null },
    ]);
  });
});

describe("a request's id", () => {
  it.each([
    "abc-123_X",
    "0af7651916cd43dd8448eb211c80319c",
  ])("is the client's if it is safe to log: %s", async (id) => {
    const { ask, lines } = await memoryService();
    const { headers } = await ask("/v1/search", { headers: { "X-Request-Id": id } });
    expect([headers.get("X-Request-Id"), lines[0]?.requestId]).toEqual([id, id]);
  });

  it.each([
    "a b",
    '"},{',
    "<script>",
    "a".repeat(65),
    "/etc/passwd",
  ])("is a new one instead of %j", async (id) => {
    const { ask, lines } = await memoryService();
    const { headers, body } = await ask("/v1/search", { headers: { "X-Request-Id": id } });
    expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
    expect([body.requestId, lines[0]?.requestId]).toEqual(Array(2).fill(headers.get("X-Request-Id")));
  });
});

it("Cloudflare's own log lines, which contain full URLs, are turned off", () => {
  expect(readFileSync("wrangler.toml", "utf8")).toMatch(
    /^\[observability\.logs\]\ninvocation_logs = false$/m,
  );
});
