// The application under a base path: every route responds there, and nothing responds outside it.

import { describe, expect, it } from "vitest";
import { openProject } from "../../scripts/files/project.ts";
import { openLocalIndex } from "../../scripts/serving/local-index.ts";
import { createApp } from "../../src/http/app.ts";
import { DEFAULT_HTTP_SETTINGS } from "../../src/index/settings.ts";

import { createKeyRing } from "../../src/service/key-ring.ts";
import { PublicationTimes } from "../../src/service/publication-times.ts";

const searcher = openLocalIndex(openProject());
const UNPROTECTED = {
  keys: createKeyRing({ public: [], private: [] }),
  limiter: null,
  cache: null,
  codeVersion: "1",
  logRequest: () => undefined,
};
const app = createApp(
  {
    basePath: "/_backstory",
    indexVersion: null,
    http: DEFAULT_HTTP_SETTINGS,
    searcher: () => searcher,
    publicationTimes: async () => new PublicationTimes((await searcher).segments[0].columns.publishedAt),
    removals: async () => ({ ids: new Set<string>(), version: "" }),
    eventSinks: [],
    pageFile: async (name) => new TextEncoder().encode(name),
    now: Date.now,
    log: ({ cause }) => {
      throw cause;
    },
  },
  UNPROTECTED,
);
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
const ID = "2019-04-25-kim-putin-vladivostok-talks";

const ROUTES = [
  "/",
  "",
  "/page.js",
  "/page.css",
  "/favicon.svg",
  "/docs",
  "/docs.css",
  "/openapi.json",
  "/healthz",
  "/v1/articles",
  `/v1/articles/${ID}`,
  `/v1/articles/${ID}/related`,
  `/v1/articles/${ID}/related?format=html`,
  "/v1/search?section=World",
  "/v1/search?q=summit&mode=keyword",
  "/v1/suggest?q=summ",
];

describe("under a base path", () => {
  it.each(ROUTES)("%s responds there", async (route) => {
    expect((await app.request(`/_backstory${route}`, {}, { clientAddress: null }, context)).status).toBe(200);
  });

  it.each(ROUTES)("%s does not respond outside", async (route) => {
    expect(
      (await app.request(route === "" ? "/_backstor" : route, {}, { clientAddress: null }, context)).status,
    ).toBe(404);
  });

  it("requests outside are refused with the same headers as requests inside", async () => {
    const inside = await app.request("/_backstory/nothing", {}, { clientAddress: null }, context);
    for (const path of ["/", "/nothing", "/_backstor"]) {
      const response = await app.request(path, {}, { clientAddress: null }, context);
      const { code, requestId } = (await response.json()) as Record<string, string>;
      expect(code).toBe("route_not_found");
      expect(requestId).toMatch(/^\S{8,}$/);
      expect(response.headers.get("X-Request-Id")).toBe(requestId);
      expect([...response.headers.keys()]).toEqual([...inside.headers.keys()]);
      expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    }
  });

  it("a HEAD request gets the headers without a body", async () => {
    const response = await app.request(
      "/_backstory/healthz",
      { method: "HEAD" },
      { clientAddress: null },
      context,
    );
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });
});
