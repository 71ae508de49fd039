// Odd internal failures, and requests crafted to cause some: no stack, path or key leaks, and every response has its
// security headers.

import { describe, expect, it } from "vitest";
import { problemLine } from "../../src/service/log-lines.ts";
import { ADDRESS_HEADER } from "../support/handler-over.ts";
import { memoryService, posting } from "../support/memory-service.ts";

const KEY = "priv-4d5e6f-secret";
const keys = { public: [], private: [KEY] };
const headers = { Authorization: `Bearer ${KEY}` };
const FORBIDDEN = /priv-4d5e6f|\/srv|\/home|C:\\|\.ts:|node_modules| at .*\(|file:/;

class OddError extends Error {
  override readonly name = "/srv/app/OddError";
}

const THROWN: readonly (readonly [string, () => unknown])[] = [
  ["an error with a path", () => new Error("ENOENT: no such file '/srv/app/index.bin'")],
  [
    "an error with a key",
    () => new Error(`fetch failed: https://x.example/v1/a?key=${KEY} with Bearer ${KEY}`),
  ],
  ["an error with a path of Windows", () => new Error("C:\\backstory\\index is locked")],
  ["an error with an odd name", () => new OddError("file:///srv/app/x.ts:3")],
  [
    "an error behind others",
    () => new Error("a", { cause: new Error("b", { cause: "at /srv/app/y.ts:7" }) }),
  ],
  ["an error whose stack is no text", () => Object.assign(new Error("x"), { stack: 7 })],
  ["text", () => `failed at /srv/app/z.ts:1 with ${KEY}`],
  ["nothing", () => undefined],
  ["null", () => null],
  ["an object", () => ({ path: "/srv/app", key: KEY })],
];

describe("an internal failure", () => {
  it.each(
    THROWN,
  )("returns a 500 without details and logs a line without paths or keys: %s", async (_, thrown) => {
    let isBroken = false;
    const { ask, lines } = await memoryService({
      keys,
      now: () => {
        if (isBroken) throw thrown();
        return Date.parse("2026-01-01T00:00:00Z");
      },
    });
    expect((await ask("/v1/articles", { headers })).status).toBe(200);
    isBroken = true;
    const answer = await ask("/v1/articles", { headers });
    expect([answer.status, answer.body.code, answer.body.type]).toEqual([500, "internal_error", "internal"]);
    expect(lines.filter(({ code }) => code === "internal")).toHaveLength(1);
    expect(JSON.stringify([answer.body, ...answer.headers])).not.toMatch(FORBIDDEN);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("X-Request-Id")).toBe(answer.body.requestId);
    expect(JSON.stringify(lines)).not.toMatch(FORBIDDEN);
  });

  it("is logged with its error names, messages and the functions that threw", () => {
    function readIndexFile(): never {
      throw new Error("EACCES: open '/srv/app/index.bin'", { cause: new TypeError("disk") });
    }
    let cause: unknown;
    try {
      readIndexFile();
    } catch (error) {
      cause = error;
    }
    expect(problemLine({ requestId: "r", code: "internal", cause }, [])).toMatchObject({
      level: "error",
      kind: "problem",
      requestId: "r",
      code: "internal",
      name: "Error",
      message: "EACCES: open '[path]'",
      causes: [{ name: "TypeError", message: "disk" }],
      functions: expect.arrayContaining(["readIndexFile"]),
    });
  });

  it.each([
    ["the assets answered 500 for snapshot/text-1.bin", "the assets answered 500 for snapshot/text-1.bin"],
    ["cannot load https://host.example/a/b?q=x now", "cannot load https://host.example/[path] now"],
    ["read ../../etc/passwd: no", "read [path]: no"],
    ["a ratio of 3/4 and 1 / 2", "a ratio of 3/4 and 1 / 2"],
    ["GET ?a=1&key=abc&b=2", "GET ?a=1&key=[key]&b=2"],
  ])("logs %j as %j", (message, shown) => {
    expect(problemLine({ requestId: "", code: "", cause: new Error(message) }, []).message).toBe(shown);
  });
});

describe("a request crafted to cause a failure", () => {
  it.each([
    "/v1/articles/%E0%A4%A",
    "/v1/articles/%",
    "/v1/articles/%ff/related",
    "/%",
    "/v1/search?q=%",
    "/v1/search?q=%E0%A4%A",
    "/v1/search?%=%",
    "/v1/articles/%00",
    "/v1/articles/a%2F..%2Fb",
    "/v1/search?q=%00%0d%0a%1b",
    "/v1/articles/__proto__",
    "/v1/search?__proto__=1&q=a",
    "/v1/articles/constructor",
  ])("gets a status below 500: %s", async (path) => {
    const { ask, lines } = await memoryService();
    expect((await ask(path)).status).toBeLessThan(500);
    expect(lines.filter(({ kind }) => kind === "problem")).toEqual([]);
  });

  it("is refused before it is parsed if its URL is longer than 16,384 characters", async () => {
    const { ask } = await memoryService({ keys });
    const base = "http://backstory.test/v1/articles?_=";
    const longest = `${base}${"a".repeat(16_384 - base.length)}`;
    expect((await ask(longest, { headers })).status).toBe(200);
    const { status, body } = await ask(`${longest}a`);
    expect([status, body.code]).toEqual([413, "payload_too_large"]);
    expect(body.message).toContain("the limit is 16,384");
  });
});

describe("security headers", () => {
  const broken = { snapshot: { read: async () => null } };
  it.each([
    ["/", {}, {}, 200],
    ["/page.js", {}, {}, 200],
    ["/docs", {}, {}, 200],
    ["/v1/articles", {}, {}, 200],
    ["/v1/search", {}, {}, 400],
    ["/v1/articles", {}, { keys }, 401],
    ["/nothing", {}, {}, 404],
    ["/x//", {}, {}, 404],
    ["/v1/articles", { method: "DELETE" }, {}, 405],
    [`/${"a".repeat(20_000)}`, {}, {}, 413],
    ["/v1/related", posting("x", { "Content-Type": "text/plain" }), {}, 415],
    [
      "/v1/articles",
      { headers: { [ADDRESS_HEADER]: "203.0.113.7" } },
      { limiter: { limit: async () => ({ success: false }) } },
      429,
    ],
    ["/v1/articles", {}, broken, 503],
    ["/anything", {}, broken, 503],
  ])("are on the response to %.40s, whatever it is", async (path, init, options, status) => {
    const answer = await (await memoryService(options)).ask(path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toContain("unsafe");
    expect(answer.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.has("X-Powered-By")).toBe(false);
    expect(answer.headers.has("Set-Cookie")).toBe(false);
  });
});

describe("the search page", () => {
  it("is not indexed by search engines, and returns 404 if it is turned off", async () => {
    const { ask } = await memoryService();
    expect((await ask("/")).headers.get("X-Robots-Tag")).toBe("noindex");
    const off = await memoryService({ http: { page: false } });
    for (const path of ["/", "/page.js", "/page.css", "/favicon.svg"]) {
      expect((await off.ask(path)).body).toMatchObject({ code: "route_not_found" });
    }
    for (const path of ["/v1/articles", "/docs", "/docs.css", "/openapi.json"]) {
      expect((await off.ask(path)).status).toBe(200);
    }
  });
});
