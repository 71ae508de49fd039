// recipes/worker in workerd in front of a site's server: as wrangler runs it, with the real Worker over the sample
// archive as its service, and over the network, with mock Workers that misbehave.

import type { ServerResponse } from "node:http";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { fromHtml } from "hast-util-from-html";
import { toText } from "hast-util-to-text";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../../scripts/serving/free-port.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { RECIPE_CONFIG, type RecipeWorkers, startRecipeWorkers } from "../support/recipe-worker.ts";
import {
  addressOf,
  KIM_PUTIN,
  MOON_ROCKET,
  type ServedSample,
  SITE,
  serveSampleOfSite,
} from "../support/sample-of-a-site.ts";

const LIST = '<nav class="backstory-related" lang="en"><h2>Related articles</h2></nav>';
const KEY = "the-servers-own-key";
/** For what must arrive; what must not arrive is awaited for `SHORT_MS`. */
const LONG_MS = 30_000;
const SHORT_MS = 400;

type Variant = "distant" | "impatient" | "nobody" | "after-a-line" | "into-the-element";

/** Responses of the site's server and of the Worker reached over the network. */
let answerPage: (response: ServerResponse) => void;
let answerList: (response: ServerResponse) => void;
let origin: LocalServer;
let distant: LocalServer;
let workers: RecipeWorkers<Variant>;
let served: ServedSample;

beforeAll(async () => {
  origin = await startLocalServer((_request, response) => answerPage(response));
  distant = await startLocalServer((_request, response) => answerList(response));
  const ORIGIN = origin.url;
  const overNetwork = { ORIGIN, BACKSTORY_URL: `${distant.url}/_backstory/`, TIMEOUT_MS: LONG_MS };
  workers = await startRecipeWorkers<Variant>({
    distant: { ...overNetwork, BACKSTORY_KEY: KEY },
    impatient: { ...overNetwork, TIMEOUT_MS: SHORT_MS },
    nobody: { ...overNetwork, BACKSTORY_URL: `http://127.0.0.1:${await freePort()}` },
    "after-a-line": { ...overNetwork, PLACE: "hr" },
    "into-the-element": { ...overNetwork, PLACE: "backstory-related" },
  });
  const vars = { ORIGIN, TIMEOUT_MS: LONG_MS };
  served = await serveSampleOfSite([
    { configPath: RECIPE_CONFIG, vars, bindingOverrides: { BACKSTORY: "backstory" } },
  ]);
}, 120_000);
afterAll(async () => {
  await served?.stop();
  await workers?.stop();
  await distant?.stop();
  await origin?.stop();
});

const HTML = { "Content-Type": "text/html; charset=utf-8" };

function sendPage(page: string | Uint8Array, headers: Record<string, string> = HTML, status = 200): void {
  answerPage = (response) => response.writeHead(status, headers).end(page);
}

function sendList(list: string, headers: Record<string, string> = HTML, status = 200): void {
  answerList = (response) => response.writeHead(status, headers).end(list);
}

/** Paths that no test has requested: lists are cached for a minute. */
let pages = 0;
const newPath = () => `/page/${++pages}`;

/** Through the Worker that wrangler runs. */
async function getFromSite(url: string) {
  const response = await served.harness.fetch(url);
  return { status: response.status, body: await response.text() };
}

async function get(variant: Variant, path = newPath(), init: RequestInit = {}) {
  const response = await fetch(workers.urls[variant] + path, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const withArticle = (head = "", after = "") =>
  `<!doctype html><html><head><title>Talks</title>${head}</head><body><header>News</header>` +
  `<article><h1>Talks</h1><p>They met.</p></article>${after}<footer>Contact</footer></body></html>`;
const canonical = (href: string) => `<link rel="canonical" href="${href}">`;
const PLAIN = withArticle();

describe("a page that passes through", () => {
  it("gets the related articles of its canonical URL after its article", async () => {
    const list = await served.fragmentOf(KIM_PUTIN);
    expect(list).toContain(addressOf("2019-03-01-hanoi-summit-breaks-off-without-deal"));
    const page = withArticle(canonical(addressOf(KIM_PUTIN)));
    sendPage(page);
    const { status, body } = await getFromSite(`${SITE}/talks?from=newsletter`);
    expect([status, body]).toEqual([200, page.replace("</article>", `</article>${list}`)]);
  });

  it("may give its canonical URL as a path, among other relations", async () => {
    sendPage(withArticle(`<link href="/articles/${KIM_PUTIN}/" rel="alternate Canonical">`));
    expect((await getFromSite(`${SITE}/talks`)).body).toContain(await served.fragmentOf(KIM_PUTIN));
  });

  it("gets those of the requested URL if it has no canonical URL, or not a web one", async () => {
    const list = await served.fragmentOf(MOON_ROCKET);
    for (const head of ["", canonical("https://")]) {
      sendPage(withArticle(head));
      expect((await getFromSite(addressOf(MOON_ROCKET))).body).toContain(`</article>${list}<footer>`);
    }
  });

  it("stays as it is if it is not an article in the archive", async () => {
    sendPage(PLAIN);
    expect((await getFromSite(`${SITE}/contact`)).body).toBe(PLAIN);
  });

  it("stays as it is if nothing is related", async () => {
    sendPage(PLAIN);
    sendList("");
    expect((await get("distant")).body).toBe(PLAIN);
    expect(distant.asked.at(-1)?.url).toMatch(/^\/_backstory\/v1\/related\?/);
  });

  it("gets one list: after the first article, whatever is inside and after it", async () => {
    const page = withArticle("", "<article>Another</article>").replace("<p>", "<article>Inner</article><p>");
    sendPage(page);
    sendList(LIST);
    const expected = page.replace("met.</p></article>", `met.</p></article>${LIST}`);
    expect((await get("distant")).body).toBe(expected);
  });

  it("stays as it is if it has no place for a list", async () => {
    const page = PLAIN.replaceAll("article", "section");
    sendPage(page);
    sendList(LIST);
    expect((await get("distant")).body).toBe(page);
  });

  it("may have a place without an end tag", async () => {
    sendPage(withArticle("", "<hr>"));
    sendList(LIST);
    expect((await get("after-a-line")).body).toBe(withArticle("", `<hr>${LIST}`));
  });

  it("gets the list inside <backstory-related>, replacing its content, which stays if there is no list", async () => {
    const content = 'More: <p><a href="/news">all <b>news</b></a>, the newest</p> first';
    const page = withArticle("", `<backstory-related>${content}</backstory-related>`.repeat(2));
    sendPage(page);
    sendList(LIST);
    const filled = page.replace(content, LIST);
    expect((await get("into-the-element")).body).toBe(filled);
    sendList("");
    expect((await get("into-the-element")).body).toBe(page);
  });

  it("gets letters of any script, whatever its own encoding", async () => {
    const page = withArticle('<meta charset="big5">');
    sendPage(page, { "Content-Type": "text/html" });
    sendList(LIST.replace("Related articles", "相關文章 Ærøskøbing 𠮷"));
    const { body } = await get("distant");
    expect(body).toMatch(/^[\0-\x7f]*$/);
    expect(toText(fromHtml(body))).toContain("相關文章 Ærøskøbing 𠮷");
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ] as const)("may come compressed as %s", async (encoding, compress) => {
    sendPage(compress(PLAIN), { ...HTML, "Content-Encoding": encoding });
    sendList(LIST);
    const { headers, body } = await get("distant");
    expect(headers.get("Content-Encoding")).toBe(encoding);
    expect(body).toBe(PLAIN.replace("</article>", `</article>${LIST}`));
  });

  it("no longer has headers that describe the original bytes", async () => {
    sendList(LIST);
    sendPage(PLAIN, {
      ...HTML,
      ...{ ETag: '"v1"', "Content-Length": String(PLAIN.length), "Accept-Ranges": "bytes" },
      ...{ "Cache-Control": "public, max-age=300", "X-Site": "kept" },
    });
    const { headers } = await get("distant");
    expect(headers.get("ETag")).toBe('W/"v1"');
    expect([headers.get("Content-Length"), headers.get("Accept-Ranges")]).toEqual([null, null]);
    expect([headers.get("Cache-Control"), headers.get("X-Site")]).toEqual(["public, max-age=300", "kept"]);
  });

  it("is streamed to the reader while it is still arriving", async () => {
    const finish = Promise.withResolvers<void>();
    const paragraphs = "<p>They spoke of many things.</p>".repeat(50_000);
    const [begin, end] = withArticle().split("<p>They met.</p>") as [string, string];
    answerPage = (response) => {
      response.writeHead(200, HTML).write(begin);
      void finish.promise.then(() => response.end(paragraphs + end));
    };
    sendList(LIST);
    const response = await fetch(workers.urls.distant + newPath());
    if (response.body === null) throw new Error("the page has no body");
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("</header>")) text += (await reader.read()).value;
    // Only now does the server send the rest.
    finish.resolve();
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
    expect(text).toBe(begin + paragraphs + end.replace("</article>", `</article>${LIST}`));
  });
});

describe("what passes through unchanged, without a request to Backstory", () => {
  const sent = { ...HTML, ETag: '"v1"' };
  const untouched: readonly [string, Record<string, string>, number, RequestInit][] = [
    ["a page that was not found", sent, 404, {}],
    ["a part of a page", { ...sent, "Content-Range": "bytes 0-9/10" }, 206, {}],
    ["JSON", { ...sent, "Content-Type": "application/json" }, 200, {}],
    ["a feed", { ...sent, "Content-Type": "application/xhtml+xml" }, 200, {}],
    ["a page in another encoding", { ...sent, "Content-Type": "text/html; charset=big5" }, 200, {}],
    ["a page that must not be changed", { ...sent, "Cache-Control": "public, no-transform" }, 200, {}],
    ["a response to a form", sent, 200, { method: "POST" }],
  ];

  it.each(untouched)("%s", async (_what, headers, status, init) => {
    sendPage(PLAIN, headers, status);
    sendList(LIST);
    const before = distant.asked.length;
    const answer = await get("distant", newPath(), init);
    expect(answer).toMatchObject({ status, body: PLAIN });
    expect(answer.headers.get("ETag")).toBe('"v1"');
    expect(distant.asked).toHaveLength(before);
  });

  it("a page with a compression that can't be read", async () => {
    sendPage(zstdCompressSync(PLAIN), { ...HTML, "Content-Encoding": "zstd" });
    const before = distant.asked.length;
    expect(await get("distant")).toMatchObject({ status: 200, body: PLAIN });
    expect(distant.asked).toHaveLength(before);
  });

  it("a HEAD request for a page, and a redirect", async () => {
    sendPage("", sent);
    const before = distant.asked.length;
    expect(await get("distant", newPath(), { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    expect(origin.asked.at(-1)?.method).toBe("HEAD");
    sendPage("", { Location: `${SITE}/elsewhere` }, 301);
    const { status, headers } = await get("distant");
    expect([status, headers.get("Location")]).toEqual([301, `${SITE}/elsewhere`]);
    expect(distant.asked).toHaveLength(before);
  });
});

it("whatever its path looks like, a request goes to the site's server", async () => {
  const elsewhere = await startLocalServer((_request, response) =>
    response.writeHead(200, HTML).end("Elsewhere"),
  );
  onTestFinished(() => elsewhere.stop());
  const path = `//${new URL(elsewhere.url).host}/a?b=c`;
  sendPage(PLAIN);
  sendList("");
  expect((await get("distant", path)).body).toBe(PLAIN);
  expect(origin.asked.at(-1)?.url).toBe(path);
  expect(elsewhere.asked).toEqual([]);
});

describe("a page stays as it is, and the log says why:", () => {
  const json = { "Content-Type": "application/json" };
  const troubles: readonly [string, () => void, Variant, RegExp][] = [
    ["if Backstory has a defect", () => sendList("", HTML, 500), "distant", /answered 500/],
    ["if it can't read its index", () => sendList("", HTML, 503), "distant", /answered 503/],
    ["if it limits the rate", () => sendList("", HTML, 429), "distant", /answered 429/],
    ["if the key is wrong", () => sendList("", HTML, 401), "distant", /answered 401/],
    ["if BACKSTORY_URL lacks the base path", () => sendList("{}", json, 404), "distant", /answered 404/],
    ["if another site responds", () => sendList("<html>Hello</html>"), "distant", /not the function/],
    ["if no server is listening", () => sendList(LIST), "nobody", /cause/],
    ["if it does not respond in time", () => (answerList = () => undefined), "impatient", /Timeout/],
    [
      "if it stops halfway",
      () => (answerList = (list) => list.writeHead(200, HTML).write(LIST)),
      "impatient",
      /Timeout/,
    ],
  ];

  it.each(troubles)("%s", async (_where, trouble, variant, reason) => {
    trouble();
    sendPage(PLAIN);
    const before = workers.lines.length;
    expect(await get(variant)).toMatchObject({ status: 200, body: PLAIN });
    const written = () => workers.lines.slice(before);
    await expect.poll(written, { timeout: LONG_MS / 2 }).toContainEqual(expect.stringMatching(reason));
    expect(workers.lines.join()).not.toContain(KEY);
  });

  it("if it redirects, and the key is not sent anywhere else", async () => {
    const elsewhere = await startLocalServer((_request, response) => response.writeHead(200, HTML).end(LIST));
    onTestFinished(() => elsewhere.stop());
    sendList("", { Location: elsewhere.url }, 302);
    sendPage(PLAIN);
    expect((await get("distant")).body).toBe(PLAIN);
    expect(elsewhere.asked).toEqual([]);
  });
});

describe("the request to Backstory", () => {
  it("reveals nothing about the reader, and nothing about the key to the reader", async () => {
    sendPage(PLAIN);
    sendList(LIST);
    const reader = { Cookie: "session=secret", Authorization: "Basic secret", "User-Agent": "secret/1" };
    const path = newPath();
    const answer = await get("distant", path, { headers: { ...reader, "X-Forwarded-For": "192.0.2.7" } });
    const asked = distant.asked.at(-1);
    expect(asked?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.stringify(asked?.headers)).not.toMatch(/secret|192\.0\.2\.7/);
    const parameters = new URL(asked?.url ?? "", SITE).searchParams;
    const url = workers.urls.distant + path;
    expect(Object.fromEntries(parameters)).toEqual({ limit: "5", url, format: "html" });
    expect(JSON.stringify([...answer.headers, answer.body, origin.asked.at(-1)?.headers])).not.toContain(KEY);
    expect(origin.asked.at(-1)?.headers.cookie).toBe("session=secret");
  });

  it("is repeated after a failure, but not while its response may be cached", async () => {
    sendPage(PLAIN);
    const path = newPath();
    sendList("", { ...HTML, "Cache-Control": "no-store" }, 503);
    expect((await get("distant", path)).body).toBe(PLAIN);
    sendList(LIST, { ...HTML, "Cache-Control": "private, max-age=60" });
    const withList = PLAIN.replace("</article>", `</article>${LIST}`);
    expect((await get("distant", path)).body).toBe(withList);
    // It is stored after the page has been sent.
    const askedOnceMore = async () => {
      const before = distant.asked.length;
      expect((await get("distant", path)).body).toBe(withList);
      return distant.asked.length - before;
    };
    await expect.poll(askedOnceMore, { timeout: LONG_MS / 2 }).toBe(0);
  });
});
