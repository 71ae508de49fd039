// How the builds of recipes/astro and recipes/eleventy ask the function, whatever that answers: never an error, never
// two requests at a time, and no more of them than make sense.

import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import * as astro from "../../recipes/astro/src/backstory.ts";
import * as eleventy from "../../recipes/eleventy/backstory.js";
import { freePort } from "../../scripts/serving/free-port.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";

const PAGE = "https://news.example/articles/a/";
const KEY = "the-key-of-the-build";
const HIT = { title: "A <title>", url: "https://news.example/b/", lang: "en", publishedAt: null };
const HTML = '<nav class="backstory-related" lang="en">A list</nav>';

/** Each with what the function sends to it and what it makes of that. */
const RECIPES = [
  {
    ...{ recipe: "astro", createRelated: astro.createRelated, type: "application/json" },
    ...{
      list: JSON.stringify({ hits: [HIT] }),
      made: [HIT],
      nothing: JSON.stringify({ hits: [] }),
      none: [],
    },
    ...{ notFound: '{"code":"article_not_found"}', query: { url: PAGE, limit: "5" } },
  },
  {
    ...{ recipe: "eleventy", createRelated: eleventy.createRelated, type: "text/html; charset=UTF-8" },
    ...{ list: HTML, made: HTML, nothing: "", none: "" },
    ...{ notFound: "", query: { url: PAGE, limit: "5", format: "html" } },
  },
];

let answer: (response: ServerResponse) => void;
let server: LocalServer;

beforeAll(async () => {
  server = await startLocalServer((_request, response) => answer(response));
});
afterAll(() => server.stop());

describe.each(RECIPES)("the build of recipes/$recipe", ({
  createRelated,
  type,
  list,
  made,
  none,
  ...sent
}) => {
  let lines: string[];
  let asked: number;

  beforeEach(() => {
    lines = [];
    asked = server.asked.length;
  });
  const create = (
    url = `${server.url}/_backstory/`,
    timeoutMs = 30_000,
  ): ((page: string) => Promise<unknown>) =>
    createRelated({ url, key: KEY, timeoutMs, warn: (line) => lines.push(line) });
  const send = (status: number, body: string, headers: Record<string, string> = {}) => {
    answer = (response) => response.writeHead(status, { "Content-Type": type, ...headers }).end(body);
  };
  const requests = () => server.asked.slice(asked);

  it("asks by the page's address, with the key in a header", async () => {
    send(200, list);
    expect(await create()(PAGE)).toEqual(made);
    const [request] = requests();
    const url = new URL(request?.url ?? "", server.url);
    expect(url.pathname).toBe("/_backstory/v1/related");
    expect(Object.fromEntries(url.searchParams)).toEqual(sent.query);
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(request?.url).not.toContain(KEY);
  });

  it("has nothing, and says nothing, where nothing is related and of a page that is not in the archive", async () => {
    const related = create();
    send(200, sent.nothing);
    expect(await related(PAGE)).toEqual(none);
    send(404, sent.notFound);
    expect(await related(PAGE)).toEqual(none);
    expect(lines).toEqual([]);
  });

  it("asks nobody where no address is configured", async () => {
    expect(await create("")(PAGE)).toEqual(none);
    expect([requests(), lines]).toEqual([[], []]);
  });

  it.each<[string, () => void, RegExp]>([
    ["a defect", () => send(500, ""), /answered 500/],
    ["a wrong key", () => send(401, ""), /answered 401/],
    ["another path", () => send(404, "<html></html>", { "Content-Type": "text/html" }), /answered 404/],
    ["another site", () => send(200, "<html></html>", { "Content-Type": "text/html" }), /not the function/],
    ["a connection that ends", () => (answer = (response) => response.destroy()), /./],
  ])("goes on without a list and says why: %s", async (_what, trouble, reason) => {
    trouble();
    expect(await create()(PAGE)).toEqual(none);
    expect(lines).toEqual([expect.stringMatching(reason)]);
    expect(lines[0]).toContain(PAGE);
    expect(lines.join()).not.toContain(KEY);
  });

  it.each<[string, () => void]>([
    ["nothing", () => (answer = () => undefined)],
    ["the beginning of an answer", () => (answer = (half) => half.writeHead(200).write(list))],
  ])("waits no longer than it is told where there comes %s", async (_what, trouble) => {
    trouble();
    expect(await create(server.url, 300)(PAGE)).toEqual(none);
    expect(lines).toEqual([expect.stringMatching(/timeout/)]);
  });

  it("follows no redirect: the key is for the function alone", async () => {
    const elsewhere = await startLocalServer((_request, response) => response.end(list));
    onTestFinished(() => elsewhere.stop());
    send(302, "", { Location: elsewhere.url });
    expect(await create()(PAGE)).toEqual(none);
    expect([elsewhere.asked.length, lines.length]).toEqual([0, 1]);
  });

  it("waits as long as it is told where it asks too often, once", async () => {
    let answers = 0;
    answer = (response) =>
      answers++ === 0
        ? response.writeHead(429, { "Retry-After": "1" }).end()
        : response.writeHead(200, { "Content-Type": type }).end(list);
    expect(await create()(PAGE)).toEqual(made);
    send(429, "", { "Retry-After": "0" });
    expect(await create()(PAGE)).toEqual(none);
    expect(requests()).toHaveLength(4);
    expect(lines).toEqual([expect.stringMatching(/answered 429/)]);
  });

  it("asks one at a time, in order", async () => {
    let open = 0;
    let most = 0;
    answer = (response) => {
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        response.writeHead(200, { "Content-Type": type }).end(list);
      });
    };
    const related = create();
    const pages = Array.from({ length: 8 }, (_, number) => `${PAGE}${number}`);
    expect(await Promise.all(pages.map((page) => related(page)))).toEqual(pages.map(() => made));
    expect(most).toBe(1);
    const order = requests().map(({ url }) => new URL(url ?? "", server.url).searchParams.get("url"));
    expect(order).toEqual(pages);
  });

  it("lets a function rest for a minute that has failed three times in a row", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const related = create();
    const ask = () => related(PAGE);
    send(500, "");
    await Promise.all([ask(), ask()]);
    send(200, list);
    await ask();
    send(500, "");
    await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(requests()).toHaveLength(6);
    send(200, list);
    expect(await ask()).toEqual(none);
    vi.setSystemTime(Date.now() + 60_000);
    expect(await ask()).toEqual(made);
    expect(requests()).toHaveLength(7);
    expect(lines.filter((line) => line.includes("a minute"))).toHaveLength(1);
  });

  it("goes on where nobody listens", async () => {
    expect(await create(`http://127.0.0.1:${await freePort()}`)(PAGE)).toEqual(none);
    expect(lines).toHaveLength(1);
  });
});

it("takes only addresses of the web for links in recipes/astro, and nothing else for text", async () => {
  const hits = [{ ...HIT, url: "javascript:alert(1)" }, { title: 3, url: null, publishedAt: {} }, null];
  answer = (response) =>
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ hits }));
  expect(await astro.createRelated({ url: server.url })(PAGE)).toEqual([
    { ...HIT, url: null },
    { title: "", url: null, lang: "", publishedAt: null },
    { title: "", url: null, lang: "", publishedAt: null },
  ]);
});
