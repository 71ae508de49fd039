// The application under a base path: every route answers there and nothing answers outside.

import { describe, expect, it } from "vitest";
import { openLocalLibrary } from "../../scripts/local-library.ts";
import { openProject } from "../../scripts/project.ts";
import { createApp } from "../../src/app.ts";

const library = openLocalLibrary(openProject());
const app = createApp({
  basePath: "/_backstory",
  library: () => library,
  pageFile: async (name) => new TextEncoder().encode(name),
  now: Date.now,
  log: ({ cause }) => {
    throw cause;
  },
});
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
const ID = "2019-04-25-kim-putin-vladivostok-talks";

const ROUTES = [
  "/",
  "",
  "/page.js",
  "/page.css",
  "/favicon.svg",
  "/healthz",
  "/v1/articles",
  `/v1/articles/${ID}`,
  `/v1/articles/${ID}/related`,
  "/v1/search?q=summit&mode=keyword",
];

describe("under a base path", () => {
  it.each(ROUTES)("%s answers there", async (route) => {
    expect((await app.request(`/_backstory${route}`, {}, {}, context)).status).toBe(200);
  });

  it.each(ROUTES)("%s does not answer outside", async (route) => {
    expect((await app.request(route === "" ? "/_backstor" : route, {}, {}, context)).status).toBe(404);
  });

  it("a HEAD request gets the headers and no body", async () => {
    const response = await app.request("/_backstory/healthz", { method: "HEAD" }, {}, context);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
  });
});
