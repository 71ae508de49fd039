// The bundles of the web components and their translations over HTTP: for pages of any origin, under plain names whose
// content changes and hashed names whose content never does.

import { describe, expect, it } from "vitest";
import { FETCHED_LANGUAGES } from "../../src/http/routes/widget.ts";
import { memoryService, posting } from "../support/memory-service.ts";

const HASHED = "/related-0123456789abcdef.js";

describe("a bundle", () => {
  it("is a script for pages of any origin, whichever origins may read responses", async () => {
    for (const origins of [["*"], ["https://news.example"], []]) {
      const { ask } = await memoryService({ http: { cors: { origins } } });
      for (const path of ["/widget.js", "/related.js", HASHED]) {
        const { status, headers } = await ask(path, { headers: { Origin: "https://elsewhere.example" } });
        expect(status).toBe(200);
        expect(headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
        expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
        expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
        expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
        expect(headers.get("X-Robots-Tag")).toBe("noindex");
      }
    }
  });

  it("is cached for an hour under its plain name, and forever under the hashed one", async () => {
    const { ask } = await memoryService();
    const kept = async (path: string) => (await ask(path)).headers.get("Cache-Control");
    expect(await kept("/widget.js")).toBe("public, max-age=3600");
    expect(await kept("/related.js")).toBe("public, max-age=3600");
    expect(await kept("/strings-fr.json")).toBe("public, max-age=3600");
    expect(await kept(HASHED)).toBe("public, max-age=31536000, immutable");
  });

  it("is not sent again to clients that have it", async () => {
    const { ask } = await memoryService();
    for (const path of ["/related.js", HASHED]) {
      const tag = (await ask(path)).headers.get("ETag") ?? "";
      expect(tag).toMatch(/^W\/"[0-9a-f]{32}"$/);
      expect((await ask(path, { headers: { "If-None-Match": tag } })).status).toBe(304);
    }
  });

  it("needs no key even if everything else does", async () => {
    const { ask } = await memoryService({ keys: { public: ["reader"], private: [] } });
    expect((await ask("/v1/search?q=volcano")).status).toBe(401);
    expect((await ask("/related.js")).status).toBe(200);
    expect((await ask("/strings-fr.json")).status).toBe(200);
  });

  it("is served even if the search page is not, and under a base path", async () => {
    const { ask } = await memoryService({ http: { page: false }, basePath: "/_backstory" });
    expect((await ask("/_backstory/")).status).toBe(404);
    for (const path of ["/widget.js", "/related.js", HASHED, "/strings-fr.json"]) {
      expect((await ask(`/_backstory${path}`)).status, path).toBe(200);
      expect((await ask(path)).status, path).toBe(404);
    }
  });

  it("is not found under another hash, another name or in another language", async () => {
    const { ask } = await memoryService();
    for (const path of [
      "/related-ffffffffffffffff.js",
      "/related-0123456789ABCDEF.js",
      "/related-0123.js",
      "/widget-.js",
      "/other.js",
      "/strings-en.json",
      "/strings-xx.json",
    ]) {
      const response = await ask(path);
      expect(response.status, path).toBe(404);
      expect(response.body.code, path).toBe("route_not_found");
      expect(response.headers.get("Cache-Control"), path).toBe("no-store");
    }
  });

  it("only accepts GET and HEAD", async () => {
    const { ask } = await memoryService();
    for (const path of ["/widget.js", HASHED, "/strings-fr.json"]) {
      const response = await ask(path, posting({}));
      expect(response.status, path).toBe(405);
      expect(response.headers.get("Allow"), path).toBe("GET, HEAD");
      const head = await ask(path, { method: "HEAD" });
      expect([head.status, head.body], path).toEqual([200, ""]);
    }
  });
});

describe("translations on demand", () => {
  it("are JSON, for each language that is not in a bundle", async () => {
    const { ask } = await memoryService();
    expect((await ask("/strings-fr.json")).headers.get("Content-Type")).toMatch(/^application\/json/);
    expect(FETCHED_LANGUAGES).toEqual(["es", "fr", "it", "nl", "pt"]);
  });
});
