// Which origins a browser lets read answers.

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

describe("answers to pages of other origins", () => {
  it("may be read by all of them where nothing is configured, errors too", async () => {
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

  it("may be read by those of the list alone", async () => {
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

  it("may be read by none with an empty list", async () => {
    const { ask } = await memoryService({ http: { cors: { origins: [] } } });
    expect((await ask("/v1/articles", from(ORIGIN))).headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  it("are asked for by a preflight, which needs no key and is not limited", async () => {
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

  it("are refused by key and not by origin: a wrong key is told to a page that may read it", async () => {
    const { ask } = await memoryService({ keys: { public: ["k"], private: [] } });
    const { status, headers } = await ask("/v1/articles", from(ORIGIN));
    expect([status, headers.get("Access-Control-Allow-Origin")]).toEqual([401, "*"]);
  });

  it("stay with the own origin for the page and its files", async () => {
    const { ask } = await memoryService();
    for (const path of ["/", "/page.js"]) {
      expect((await ask(path, from(ORIGIN))).headers.get("Access-Control-Allow-Origin")).toBeNull();
    }
  });

  it("do not make OPTIONS a method of any route", async () => {
    const { ask } = await memoryService();
    const { status, headers } = await ask("/v1/related", { ...posting({}), method: "OPTIONS", body: null });
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});
