// Which origins may read responses in a browser.

import { describe, expect, it } from "vitest";
import { memoryService, posting } from "../support/memory-service.ts";

const ORIGIN = "https://news.example";
const from = (origin: string, more: Record<string, string> = {}) => ({
  headers: { Origin: origin, ...more },
});
const preflight = (origin: string) => ({
  method: "OPTIONS",
  headers: {
    Origin: origin,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
  },
});

describe("responses to pages of other origins", () => {
  it("may be read by any origin by default, errors included", async () => {
    const { ask } = await memoryService();
    for (const path of ["/v1/articles", "/v1/search", "/v1/nothing", "/healthz"]) {
      const { headers } = await ask(path, from(ORIGIN));
      expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(headers.get("Access-Control-Allow-Credentials")).toBeNull();
      expect(headers.get("Access-Control-Expose-Headers")?.split(",")).toEqual(
        expect.arrayContaining(["ETag", "Retry-After", "Server-Timing", "X-Request-Id"]),
      );
    }
  });

  it("may be read only by the listed origins", async () => {
    const { ask } = await memoryService({ http: { cors: { origins: [ORIGIN, "https://b.example"] } } });
    const allowed = async (origin: string) =>
      (await ask("/v1/articles", from(origin))).headers.get("Access-Control-Allow-Origin");
    expect(await allowed(ORIGIN)).toBe(ORIGIN);
    expect(await allowed("https://b.example")).toBe("https://b.example");
    for (const other of [
      "https://evil.example",
      "https://news.example.evil.example",
      "http://news.example",
      "null",
    ]) {
      expect(await allowed(other)).toBeNull();
    }
    expect((await ask("/v1/articles", from(ORIGIN))).headers.get("Vary")).toContain("Origin");
    expect((await ask("/v1/articles")).headers.get("Vary")).toContain("Origin");
    expect((await ask("/v1/articles", from("https://evil.example"))).status).toBe(200);
  });

  it("may not be read by any origin if the list is empty", async () => {
    const { ask } = await memoryService({ http: { cors: { origins: [] } } });
    expect((await ask("/v1/articles", from(ORIGIN))).headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  it("allow a preflight without a key or a rate limit", async () => {
    const { ask } = await memoryService({
      keys: { public: ["k"], private: [] },
      limiter: { limit: async () => ({ success: false }) },
      http: { cors: { origins: [ORIGIN] } },
    });
    const { status, headers } = await ask("/v1/related", preflight(ORIGIN));
    expect([status, headers.get("Access-Control-Allow-Origin")]).toEqual([204, ORIGIN]);
    expect(headers.get("Access-Control-Allow-Methods")).toBe("GET,HEAD,POST");
    expect(headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
    expect(headers.get("Access-Control-Max-Age")).toBe("86400");
    const refused = await ask("/v1/related", preflight("https://evil.example"));
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  it("are refused by key, not by origin: an allowed page can read that its key is wrong", async () => {
    const { ask } = await memoryService({ keys: { public: ["k"], private: [] } });
    const { status, headers } = await ask("/v1/articles", from(ORIGIN));
    expect([status, headers.get("Access-Control-Allow-Origin")]).toEqual([401, "*"]);
  });

  it("are limited to the same origin for the search page and its files", async () => {
    const { ask } = await memoryService();
    for (const path of ["/", "/page.js"]) {
      expect((await ask(path, from(ORIGIN))).headers.get("Access-Control-Allow-Origin")).toBeNull();
    }
  });

  it("do not add OPTIONS to the methods of any route", async () => {
    const { ask } = await memoryService();
    const { status, headers } = await ask("/v1/related", { ...posting({}), method: "OPTIONS", body: null });
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});
