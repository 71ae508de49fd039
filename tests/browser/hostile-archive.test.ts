// A hostile archive and hostile readers: markup in every field of articles and in every query, read from real files
// and viewed in a real browser, on our pages and on pages of another origin that include our fragment or embed our
// elements and have no policy. No script runs, nothing even gets as far as being blocked by a policy, no other host is
// contacted, and every link leads to the web. One long file, since an archive is built and served for it.

import { createServer, type Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openContext, sharedBrowser } from "../support/browser.ts";
import { hostileFiles, PLAIN } from "../support/hostile-files.ts";
import { type BuiltArchive, buildFiles, type ServedArchive, serveFolder } from "../support/served-archive.ts";
import { XSS_TEXTS, XSS_URLS } from "../support/xss-payloads.ts";

/** The archive's stated URL. */
const SITE = "https://news.example";
/** Many pages are open at once: most of a page's time is spent waiting. */
const PAGES = 3;
const LONG_MS = 240_000;

const { files, articles } = hostileFiles();
let archive: BuiltArchive;
let server: ServedArchive;
let browser: Browser;
let host: Server;
let hostUrl: string;

beforeAll(async () => {
  [archive, browser] = await Promise.all([buildFiles(files), sharedBrowser()]);
  server = await serveFolder(archive.folder);
  // A page that includes the fragment as a server or a script would, or embeds the elements; without any policy.
  host = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://host");
    const path = searchParams.get("include");
    const answer = async () => {
      const included = path === null ? "" : await (await fetch(server.url + path)).text();
      const fragment = searchParams.has("embed") ? embedded(searchParams.get("of") ?? PLAIN) : included;
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
  await server?.stop();
  await archive?.remove();
});

/** Both elements. The page's input, such as a query, is in its URL, where the search box finds it. */
function embedded(id: string): string {
  return `<script type="module" src="${server.url}/widget.js"></script>
<backstory-search sync="url" limit="50" facets="section tag author year region lang"></backstory-search>
<backstory-related article-id="${id}" limit="20"></backstory-related>
<backstory-related article-id="${id}" limit="20" layout="cards"></backstory-related>
<backstory-related article-id="${id}" layout="timeline"></backstory-related>
<backstory-related article-id="${id}"><template><ul><li data-backstory="item"><a data-backstory="link title"></a>
<img data-backstory="image"><p data-backstory="summary"></p><p data-backstory="section"></p><p data-backstory="author"></p>
<time data-backstory="date"></time></li></ul></template></backstory-related>`;
}

interface Watched {
  readonly page: Page;
  /** Anything harmful that happened, each with `doing`. */
  readonly harm: string[];
  doing: string;
}

async function watchedPage(): Promise<Watched> {
  const context = await openContext(browser);
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
    // Pictures from the archive's own site, in the page that embeds the elements.
    const isPicture = url.origin === SITE && request.resourceType() === "image";
    if (isPicture && page.url().startsWith(hostUrl)) return;
    if (!ours.has(url.origin) && url.href !== "data:,") note(`a request to ${url.href}`);
  });
  await context.route(`${SITE}/**`, (route) => route.abort());
  onTestFinished(() => context.close());
  return watched;
}

/** Nodes in the document, shadow roots included, that could only come from an article's or a query's text. */
function strangeNodes(page: Page): Promise<string[]> {
  return page.evaluate((ours) => {
    const strange: string[] = [];
    const foreign =
      "iframe, frame, object, embed, svg, math, style, form [formaction], meta[http-equiv], video, audio";
    const all: Element[] = [...document.querySelectorAll("*")];
    for (const node of all) all.push(...(node.shadowRoot?.querySelectorAll("*") ?? []));
    for (const node of all) {
      // The host page has one template itself.
      const isForeign =
        node.matches(foreign) || (node.localName === "template" && node.outerHTML.includes("xss"));
      if (isForeign) strange.push(node.outerHTML);
    }
    for (const script of all.filter((node) => node instanceof HTMLScriptElement)) {
      if (script.textContent !== "" || ![location.origin, ours].includes(new URL(script.src).origin))
        strange.push(script.outerHTML);
    }
    for (const node of all) {
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
  }, server.url);
}

/** Does something with each item, on several pages at once, and checks each page afterwards. */
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
  const found = page.locator("main h1").filter({ visible: true });
  await found.waitFor();
  return collapsed((await found.textContent()) ?? "");
}

describe("an archive full of markup", () => {
  it("is read in full, except for URLs that are not http or https", async () => {
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
    // Except for control characters, which no reader keeps.
    expect(whole).toBeGreaterThan(XSS_TEXTS.length * 0.9);
    for (const number of XSS_URLS.keys()) {
      const article = (await (await fetch(`${server.url}/v1/articles/address-${number}`)).json()) as {
        url: string | null;
        image: { src: string } | null;
      };
      for (const link of [article.url, article.image?.src ?? null]) {
        // Anything a browser would not parse as another scheme is a path on the site.
        if (link !== null) expect(new URL(link).origin, XSS_URLS[number]).toBe("https://news.example");
      }
    }
  });
});

describe("the search page", () => {
  it(
    "shows a query from its URL as text, above articles shown as text",
    async () => {
      // The page shows them through the search box, which gets all of them below.
      const some = XSS_TEXTS.filter((_, number) => number % 3 === 1);
      await withEach(some, async (page, q) => {
        await page.goto(`${server.url}/?${query({ q })}`);
        await heading(page);
        // A query of only operators finds nothing, and is shown anyway.
        const shown = collapsed((await page.locator("main").textContent()) ?? "");
        expect(shown).toContain(collapsed(q.toWellFormed()).slice(0, 20));
      });
    },
    LONG_MS,
  );

  it(
    "shows a typed query as text, in the document's title as well",
    async () => {
      const [watched, typed] = [await watchedPage(), XSS_TEXTS.filter((_, number) => number % 8 === 0)];
      await watched.page.goto(`${server.url}/`);
      for (const text of typed) {
        watched.doing = text;
        await watched.page.getByRole("combobox").fill(text);
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
    "shows an unknown id, a mode, a fragment and a key from its URL as text, if at all",
    async () => {
      await withEach(
        [...XSS_TEXTS.filter((_, number) => number % 8 === 1), ...XSS_URLS],
        async (page, text) => {
          await page.goto(`${server.url}/?${query({ article: text })}#${encodeURIComponent(text)}`);
          await heading(page);
          await page.goto(
            `${server.url}/?${query({ q: "a", mode: text, nearest: text, key: text.slice(0, 20) })}`,
          );
          await heading(page);
        },
      );
    },
    LONG_MS,
  );
});

describe("the operator's page", () => {
  it(
    "shows every field of an article and of its neighbours as text, and links only to the web",
    async () => {
      const some = articles.filter(({ id }, number) => number % 6 === 0 || id.startsWith("address"));
      await withEach(some, async (page, { id }) => {
        await page.goto(`${server.url}/studio?${query({ view: "compare", article: id, newest: "section" })}`);
        await page.getByRole("region", { name: "Backstory" }).waitFor();
      });
    },
    LONG_MS,
  );

  it(
    "explains hits full of markup as text, above the threshold and below it",
    async () => {
      const some = XSS_TEXTS.filter((_, number) => number % 6 === 0);
      await withEach(some, async (page, q) => {
        await page.goto(
          `${server.url}/studio?${query({ view: "explain", q: `${q} words`, threshold: "0" })}`,
        );
        await page.locator(".verdict").waitFor();
      });
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
          // Content that is parsed again after being serialised.
          const again = document.createElement("div");
          again.innerHTML = document.body.innerHTML;
          document.body.append(again);
        }, server.url + path);
      });
      // The plain article has no date: a timeline has no sides, and the other kind of list has everything.
      expect(shown).toBeGreaterThanOrEqual(articles.length);
    },
    LONG_MS,
  );
});

describe("a page without a policy that embeds the elements", () => {
  it(
    "gets only text and web links from every article found, and from every filter value",
    async () => {
      let shown = 0;
      let named = 0;
      const tags = [...new Set(articles.map(({ tag }) => tag))];
      await withEach(tags, async (page, tag) => {
        const addressOf = (values: Readonly<Record<string, string>>) =>
          `${hostUrl}/?${query({ embed: "", ...values })}`;
        await page.goto(addressOf({ tag }));
        const found = page.getByRole("region", { name: "Search results" });
        await found.getByRole("listitem").first().waitFor();
        shown += await found.getByRole("listitem").count();
        named += await page.getByRole("checkbox").count();
      });
      // Copies of a text count as one hit.
      expect(shown).toBeGreaterThanOrEqual(XSS_TEXTS.length);
      expect(named).toBeGreaterThan(XSS_TEXTS.length);
    },
    LONG_MS,
  );

  it(
    "gets only text and web links from every related article",
    async () => {
      let shown = 0;
      const some = articles.filter((_, number) => number % 6 === 0);
      await withEach(some, async (page, { id }) => {
        await page.goto(`${hostUrl}/?${query({ embed: "", of: id })}`);
        await page.locator("backstory-related[aria-busy]").first().waitFor({ state: "detached" });
        await expect.poll(() => page.locator("backstory-related[aria-busy]").count()).toBe(0);
        shown += await page.locator("backstory-related li").count();
      });
      expect(shown).toBeGreaterThan(some.length);
    },
    LONG_MS,
  );

  it(
    "shows a query as text, in the field and if nothing is found, whether typed or from the URL",
    async () => {
      await withEach(XSS_TEXTS, async (page, q) => {
        await page.goto(`${hostUrl}/?${query({ embed: "", q })}`);
        const field = page.getByRole("combobox");
        const found = page.getByRole("region", { name: "Search results" });
        await found.getByText(/^\d+ results?$|^No articles found|^Search is unavailable/).waitFor();
        expect(collapsed(await field.inputValue())).toContain(collapsed(q.toWellFormed()).slice(0, 5));
        if (XSS_TEXTS.indexOf(q) % 8 !== 0) return;
        await field.fill(`${q}x`);
        await field.press("Enter");
        await page.getByRole("status").getByText(/./).waitFor({ state: "attached" });
      });
    },
    LONG_MS,
  );
});

describe("responses opened directly in a browser", () => {
  it(
    "are never documents: not JSON, not errors, and not unknown paths",
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
    "keeps each article on its own lines, and contains only web URLs",
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
