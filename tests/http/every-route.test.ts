// Rules that hold for every route, taken from the application's own list: a route added without a request here fails.

import { describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { CACHEABLE } from "../../src/http/parameters/cacheable-requests.ts";
import { PAGE_FILES, REFERENCE_FILES, STUDIO_FILES, STUDIO_PATH } from "../../src/http/routes/page.ts";
import { WIDGET_PATHS } from "../../src/http/routes/widget.ts";
import { DEFAULT_HTTP_SETTINGS } from "../../src/index/settings.ts";

import { createKeyRing } from "../../src/service/key-ring.ts";
import { ADDRESS_HEADER } from "../support/handler-over.ts";
import { memoryCache } from "../support/memory-cache.ts";
import { memoryService, posting } from "../support/memory-service.ts";

const HTTP = { ...DEFAULT_HTTP_SETTINGS, events: { enabled: true } };
const unused = () => Promise.reject(new Error("no route is asked"));

/** `METHOD pattern` of every route. */
const ROUTES = (() => {
  const app = createApp(
    {
      ...{ basePath: "/", indexVersion: null, http: HTTP, eventSinks: [], now: Date.now },
      ...{ searcher: unused, publicationTimes: unused, removals: unused, pageFile: unused },
      log: () => undefined,
    },
    {
      keys: createKeyRing({ public: [], private: [] }),
      ...{ limiter: null, cache: null, codeVersion: "", logRequest: () => undefined },
    },
  );
  // ALL is middleware, and the refusal of other methods.
  const served = app.routes.filter(({ method }) => method !== "ALL");
  return [...new Set(served.map(({ method, path }) => `${method} ${path}`))];
})();

const MCP = posting(
  { jsonrpc: "2.0", id: 1, method: "tools/list" },
  { Accept: "application/json, text/event-stream" },
);

const [BUNDLE, HASHED_BUNDLE, STRINGS] = Object.keys(WIDGET_PATHS);

/** A request for each route, and the status it returns. */
const REQUESTS: Readonly<Record<string, readonly [path: string, init: RequestInit, status: number]>> = {
  "GET /v1/search": ["/v1/search?q=volcano", {}, 200],
  "POST /v1/search": ["/v1/search", posting({ q: "volcano" }), 200],
  "GET /v1/suggest": ["/v1/suggest?q=vol", {}, 200],
  "GET /v1/articles": ["/v1/articles", {}, 200],
  "GET /v1/articles/:id": ["/v1/articles/a", {}, 200],
  "GET /v1/articles/:id/related": ["/v1/articles/a/related?format=html", {}, 200],
  "GET /v1/related": ["/v1/related?url=https://news.example/a", {}, 200],
  "POST /v1/related": ["/v1/related", posting({ draft: { text: "A volcano." } }), 200],
  "POST /mcp": ["/mcp", MCP, 200],
  "POST /v1/events": ["/v1/events", posting({ type: "no_results", query: "x" }), 204],
  "GET /healthz": ["/healthz", {}, 200],
  "GET /": ["/", {}, 200],
  "GET /page.js": ["/page.js", {}, 200],
  "GET /page.css": ["/page.css", {}, 200],
  "GET /favicon.svg": ["/favicon.svg", {}, 200],
  "GET /studio": ["/studio", {}, 200],
  "GET /studio.js": ["/studio.js", {}, 200],
  "GET /studio.css": ["/studio.css", {}, 200],
  "GET /openapi.json": ["/openapi.json", {}, 200],
  "GET /docs": ["/docs", {}, 200],
  "GET /docs.css": ["/docs.css", {}, 200],
  [`GET ${BUNDLE}`]: ["/widget.js", {}, 200],
  [`GET ${HASHED_BUNDLE}`]: ["/related-0123456789abcdef.js", {}, 200],
  [`GET ${STRINGS}`]: ["/strings-fr.json", {}, 200],
};

/** Served without a key: every file but the operator's page. */
const FILES = [PAGE_FILES, STUDIO_FILES, REFERENCE_FILES, WIDGET_PATHS]
  .flatMap((files) => Object.keys(files))
  .filter((path) => path !== STUDIO_PATH)
  .map((path) => `GET ${path}`);
const WIDGET = Object.keys(WIDGET_PATHS).map((path) => `GET ${path}`);
const OPEN = ["GET /healthz", ...FILES];
const GUARDED = ROUTES.filter((route) => !OPEN.includes(route));
/** Pages of other origins have no reason to read the operator's page. */
const SHARED = [
  ...GUARDED.filter((route) => route !== `GET ${STUDIO_PATH}`),
  ...["GET /healthz", "GET /openapi.json"],
];

const KEY = "priv-c0ffee";
const keys = { public: [], private: [KEY] };
const ORIGIN = "https://news.example";

/** The route's request with additional headers. */
function requestOf(route: string, more: Readonly<Record<string, string>> = {}) {
  const [path, init, status] = REQUESTS[route] ?? ["", {}, 0];
  return {
    path,
    init: { ...init, headers: { ...(init.headers as Record<string, string>), ...more } },
    status,
  };
}

function expectSecure(headers: Headers): void {
  expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(headers.get("X-Frame-Options")).not.toBeNull();
  expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
}

it("every route has a request here, and every request a route", () => {
  expect([...ROUTES].sort()).toEqual(Object.keys(REQUESTS).sort());
});

it("every GET under /v1 is cached, and nothing else is", () => {
  const kept = ROUTES.filter((route) => route.startsWith("GET /v1/"));
  expect(
    Object.keys(CACHEABLE)
      .map((path) => `GET ${path}`)
      .sort(),
  ).toEqual([...kept].sort());
});

describe.each(ROUTES)("%s", (route) => {
  it("responds under the base path, and only there, with security headers and one log line", async () => {
    const { ask, lines } = await memoryService({ http: HTTP, basePath: "/_backstory", keys });
    const { path, init, status } = requestOf(route, { Authorization: `Bearer ${KEY}` });
    const answer = await ask(`/_backstory${path}`, init);
    expect(answer.status).toBe(status);
    expectSecure(answer.headers);
    expect(answer.headers.get("Cache-Control")).toMatch(
      WIDGET.includes(route) ? /^public, max-age=/ : /^(?:private, max-age=60|no-cache$|no-store$)/,
    );
    const outside = await ask(path, init);
    expect(outside.status).toBe(404);
    expectSecure(outside.headers);
    const [method, pattern] = route.split(" ");
    const named = pattern === "/" ? "/_backstory" : `/_backstory${pattern}`;
    expect(lines.filter(({ kind }) => kind === "request")).toMatchObject([
      { method, route: named, status, key: OPEN.includes(route) ? "none" : "private" },
      { method, route: null, status: 404 },
    ]);
    expect(JSON.stringify(lines)).not.toContain(KEY);
  });

  it("returns 304 with the same security headers to clients that have it, if it has a tag", async () => {
    const { ask } = await memoryService({ http: HTTP, cache: memoryCache() });
    const { path, init } = requestOf(route);
    const tag = (await ask(path, init)).headers.get("ETag");
    expect(tag !== null).toBe(route.startsWith("GET") && route !== "GET /healthz");
    const again = requestOf(route, { "If-None-Match": tag ?? "*" });
    const answer = await ask(path, again.init);
    expect(answer.status).toBe(tag === null ? again.status : 304);
    expectSecure(answer.headers);
  });

  it("refuses every other method and lists the accepted ones", async () => {
    const { ask } = await memoryService({ http: HTTP });
    const { path, init } = requestOf(route);
    const { status, headers, body } = await ask(path, { headers: init.headers, method: "DELETE" });
    expect(status).toBe(405);
    expectSecure(headers);
    expect(headers.get("Allow")?.split(", ")).toContain(route.split(" ")[0]);
    expect(headers.get("Cache-Control")).toBe("no-store");
    if (body !== "") expect(body.code).toBe("method_not_allowed");
  });
});

describe.each(GUARDED)("%s", (route) => {
  const refused = { limit: async () => ({ success: false }) };

  it("needs a key if any is configured, cached or not", async () => {
    const { ask } = await memoryService({ http: HTTP, keys, cache: memoryCache() });
    const { path, init, status } = requestOf(route);
    const opened = requestOf(route, { Authorization: `Bearer ${KEY}` });
    expect((await ask(path, opened.init)).status).toBe(status);
    const answer = await ask(path, init);
    expect([answer.status, answer.headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expectSecure(answer.headers);
  });

  it("is rate-limited, cached or not", async () => {
    const { ask, lines } = await memoryService({ http: HTTP, limiter: refused, cache: memoryCache() });
    const { path, init, status } = requestOf(route, { [ADDRESS_HEADER]: "203.0.113.7" });
    expect((await ask(path, requestOf(route).init)).status).toBe(status);
    const answer = await ask(path, init);
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "60"]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(lines.at(-1)).toMatchObject({ status: 429, code: "rate_limited" });
  });
});

describe.each(SHARED)("%s", (route) => {
  it("may be read by pages of the listed origins, which may send a preflight", async () => {
    const { ask } = await memoryService({
      http: { ...HTTP, cors: { origins: [ORIGIN] } },
      cache: memoryCache(),
      keys,
    });
    const { path, init } = requestOf(route, { Origin: ORIGIN, Authorization: `Bearer ${KEY}` });
    // Computed, then cached, then a 304 if it has a tag.
    let tag = "";
    for (let i = 0; i < 3; i++) {
      const { headers } = await ask(path, { ...init, headers: { ...init.headers, "If-None-Match": tag } });
      expect(headers.get("Access-Control-Allow-Origin")).toBe(ORIGIN);
      expect(headers.get("Vary")).toContain("Origin");
      tag = i === 1 ? (headers.get("ETag") ?? "") : "";
    }
    const asked = { Origin: ORIGIN, "Access-Control-Request-Method": route.split(" ")[0] ?? "" };
    const preflight = await ask(path, { method: "OPTIONS", headers: asked });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("Access-Control-Allow-Origin")).toBe(ORIGIN);
    expectSecure(preflight.headers);
  });
});
