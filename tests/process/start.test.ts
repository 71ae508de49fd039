// `npm start` as a newcomer runs it: what it prints, and its HTTP responses.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DevServer, startDevServer } from "../support/dev-server.ts";

const run = promisify(execFile);
const TIMEOUT_MS = 30_000;

describe("npm start", () => {
  let server: DevServer;
  beforeAll(async () => {
    server = await startDevServer();
  });
  afterAll(() => server?.stop());

  const ask = async (path: string) => {
    const response = await fetch(server.url + path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return {
      status: response.status,
      body: (await response.json()) as { hits?: { id: string }[]; code?: string },
    };
  };

  it("prints the URL of the search page and three working curl commands", async () => {
    expect(server.output()).toContain(`${server.url}/\n`);
    const lines = [...server.output().matchAll(/^\s*curl "([^"]+)"$/gm)].map((match) => match[1] ?? "");
    expect(lines).toHaveLength(3);
    for (const url of lines) {
      const { stdout } = await run("curl", ["--silent", "--show-error", "--fail", "--max-time", "30", url]);
      expect(JSON.parse(stdout)).toBeTypeOf("object");
    }
  });

  it("prints the widgets' tags, with the host that serves them", async () => {
    const sources = [...server.output().matchAll(/<script type="module" src="(http[^"]+)"><\/script>/g)];
    expect(sources.map(([, src]) => src)).toEqual([`${server.url}/widget.js`, `${server.url}/related.js`]);
    for (const [, src = ""] of sources) {
      const response = await fetch(src, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      expect(response.headers.get("Content-Type")).toMatch(/^text\/javascript/);
      await response.text();
    }
  });

  it("prints one line per request, and the URLs again when Enter is pressed", async () => {
    const path = "/v1/articles/one-line-each";
    expect((await ask(path)).status).toBe(404);
    await expect.poll(() => server.printed()).toContain(`GET ${path} 404 Not Found`);
    const before = await server.printed();
    expect(before.split("\n").filter((line) => line.includes(path))).toHaveLength(1);
    expect(before).not.toContain('"kind":"request"');
    const banners = (text: string) => text.split(`${server.url}/studio`).length - 1;
    await server.pressEnter();
    await expect.poll(async () => banners(await server.printed())).toBe(banners(before) + 1);
  });

  it("searches", async () => {
    const { status, body } = await ask("/v1/search?q=embassy+royal+mint+court");
    expect(status).toBe(200);
    expect(body.hits?.[0]?.id).toMatch(/royal-mint-court|embassy/);
  });

  it("returns related articles by id", async () => {
    const { body } = await ask("/v1/articles/2019-04-25-kim-putin-vladivostok-talks/related?limit=3");
    expect(body.hits).toHaveLength(3);
  });

  it("serves no file of the index", async () => {
    expect(await ask("/snapshot/manifest.json")).toMatchObject({
      status: 404,
      body: { code: "route_not_found" },
    });
  });

  it("handles requests whose client disconnects, and those after them", async () => {
    const abandoned = new AbortController();
    const first = fetch(`${server.url}/v1/search?q=glacier`, { signal: abandoned.signal }).catch(
      (error: unknown) => error,
    );
    abandoned.abort();
    expect(await first).toMatchObject({ name: "AbortError" });
    expect((await ask("/v1/search?q=glacier")).status).toBe(200);
  });

  it("says which port is taken and how to choose another", async () => {
    const port = new URL(server.url).port;
    const refused = await run("npm", ["start", "--", "--port", port]).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 1 });
    expect(String((refused as { stderr: string }).stderr)).toContain(
      `npm start -- --port ${Number(port) + 1}`,
    );
  });
});
