// Keys: what each kind gives access to, what the refusals say, and that no key is ever shown.

import { describe, expect, it } from "vitest";
import { createKeyRing, splitKeys } from "../../src/service/key-ring.ts";
import { ADDRESS_HEADER } from "../support/handler-over.ts";
import { memoryService, posting } from "../support/memory-service.ts";

const PUBLIC = ["pub-one-7f3a", "pub-two-91cc"];
const PRIVATE = ["priv-one-c0ffee", "priv-two-beef"];
const keys = { public: PUBLIC, private: PRIVATE };
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

const GUARDED = [
  "/v1/search?q=volcano",
  "/v1/articles",
  "/v1/articles/a",
  "/v1/articles/a/related",
  "/v1/related?url=https://news.example/a",
  "/v1/nothing",
  "/v1",
  "/mcp",
  "/mcp/",
  "/studio",
];
const OPEN = [
  "/",
  "/page.js",
  "/page.css",
  "/favicon.svg",
  "/studio.js",
  "/studio.css",
  "/docs",
  "/docs.css",
  "/openapi.json",
  "/healthz",
];

describe("with keys configured", () => {
  it.each(GUARDED)("%s needs one", async (path) => {
    const { ask } = await memoryService({ keys });
    for (const init of [{}, { method: "POST" }, { headers: { Authorization: "Basic abc" } }]) {
      const { status, headers, body } = await ask(path, init);
      expect([status, headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
      expect(body).toMatchObject({ code: "unauthorized", type: "unauthorized", link: "/docs#unauthorized" });
      expect(body.message).toContain("A key is required");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  it.each(GUARDED)("%s refuses a wrong key, which no response and no log line repeats", async (path) => {
    const { ask, lines } = await memoryService({ keys });
    for (const wrong of ["wrong-key-123", "pub-one-7f3", "pub-one-7f3ab", "PUB-ONE-7F3A", "priv-one"]) {
      const separator = path.includes("?") ? "&" : "?";
      for (const answer of [
        await ask(path, { headers: bearer(wrong) }),
        await ask(`${path}${separator}key=${wrong}`),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([401, "unauthorized"]);
        expect(answer.body.message).toContain("not valid");
        expect(JSON.stringify([answer.body, ...answer.headers])).not.toContain(wrong);
      }
      expect(JSON.stringify(lines)).not.toContain(wrong);
    }
  });

  it.each(OPEN)("%s needs none", async (path) => {
    expect((await (await memoryService({ keys })).ask(path)).status).toBe(200);
  });

  it.each([
    ...PUBLIC,
    ...PRIVATE,
  ])("any of several keys gives access to what readers need: %s", async (key) => {
    const { ask, lines } = await memoryService({ keys });
    for (const path of GUARDED.slice(0, 5)) {
      expect((await ask(path, { headers: bearer(key) })).status).toBe(200);
      const inUrl = await ask(`${path}${path.includes("?") ? "&" : "?"}key=${key}`);
      expect(inUrl.status).toBe(200);
      expect(JSON.stringify([inUrl.body, ...inUrl.headers])).not.toContain(key);
    }
    expect((await ask("/v1/related", posting({ ids: ["a"] }, bearer(key)))).status).toBe(200);
    expect((await ask(`/v1/related?key=${key}`, posting({ ids: ["a"] }))).status).toBe(200);
    expect(JSON.stringify(lines)).not.toContain(key);
  });

  it("draft text and explanations need a private key", async () => {
    const { ask } = await memoryService({ keys });
    const draft = posting({ draft: { text: "A volcano." } });
    const asked: [string, RequestInit][] = [
      ["/v1/search?q=volcano&explain=true", {}],
      ["/v1/articles/a/related?explain=true", {}],
      ["/v1/related?url=https://news.example/a&explain=true", {}],
      ["/v1/related", posting({ ids: ["a"], explain: true })],
      ["/v1/related", draft],
    ];
    for (const [path, init] of asked) {
      const withKey = (key: string) => ask(path, { ...init, headers: { ...init.headers, ...bearer(key) } });
      const refused = await withKey(PUBLIC[1] ?? "");
      expect([refused.status, refused.body.code, refused.body.type]).toEqual([403, "forbidden", "forbidden"]);
      expect((await withKey(PRIVATE[1] ?? "")).status).toBe(200);
    }
    expect((await ask("/studio", { headers: bearer(PUBLIC[0] ?? "") })).status).toBe(403);
    expect((await ask("/studio", { headers: bearer(PRIVATE[0] ?? "") })).status).toBe(200);
  });

  it("the operator's page asks for its key itself: browsers get the page instead of an error", async () => {
    const { ask, lines } = await memoryService({ keys });
    const browser = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
    const refusals = [
      { sent: {}, status: 401, code: "unauthorized" },
      { sent: bearer("wrong-key-123"), status: 401, code: "unauthorized" },
      { sent: bearer(PUBLIC[0] ?? ""), status: 403, code: "forbidden" },
    ];
    const page = await ask("/studio", { headers: { ...browser, ...bearer(PRIVATE[0] ?? "") } });
    expect(page.status).toBe(200);
    for (const { sent, status, code } of refusals) {
      const json = await ask("/studio", { headers: sent });
      expect([json.status, json.body.code]).toEqual([status, code]);
      const html = await ask("/studio", { headers: { ...browser, ...sent } });
      expect([html.status, html.body]).toEqual([status, page.body]);
      expect(html.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      // With the error's caching headers: it is not cached, and a tag would turn it into a 304.
      for (const name of ["Cache-Control", "WWW-Authenticate", "ETag", "Content-Security-Policy"]) {
        expect([name, html.headers.get(name)]).toEqual([name, json.headers.get(name)]);
      }
      expect(html.headers.get("Cache-Control")).toBe("no-store");
      expect(html.headers.get("X-Robots-Tag")).toBe("noindex");
      expect(lines.at(-1)).toMatchObject({ route: "/studio", status, code });
    }
    // No other route sends a browser a page, and neither does any other error of this one.
    expect((await ask("/v1/articles", { headers: browser })).body.code).toBe("unauthorized");
    expect((await ask("/studio/x", { headers: browser })).body.code).toBe("unauthorized");
    const posted = await ask("/studio", { method: "POST", headers: browser });
    expect([posted.status, posted.body.code]).toEqual([401, "unauthorized"]);
    const limiter = { limit: async () => ({ success: false }) };
    const limited = await memoryService({ keys, limiter });
    const address = { [ADDRESS_HEADER]: "203.0.113.7" };
    const refused = await limited.ask("/studio", { headers: { ...browser, ...address } });
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
  });

  it("the operator's page is turned off along with the search page, for browsers too", async () => {
    const { ask } = await memoryService({ keys, http: { page: false } });
    const headers = { Accept: "text/html" };
    expect((await ask("/studio", { headers })).body.code).toBe("unauthorized");
    const withKey = await ask("/studio", { headers: { ...headers, ...bearer(PRIVATE[0] ?? "") } });
    expect([withKey.status, withKey.body.code]).toEqual([404, "route_not_found"]);
    expect((await ask("/studio.js")).status).toBe(404);
  });

  it("the header takes precedence over the URL, and a key sent twice in the URL is refused", async () => {
    const { ask } = await memoryService({ keys });
    const path = `/v1/articles?key=${PUBLIC[0]}`;
    expect((await ask(path, { headers: bearer("wrong") })).status).toBe(401);
    const twice = await ask(`${path}&key=${PUBLIC[1]}`);
    expect([twice.status, twice.body.code]).toEqual([400, "invalid_key"]);
    expect(twice.body.message).not.toContain("pub-");
  });

  it("no spelling of a path bypasses them", async () => {
    const { ask } = await memoryService({ keys, basePath: "/x" });
    const spellings = [
      "/x/v1/articles",
      "/x/%76%31/articles",
      "/x/v1%2Farticles",
      "/x//v1/articles",
      "/x/./v1/articles",
    ];
    for (const path of [
      ...spellings,
      "/x/v1/articles/",
      "/x/V1/articles",
      "/v1/articles",
      "/x/y/../v1/articles",
    ]) {
      expect([401, 404]).toContain((await ask(path)).status);
      expect((await ask(path, { method: "HEAD" })).status).toBeGreaterThan(400);
    }
  });

  it("without private keys a public key gives access to everything", async () => {
    const { ask } = await memoryService({ keys: { public: PUBLIC, private: [] } });
    const headers = bearer(PUBLIC[0] ?? "");
    expect((await ask("/v1/search?q=volcano&explain=true", { headers })).status).toBe(200);
    expect((await ask("/v1/related", posting({ draft: { text: "A volcano." } }, headers))).status).toBe(200);
    expect((await ask("/v1/search?q=volcano")).status).toBe(401);
  });

  it("private keys alone protect everything", async () => {
    const { ask } = await memoryService({ keys: { public: [], private: PRIVATE } });
    expect((await ask("/v1/articles")).status).toBe(401);
    expect((await ask("/v1/articles", { headers: bearer(PRIVATE[0] ?? "") })).status).toBe(200);
  });

  it("the kind of key is logged, and never the key", async () => {
    const { ask, lines } = await memoryService({ keys });
    await ask("/v1/articles", { headers: bearer(PUBLIC[0] ?? "") });
    await ask(`/v1/articles?key=${PRIVATE[0]}`);
    await ask("/v1/articles");
    expect(lines.map(({ key, code }) => [key, code])).toEqual([
      ["public", undefined],
      ["private", undefined],
      ["none", "unauthorized"],
    ]);
  });
});

describe("without keys configured", () => {
  it("everything is open, and sending a key anyway changes nothing", async () => {
    const { ask } = await memoryService();
    for (const path of GUARDED.slice(0, 5)) {
      const separator = path.includes("?") ? "&" : "?";
      const plain = await ask(path);
      expect(plain.status).toBe(200);
      expect((await ask(`${path}${separator}key=anything`)).body).toEqual(plain.body);
      expect((await ask(path, { headers: bearer("anything") })).body).toEqual(plain.body);
    }
    expect(
      (await ask("/v1/related?key=k", posting({ draft: { text: "A volcano." }, explain: true }))).status,
    ).toBe(200);
  });
});

describe("a key ring", () => {
  it("reads several keys from one secret, separated by commas, spaces or line breaks", () => {
    expect(splitKeys(" a,b\n c\t,, d ")).toEqual(["a", "b", "c", "d"]);
    expect(splitKeys(undefined)).toEqual([]);
    expect(splitKeys(" , ")).toEqual([]);
  });

  it("treats a key that is in both lists as private, and distinguishes keys without storing them", async () => {
    const ring = createKeyRing({ public: ["k", "p"], private: ["k"] });
    expect(await ring.find("k")).toMatchObject({ kind: "private" });
    const found = await ring.find("p");
    expect(found).toEqual({ kind: "public", fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(found?.fingerprint).not.toBe((await ring.find("k"))?.fingerprint);
    expect(await ring.find("")).toBeNull();
  });
});
