// Requests from clients that already have the response.

import { describe, expect, it } from "vitest";
import { memoryCache } from "../support/memory-cache.ts";
import { memoryService, posting } from "../support/memory-service.ts";

const PATHS = [
  "/v1/search?q=volcano",
  "/v1/search?q=volcano&explain=true",
  "/v1/suggest?q=vol",
  "/v1/articles",
  "/v1/articles/a",
  "/v1/articles/a/related",
  "/v1/articles/a/related?format=html",
  "/v1/related?url=https://news.example/a",
  "/",
  "/page.js",
];
const OF_THE_BODY = ["content-type", "content-length", "x-request-id"];

const services = [
  ["with a cache", () => memoryService({ cache: memoryCache() })],
  ["without a cache", () => memoryService()],
] as const;

describe.each(services)("%s", (_, start) => {
  it.each(
    PATHS,
  )("%s returns 304 with the same headers to clients that have the response, and 200 to others", async (path) => {
    const { ask } = await start();
    const origin = { Origin: "https://news.example" };
    const whole = await ask(path, { headers: origin });
    expect(whole.status).toBe(200);
    const tag = whole.headers.get("ETag") ?? "";
    const expected = [...whole.headers].filter(([name]) => !OF_THE_BODY.includes(name));
    for (const method of ["GET", "HEAD"]) {
      for (const sent of [tag, tag.replace("W/", ""), `"other", ${tag}`, "*"]) {
        const answer = await ask(path, { method, headers: { ...origin, "If-None-Match": sent } });
        expect([answer.status, answer.body]).toEqual([304, ""]);
        expect([...answer.headers].filter(([name]) => name !== "x-request-id")).toEqual(expected);
        expect(answer.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
        expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      }
    }
    for (const other of ['"other"', 'W/"other"', tag.replaceAll('"', ""), ""]) {
      const answer = await ask(path, { headers: { ...origin, "If-None-Match": other } });
      expect([answer.status, answer.body]).toEqual([200, whole.body]);
    }
  });

  it("missing articles and invalid requests never return 304, whatever tag the client sends", async () => {
    const { ask } = await start();
    for (const [path, status] of [
      ["/v1/articles/nothing", 404],
      ["/v1/articles?limit=0", 400],
      ["/nothing", 404],
    ] as const) {
      const tag = (await ask("/v1/articles")).headers.get("ETag") ?? "";
      for (const sent of ["*", tag]) {
        expect((await ask(path, { headers: { "If-None-Match": sent } })).status).toBe(status);
      }
    }
    const searched = await ask("/v1/search", posting({ q: "volcano" }, { "If-None-Match": "*" }));
    expect(searched.status).toBe(200);
    expect((await ask("/healthz", { headers: { "If-None-Match": "*" } })).status).toBe(200);
  });
});

it("a 304 is logged like any other response", async () => {
  const { ask, lines } = await memoryService();
  const tag = (await ask("/v1/articles/a")).headers.get("ETag") ?? "";
  await ask("/v1/articles/a", { headers: { "If-None-Match": tag } });
  expect(lines[1]).toMatchObject({ level: "info", route: "/v1/articles/:id", status: 304, key: "none" });
});

it("tags differ between requests and are the same in every isolate of a deployment", async () => {
  const [one, other] = [await memoryService({ codeVersion: "1" }), await memoryService({ codeVersion: "1" })];
  const next = await memoryService({ codeVersion: "2" });
  const tags = new Set<string | null>();
  for (const path of PATHS) {
    const tag = (await one.ask(path)).headers.get("ETag");
    expect((await other.ask(path)).headers.get("ETag")).toBe(tag);
    if (path.startsWith("/v1")) expect((await next.ask(path)).headers.get("ETag")).not.toBe(tag);
    tags.add(tag);
  }
  // The files of the test's page are all the same.
  expect(tags.size).toBe(PATHS.length - 1);
});
