// An archive and readers that mean harm: markup in every field of articles and in every query, read from real files and
// looked at in a real browser, in our page and in a page that includes our fragment and has no policy of its own.
// No script runs, nothing is even refused by a policy, no other host is asked, and no link leads anywhere but the web.

import { createServer, type Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { type BuiltArchive, buildFiles, type ServedArchive, serveFolder } from "../support/served-archive.ts";
import { XSS_TEXTS, XSS_URLS } from "../support/xss-payloads.ts";

const BATCH = 20;
const PLAIN = "plain";
/** Many pages are opened at the same time: most of a page's time is waiting. */
const PAGES = 3;
const LONG_MS = 240_000;

interface Hostile {
  readonly id: string;
  readonly tag: string;
}

/** Each text in every field, as JSON, as Markdown and as HTML, and each address where one is expected. */
function hostileFiles(): { files: Record<string, string>; articles: Hostile[] } {
  const articles: Hostile[] = [];
  const records: unknown[] = [];
  const files: Record<string, string> = {};
  const next = (id: string): Hostile => {
    const hostile = { id, tag: `batch ${Math.floor(articles.length / BATCH)}` };
    articles.push(hostile);
    return hostile;
  };
  const fields = (text: string, tag: string, url: string, image: string) => ({
    title: text,
    summary: `${text} and a summary`,
    sections: [text],
    tags: [tag, text],
    authors: [text],
    publishedAt: "2024-05-01T10:00:00Z",
    url,
    image: { src: image, alt: text, width: 10, height: 10 },
    region: text,
    lang: "en",
  });
  for (const [number, text] of XSS_TEXTS.entries()) {
    const address = (kind: string) => `https://news.example/${kind}/${number}/${text}`;
    const json = next(`json-${number}`);
    records.push({
      id: json.id,
      // A reader that takes a title for HTML would leave the tags out: written like this they are text.
      ...fields(entities(text), json.tag, address("json"), address("i")),
      body: `<p>${text}</p>${text}`,
    });
    const { id, tag } = next(`markdown-${number}`);
    // JSON is YAML.
    const front = Object.entries({
      id,
      ...fields(`Of ${text} here`, tag, address("markdown"), address("m")),
    });
    const lines = front.map(([name, value]) => `${name}: ${escaped(value)}`);
    // A file with a NUL is no text, and is reported as such.
    const written = text.replaceAll("\u0000", "");
    files[`news/${id}.md`] =
      `---\n${lines.join("\n")}\n---\n\n${written}\n\nWords before ${written} and after it.\n`;
  }
  for (const [number, url] of XSS_URLS.entries()) {
    const { id, tag } = next(`address-${number}`);
    records.push({
      id,
      ...fields(`Address ${number}`, tag, url, url),
      body: `<a href="${url}">a link</a> in a body`,
    });
  }
  records.push({
    id: PLAIN,
    title: "A plain article",
    body: "Of nothing else.",
    url: "https://news.example/plain",
  });
  // An id of nothing but markup.
  const [first = ""] = XSS_TEXTS;
  records.push({
    ...fields("Of an id", next("~3Cscript~3E__xss~281~29~3C~2Fscript~3E").tag, "", ""),
    id: first,
  });
  files["news/articles.json"] = escaped(records);
  files["backstory.config.json"] = escaped({
    site: { name: "</title><script>__xss('site')</script>", url: "https://news.example", language: "en" },
    extraFields: { region: { store: true, filter: true, facet: true } },
  });
  return { files, articles };
}

function entities(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** JSON in ASCII: lone surrogates and controls reach the reader as they are meant. */
function escaped(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

const { files, articles } = hostileFiles();
let archive: BuiltArchive;
let server: ServedArchive;
let browser: Browser;
let host: Server;
let hostUrl: string;

beforeAll(async () => {
  [archive, browser] = await Promise.all([buildFiles(files), launchBrowser()]);
  server = await serveFolder(archive.folder);
  // A page that includes the fragment as a server does, or by a script; without any policy.
  host = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").searchParams.get("include");
    const answer = async () => {
      const fragment = path === null ? "" : await (await fetch(server.url + path)).text();
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(
        `<!doctype html><link rel="icon" href="data:,"><title>host</title><body>${fragment}</body>`,
      );
    };
    answer().catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const address = host.address();
  hostUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}, LONG_MS);
afterAll(async () => {
  host?.closeAllConnections();
  host?.close();
  await browser?.close();
  await server?.stop();
  await archive?.remove();
});

interface Watched {
  readonly page: Page;
  /** What must not happen, as it happened; `doing` is told with it. */
  readonly harm: string[];
  doing: string;
}

async function watchedPage(): Promise<Watched> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const watched: Watched = { page, harm: [], doing: "" };
  const note = (what: string) => watched.harm.push(`${what} at ${watched.doing}`);
  await context.exposeFunction("__xss", (which: unknown) => note(`a script ran (${String(which)})`));
  await context.exposeFunction("__refused", (what: string) => note(`the policy refused ${what}`));
  await context.addInitScript(() => {
    const told = (event: SecurityPolicyViolationEvent) => {
      const tell: unknown = Reflect.get(window, "__refused");
      if (typeof tell === "function") tell(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    };
    document.addEventListener("securitypolicyviolation", told);
  });
  page.on("dialog", (dialog) => {
    note(`a dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => note(`a window ${popup.url()}`));
  page.on("pageerror", (error) => note(`an error ${error.message}`));
  const ours = new Set([server.url, hostUrl]);
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!ours.has(url.origin) && url.href !== "data:,") note(`a request to ${url.href}`);
  });
  onTestFinished(() => context.close());
  return watched;
}

/** What the document has that no text may have brought there. */
function strangeNodes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const strange: string[] = [];
    const foreign =
      "iframe, frame, object, embed, svg, math, template, style, form [formaction], meta[http-equiv], video, audio";
    for (const node of document.querySelectorAll(foreign)) strange.push(node.outerHTML);
    for (const script of document.scripts) {
      if (script.textContent !== "" || new URL(script.src).origin !== location.origin)
        strange.push(script.outerHTML);
    }
    for (const node of document.querySelectorAll("*")) {
      for (const { name, value } of node.attributes) {
        const leads = [
          "href",
          "src",
          "action",
          "formaction",
          "srcset",
          "poster",
          "data",
          "xlink:href",
        ].includes(name);
        const isIcon = node instanceof HTMLLinkElement && value === "data:,";
        const scheme = leads && !isIcon ? new URL(value, document.baseURI).protocol : "http:";
        if (/^on/i.test(name) || !/^https?:$/.test(scheme)) strange.push(`${name}=${value}`);
      }
    }
    return strange;
  });
}

/** Does something with each item, on several pages at once, and looks at each page afterwards. */
async function withEach<T>(items: readonly T[], act: (page: Page, item: T) => Promise<void>): Promise<void> {
  const rest = items.entries();
  const harm = await Promise.all(
    Array.from({ length: PAGES }, async () => {
      const watched = await watchedPage();
      for (const [, item] of rest) {
        watched.doing = JSON.stringify(item);
        await act(watched.page, item);
        for (const node of await strangeNodes(watched.page)) watched.harm.push(`${node} at ${watched.doing}`);
      }
      return watched.harm;
    }),
  );
  expect(harm.flat()).toEqual([]);
}

const collapsed = (text: string) => text.replace(/\s+/g, " ").trim();
const query = (values: Readonly<Record<string, string>>) => new URLSearchParams(values).toString();

async function heading(page: Page): Promise<string> {
  const found = page.locator("main h1");
  await found.waitFor();
  return collapsed((await found.textContent()) ?? "");
}

describe("an archive full of markup", () => {
  it("is read whole, without the addresses that are none of the web", async () => {
    expect(XSS_TEXTS.length + XSS_URLS.length).toBeGreaterThanOrEqual(60);
    const response = await fetch(`${server.url}/healthz`);
    expect((await response.json()) as object).toMatchObject({ counts: { articles: articles.length + 1 } });
    let whole = 0;
    for (const [number, text] of XSS_TEXTS.entries()) {
      const { title } = (await (await fetch(`${server.url}/v1/articles/json-${number}`)).json()) as {
        title: string;
      };
      if (title === collapsed(text)) whole++;
    }
    // But for control characters, which no reader keeps.
    expect(whole).toBeGreaterThan(XSS_TEXTS.length * 0.9);
    for (const number of XSS_URLS.keys()) {
      const article = (await (await fetch(`${server.url}/v1/articles/address-${number}`)).json()) as {
        url: string | null;
        image: { src: string } | null;
      };
      for (const link of [article.url, article.image?.src ?? null]) {
        // What a browser would not take for another scheme is a path of the site.
        if (link !== null) expect(new URL(link).origin, XSS_URLS[number]).toBe("https://news.example");
      }
    }
  });
});

describe("the search page", () => {
  it(
    "shows a query of its address as text, above articles that are text",
    async () => {
      await withEach(XSS_TEXTS, async (page, q) => {
        await page.goto(`${server.url}/?${query({ q, nearest: "1" })}`);
        await heading(page);
        // A query of nothing but operators finds nothing, and is said all the same.
        const shown = collapsed((await page.locator("main").textContent()) ?? "");
        expect(shown).toContain(collapsed(q.toWellFormed()).slice(0, 20));
      });
    },
    LONG_MS,
  );

  it(
    "shows a query that is typed as text, in the title of the document as well",
    async () => {
      const [watched, typed] = [await watchedPage(), XSS_TEXTS.filter((_, number) => number % 8 === 0)];
      await watched.page.goto(`${server.url}/`);
      for (const text of typed) {
        watched.doing = text;
        await watched.page.locator("#query").fill(text);
        await watched.page.keyboard.press("Enter");
        await expect.poll(() => watched.page.title()).toContain(collapsed(text).slice(0, 5));
        expect(await strangeNodes(watched.page)).toEqual([]);
      }
      expect(watched.harm).toEqual([]);
    },
    LONG_MS,
  );

  it(
    "shows every field of an article as text, and links only to the web",
    async () => {
      const some = articles.filter(({ id }, number) => number % 3 === 0 || id.startsWith("address"));
      await withEach(some, async (page, { id }) => {
        await page.goto(`${server.url}/?${query({ article: id })}`);
        await page.locator("main article h1").waitFor();
        await page.locator("main .related [aria-busy]").waitFor({ state: "detached" });
      });
    },
    LONG_MS,
  );

  it(
    "shows an id that no article has, a mode, a fragment and a key of its address as text, if at all",
    async () => {
      await withEach(
        [...XSS_TEXTS.filter((_, number) => number % 8 === 1), ...XSS_URLS],
        async (page, text) => {
          await page.goto(`${server.url}/?${query({ article: text })}#${encodeURIComponent(text)}`);
          await heading(page);
          await page.goto(
            `${server.url}/?${query({ q: "a", mode: text, nearest: text, key: text.slice(0, 20) })}`,
          );
          await page.locator("main h1").waitFor();
        },
      );
    },
    LONG_MS,
  );
});

describe("a page without a policy that includes related articles", () => {
  const paths = [...new Set(articles.map(({ tag }) => tag))].flatMap((tag) =>
    ["any", "timeline"].map((direction) => {
      const options = { tag, direction, format: "html", threshold: "0", limit: "20", duplicates: "include" };
      return `/v1/articles/${PLAIN}/related?${query(options)}`;
    }),
  );

  it(
    "gets text and links to the web, whether its server includes them or its script does",
    async () => {
      let shown = 0;
      await withEach(paths, async (page, path) => {
        await page.goto(`${hostUrl}/?${query({ include: path })}`);
        const items = await page.locator("li").count();
        shown += items;
        await page.goto(hostUrl);
        await page.evaluate(async (url) => {
          const fragment = await (await fetch(url)).text();
          document.body.innerHTML = fragment;
          // What is parsed once more after it was written out.
          const again = document.createElement("div");
          again.innerHTML = document.body.innerHTML;
          document.body.append(again);
        }, server.url + path);
      });
      // The plain article has no date: a timeline has no side, everything is in the lists of the other kind.
      expect(shown).toBeGreaterThanOrEqual(articles.length);
    },
    LONG_MS,
  );
});

describe("answers that are opened in a browser by themselves", () => {
  it(
    "are no documents: neither JSON, nor errors, nor what is at no path",
    async () => {
      const texts = XSS_TEXTS.filter((_, number) => number % 8 === 2);
      const addresses = texts.flatMap((text) => [
        `/v1/search?${query({ q: text, limit: "5", threshold: "0" })}`,
        `/v1/suggest?${query({ q: text })}`,
        `/v1/search?${query({ q: "a", [text]: text })}`,
        `/v1/articles/${encodeURIComponent(text)}`,
        `/${encodeURIComponent(text)}`,
        `/docs?${query({ q: text })}#${encodeURIComponent(text)}`,
        `/openapi.json?${query({ q: text })}`,
      ]);
      await withEach(addresses, async (page, address) => {
        const response = await page.goto(server.url + address);
        expect(response?.headers()["x-content-type-options"]).toBe("nosniff");
        expect(response?.headers()["content-security-policy"]).toContain("default-src 'none'");
      });
    },
    LONG_MS,
  );
});

describe("a tool's text", () => {
  it(
    "keeps each article on its own lines, and has no address but those of the web",
    async () => {
      const call = async (name: string, sent: object) => {
        const response = await fetch(`${server.url}/mcp`, {
          method: "POST",
          headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
          body: JSON.stringify({
            jsonrpc: "2.0",
            id: 1,
            method: "tools/call",
            params: { name, arguments: sent },
          }),
        });
        const { result } = (await response.json()) as {
          result: { content: { text: string }[]; structuredContent: { hits?: unknown[] } };
        };
        return { text: result.content[0]?.text ?? "", hits: result.structuredContent.hits ?? [] };
      };
      for (const { id } of articles) {
        const [title = "", second = ""] = (await call("get_article", { id })).text.split("\n");
        expect(title, id).toMatch(/ \(2024-05-01, id .*\)$/);
        if (/^[a-z]+:/i.test(second) && !/^(authors|sections|tags):/i.test(second)) {
          expect(second, id).toMatch(/^https?:\/\/news\.example\//);
        }
      }
      for (const q of XSS_TEXTS.slice(0, 20)) {
        const { text, hits } = await call("search", { q, threshold: 0, limit: 10, duplicates: "include" });
        expect(text.match(/^\d+\. /gm)?.length ?? 0, q).toBe(hits.length);
      }
    },
    LONG_MS,
  );
});
