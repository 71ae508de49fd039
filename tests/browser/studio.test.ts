// The operator's page in a real browser against the real Worker with the sample archive, with and without keys. Only
// responses that the Worker would not produce itself (a failure, a slow one) are mocked. One long file, since two
// servers and a browser are started for it.

import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openProject } from "../../scripts/files/project.ts";
import { expectAccessible, isForAxe } from "../support/axe.ts";
import { sharedBrowser } from "../support/browser.ts";
import { type DevServer, startDevServer } from "../support/dev-server.ts";
import { type ServedArchive, serveFolder } from "../support/served-archive.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";
import { openWatchedPage } from "../support/watched-page.ts";
import { XSS_TEXTS, XSS_URLS } from "../support/xss-payloads.ts";

const START_MS = 200_000;
const LONG_MS = 180_000;

/** Two reports on one summit: the second represents both in a list. */
const SUMMIT = {
  id: "2019-04-26-putin-kim-security-guarantees-agency",
  title: "Russia says North Korea needs guarantees as leaders meet in Far East",
};
const OTHER_REPORT = "Kim and Putin hold first talks in Vladivostok";
const PANMUNJOM = {
  id: "2019-06-30-trump-steps-into-north-korea-panmunjom",
  title: "US president crosses the line at Panmunjom",
};
const GRAIN = "grain ships leaving Ukraine";
const GRAIN_DEAL = "Russia and Ukraine sign separate deals to free grain exports";
const UNANSWERED = "kubernetes ingress controller yaml syntax";
const FAILURE = "The archive is being replaced. Ask again in a moment.";
const DRAFT =
  "Ships loaded with grain have left the port of Odesa for the first time since the blockade. The corridor " +
  "through the Black Sea was agreed in Istanbul by Russia, Ukraine, Turkey and the United Nations.";
const PUBLIC_KEY = "pub-one-7f3a";
const PRIVATE_KEY = "priv-one-c0ffee";

let open: DevServer;
let keyed: ServedArchive;
let temp: TempFolder;
let browser: Browser;

beforeAll(async () => {
  // The first start brings the build up to date; the second one copies it.
  [open, browser] = await Promise.all([startDevServer(), sharedBrowser()]);
  // Secrets in wrangler dev.
  temp = await makeTempFolder({
    ".dev.vars": `PUBLIC_KEYS="${PUBLIC_KEY}"\nPRIVATE_KEYS="${PRIVATE_KEY}"\n`,
  });
  await cp(openProject().assetsFolder, join(temp.folder, "build", "assets"), { recursive: true });
  keyed = await serveFolder(temp.folder);
}, START_MS);
afterAll(async () => {
  await keyed?.stop();
  await open?.stop();
  await temp?.remove();
});

interface Opening {
  readonly server?: { readonly url: string };
  readonly options?: BrowserContextOptions;
  /** Errors that the page may report. */
  readonly expected?: readonly RegExp[];
}

/** The page at `query`; any error it reports that is not in `expected` fails the test. */
async function openStudio(query = "", opening: Opening = {}): Promise<Page> {
  const { server = open, options = {}, expected = [] } = opening;
  return openWatchedPage(browser, `${server.url}/studio${query}`, { ...options, expected });
}

const heading = (page: Page, level: number, name: string | RegExp): Locator =>
  page.getByRole("main").getByRole("heading", { level, name, exact: typeof name === "string" });
const hits = (page: Page): Locator =>
  page.getByRole("main").getByRole("list").getByRole("heading", { level: 3 });
const queryField = (page: Page): Locator =>
  page.getByRole("searchbox", { name: "What did the reader search for?" });
const hit = (page: Page, title: string): Locator =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const place = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const explaining = (query: string, more: Readonly<Record<string, string>> = {}): string =>
  `?${new URLSearchParams({ view: "explain", q: query, ...more })}`;
const comparing = (article: string): string => `?view=compare&article=${article}`;

async function typeDraft(page: Page, text: string, title = ""): Promise<void> {
  await page.getByRole("textbox", { name: "Title (optional)" }).fill(title);
  await page.getByRole("textbox", { name: "Text" }).fill(text);
}

const findCoverage = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "Find earlier coverage" }).click();

const failing = (route: Route): Promise<void> =>
  route.fulfill({
    status: 503,
    headers: { "Retry-After": "30" },
    json: { message: FAILURE, code: "index_unavailable", type: "internal", link: null, requestId: "0" },
  });

describe("explaining a search", () => {
  it("says how many articles were found, how the search worked, and why each one matched", async () => {
    const page = await openStudio();
    await queryField(page).fill(GRAIN);
    await page.getByRole("button", { name: "Explain" }).click();
    await heading(page, 2, `2 articles found for “${GRAIN}”.`).waitFor();
    await page.getByText("Searched by meaning and words, with a weight of 67 % for meaning.").waitFor();
    await page.getByText("All scores are lower because the first hit lacks “leaving”.").waitFor();
    const first = hit(page, GRAIN_DEAL);
    expect(await first.textContent()).toContain("Matches in meaning and wording: closest in meaning");
    expect(await first.locator("mark").allTextContents()).toContain("grain");
    const parts = first.getByRole("table", { name: `What meaning and words add to “${GRAIN_DEAL}”` });
    expect(await parts.getByRole("rowheader").allTextContents()).toEqual([
      expect.stringMatching(/^Meaning cosine 0\.\d\d$/),
      expect.stringMatching(/^Words BM25 \d+\.\d$/),
      "Total",
    ]);
    await expect.poll(() => Object.fromEntries(place(page))).toEqual({ view: "explain", q: GRAIN });
    await expect.poll(() => page.title()).toBe(`“${GRAIN}” explained – Studio – Backstory`);
    await expect.poll(() => page.getByRole("status").textContent()).toBe(`2 articles found for “${GRAIN}”`);
  });

  it("has every figure that the command line has, and they add up to the score", async () => {
    const page = await openStudio(explaining(GRAIN));
    const first = hit(page, GRAIN_DEAL);
    await first.getByText(`All figures of ${GRAIN_DEAL}`).click();
    const figure = async (label: RegExp) => {
      const row = first.getByRole("row", { name: label });
      return Number((await row.getByRole("cell").textContent())?.replace("−", "-"));
    };
    const best = await figure(/^cosine of the best passage/);
    const support = await figure(/^\+ other passages/);
    const words = await figure(/^\+ words: BM25F/);
    const fused = await figure(/^= relevance/);
    expect(best + support + words).toBeCloseTo(fused, 3);
    const logit = await figure(/^= log-odds/);
    const doubt = await figure(/^− because the first hit lacks “leaving”/);
    const below = await figure(/^− distance from/);
    expect((await figure(/^log-odds of the first hit/)) - doubt - below).toBeCloseTo(logit, 3);
    expect(await figure(/^score: the probability/)).toBeCloseTo(1 / (1 + Math.exp(-logit)), 3);
  });

  it("shows what readers do not see, why not, and more of it on request", async () => {
    const page = await openStudio(explaining(GRAIN));
    await heading(page, 2, /2 articles found/).waitFor();
    await expect.poll(() => hits(page).count()).toBe(2);
    await page.getByRole("link", { name: /^Is an article missing/ }).click();
    await heading(page, 2, "Below the threshold").waitFor();
    await expect.poll(() => place(page).get("threshold")).toBe("0");
    await expect.poll(() => page.getByRole("radio", { name: "Hidden results too" }).isChecked()).toBe(true);
    const hidden = hit(page, "First cargo of maize leaves Odesa since start of war");
    expect(await hidden.getByText("Hidden from readers").count()).toBe(1);
    await hidden.getByText(/^Scores \d+ %, below the threshold of 50 %\.$/).waitFor();
    await expect.poll(() => hits(page).count()).toBe(12);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => hits(page).count()).toBe(22);
    const titles = await hits(page).allTextContents();
    expect(new Set(titles).size).toBe(22);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(titles[12]);
  });

  it("says why nothing was found, with the closest matches", async () => {
    const page = await openStudio(explaining(UNANSWERED));
    await heading(page, 2, `No articles found for “${UNANSWERED}”.`).waitFor();
    await page.getByText(/^The first hit lacks “.*”, and is not close enough/).waitFor();
    await heading(page, 2, "Below the threshold").waitFor();
    await expect.poll(() => hits(page).count()).toBe(10);
  });

  it("says so if nothing has anything to do with the query", async () => {
    const page = await openStudio(explaining("qwxzvbrt", { mode: "keyword" }));
    await page.getByText("Nothing else in the archive comes close.").waitFor();
    await expect.poll(() => hits(page).count()).toBe(0);
  });

  it("explains each search mode, by its URL and by its buttons", async () => {
    const page = await openStudio(explaining("kim putin summit", { mode: "keyword" }));
    await page.getByText("Searched by words only.").waitFor();
    await expect.poll(() => page.getByRole("radio", { name: "Words", exact: true }).isChecked()).toBe(true);
    expect(await page.getByRole("rowheader", { name: /^Meaning/ }).count()).toBe(0);
    await page.getByRole("radio", { name: "Meaning", exact: true }).check();
    await page.getByText("Searched by meaning only.").waitFor();
    await expect.poll(() => place(page).get("mode")).toBe("semantic");
    expect(await page.getByRole("rowheader", { name: /^Words/ }).count()).toBe(0);
    await page
      .getByText(/^Matches in meaning: (?:\w+ )?closest in meaning\.$/)
      .first()
      .waitFor();
  });

  it("says how much age takes off if age counts, and which other report a hit represents", async () => {
    const page = await openStudio(explaining("kim putin summit", { recency: "1" }));
    const summit = hit(page, SUMMIT.title);
    await summit.getByText(/^Ranked lower for its age \(−\d+ %\); the score stays the same\.$/).waitFor();
    await summit.getByText("Also represents:").waitFor();
    await summit.getByRole("link", { name: OTHER_REPORT }).waitFor();
    await page.getByRole("radio", { name: "Not at all" }).check();
    await page
      .getByText(/^Ranked lower for its age/)
      .first()
      .waitFor({ state: "detached" });
    await expect.poll(() => place(page).has("recency")).toBe(false);
  });

  it("goes back and forward between queries", async () => {
    const page = await openStudio(explaining(GRAIN));
    await heading(page, 2, /2 articles found/).waitFor();
    await queryField(page).fill(UNANSWERED);
    await queryField(page).press("Enter");
    await heading(page, 2, /^No articles found/).waitFor();
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Draft" }).click();
    await heading(page, 1, "Check a draft").waitFor();
    await page.goBack();
    await heading(page, 2, /^No articles found/).waitFor();
    await expect.poll(() => queryField(page).inputValue()).toBe(UNANSWERED);
    await page.goBack();
    await heading(page, 2, /2 articles found/).waitFor();
    await expect.poll(() => queryField(page).inputValue()).toBe(GRAIN);
    await page.goForward();
    await heading(page, 2, /^No articles found/).waitFor();
  });

  it("shows that it is loading, and displays only the last response", async () => {
    const page = await openStudio(explaining(""));
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route("**/v1/search?q=volcano*", async (route) => {
      await held;
      // Fails if the page has aborted this request by now, as it should have.
      await route.continue().catch(() => undefined);
    });
    await queryField(page).fill("volcano");
    await queryField(page).press("Enter");
    await page.locator("[aria-busy=true]").waitFor();
    await expect.poll(() => page.getByRole("status").textContent()).toBe("Loading…");
    await queryField(page).fill(GRAIN);
    await queryField(page).press("Enter");
    await heading(page, 2, /2 articles found/).waitFor();
    release();
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await page.getByRole("heading", { level: 2 }).first().textContent()).toContain(GRAIN);
    expect(await page.locator("[aria-busy=true]").count()).toBe(0);
  });

  it("shows the server's message if a request fails, and tries again", async () => {
    const page = await openStudio("", { expected: [/503/] });
    await page.route("**/v1/search?*", failing);
    await queryField(page).fill(GRAIN);
    await queryField(page).press("Enter");
    await page.getByRole("alert").getByText(FAILURE).waitFor();
    await page.unroute("**/v1/search?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await heading(page, 2, /2 articles found/).waitFor();
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  });
});

describe("comparing two lists", () => {
  const column = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
  const titlesIn = (page: Page, name: string): Promise<string[]> =>
    column(page, name).getByRole("heading", { level: 4 }).allTextContents();

  it("offers the newest articles, and links each of them to its lists", async () => {
    const page = await openStudio("?view=compare");
    const offered = page.getByRole("region", { name: "Or pick one of the newest" });
    await offered.waitFor();
    await expect.poll(() => offered.getByRole("heading", { level: 3 }).count()).toBe(12);
    const link = offered.getByRole("link").first();
    const title = (await link.textContent()) ?? "";
    await link.click();
    await page.getByRole("article", { name: title }).waitFor();
    await expect.poll(() => page.title()).toBe(`${title} compared – Studio – Backstory`);
    expect(await titlesIn(page, "Newest first")).not.toContain(title);
    await page.goBack();
    await offered.waitFor();
  });

  it("finds the article by words", async () => {
    const page = await openStudio("?view=compare");
    await page.getByRole("searchbox", { name: "Which article?" }).fill("Panmunjom");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("region", { name: "Closest to “Panmunjom”" }).waitFor();
    await expect.poll(() => place(page).get("find")).toBe("Panmunjom");
    await page.getByRole("link", { name: PANMUNJOM.title }).click();
    await page.getByRole("article", { name: PANMUNJOM.title }).waitFor();
    await expect.poll(() => place(page).get("article")).toBe(PANMUNJOM.id);
  });

  it("shows the newest next to what is related, equally many, with why and how far apart in time", async () => {
    const page = await openStudio(comparing(SUMMIT.id));
    await page.getByRole("article", { name: SUMMIT.title }).waitFor();
    const [newest, related] = [await titlesIn(page, "Newest first"), await titlesIn(page, "Backstory")];
    expect([newest.length, related.length]).toEqual([5, 5]);
    const answer = await page.request.get(`${open.url}/v1/articles?limit=5`);
    const { hits: articles } = (await answer.json()) as { hits: { title: string }[] };
    expect(newest).toEqual(articles.map(({ title }) => title));
    expect(related).toContain(PANMUNJOM.title);
    await heading(page, 2, "None of the 5 newest articles is among the related ones").waitFor();
    const panmunjom = hit(page, PANMUNJOM.title);
    await panmunjom.getByText("2 months later").waitFor();
    await panmunjom
      .getByText(/^Also tagged “diplomacy”, “nuclear” and “leadership” and also in “World”\.$/)
      .waitFor();
    await panmunjom.getByText(/^Ranked lower: 2 months apart \(−\d+ %\)\.$/).waitFor();
    await panmunjom.getByText(`All figures of ${PANMUNJOM.title}`).click();
    await panmunjom.getByRole("row", { name: /^= relevance/ }).waitFor();
  });

  it("limits the newest to the article's section, at a separate URL", async () => {
    const page = await openStudio(comparing(SUMMIT.id));
    await column(page, "Newest first").getByRole("link", { name: "Only World" }).click();
    await expect.poll(() => place(page).get("newest")).toBe("section");
    await column(page, "Newest first").getByRole("link", { name: "Whole archive" }).waitFor();
    await expect
      .poll(() => column(page, "Newest first").locator(".section").allTextContents())
      .toEqual(Array(5).fill("World"));
  });

  it("marks articles that are in both lists", async () => {
    const page = await openStudio("");
    // As if the article had just been published: the newest are those from its time.
    await page.route("**/v1/articles?*", async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as { hits: unknown[] };
      const panmunjom = await (await route.fetch({ url: `${open.url}/v1/articles/${PANMUNJOM.id}` })).json();
      await route.fulfill({ response, json: { ...body, hits: [panmunjom, ...body.hits] } });
    });
    await page.goto(`${open.url}/studio${comparing(SUMMIT.id)}`);
    await heading(page, 2, "1 of the 5 newest articles is in both lists").waitFor();
    await expect.poll(() => page.getByText("In both lists", { exact: true }).count()).toBe(2);
  });

  it("shows the server's message if there is no such article, and lets another one be chosen", async () => {
    const page = await openStudio("?view=compare&article=never-written", { expected: [/404/] });
    await page.getByText('No published article has the id "never-written".').waitFor();
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await page.getByRole("searchbox", { name: "Which article?" }).fill("Panmunjom");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: PANMUNJOM.title }).waitFor();
  });
});

describe("checking a draft", () => {
  it("lists what was published before, and keeps the text out of URLs and storage", async () => {
    const page = await openStudio("?view=draft");
    await heading(page, 2, "Earlier coverage will appear here").waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await typeDraft(page, DRAFT, "Ships leave Odesa");
    await page.getByRole("textbox", { name: "Text" }).press("ControlOrMeta+Enter");
    await heading(page, 2, /^\d+ articles on this$/).waitFor();
    await expect.poll(() => hits(page).allTextContents()).toContain(GRAIN_DEAL);
    await hit(page, GRAIN_DEAL).getByText("22 July 2022").waitFor();
    await hit(page, GRAIN_DEAL)
      .getByText(/^Score \d+ %/)
      .waitFor();
    await expect.poll(() => page.url()).toBe(`${open.url}/studio?view=draft`);
    expect(asked.filter((url) => /Odesa|grain/i.test(url))).toEqual([]);
    const stored = await page.evaluate(() => [
      ...[localStorage.length, sessionStorage.length, document.cookie.length],
      history.state,
    ]);
    expect(stored).toEqual([0, 0, 0, null]);
  });

  it("lists it in chronological order, grouped by year", async () => {
    const page = await openStudio("?view=draft");
    await typeDraft(page, DRAFT);
    await findCoverage(page);
    await heading(page, 2, /on this$/).waitFor();
    await page.getByRole("radio", { name: "Time" }).check();
    await heading(page, 3, "2022").waitFor();
    const days = await page
      .getByRole("main")
      .locator("time")
      .evaluateAll((times) => times.map((time) => time.getAttribute("datetime")));
    expect(days.length).toBeGreaterThan(2);
    expect(days).toEqual(days.toSorted().reverse());
  });

  it("keeps the draft and its result while the operator looks elsewhere", async () => {
    const page = await openStudio("?view=draft");
    await typeDraft(page, DRAFT);
    await findCoverage(page);
    await page.getByRole("link", { name: GRAIN_DEAL }).click();
    await page.getByRole("article", { name: GRAIN_DEAL }).waitFor();
    await page.goBack();
    await heading(page, 2, /on this$/).waitFor();
    await expect.poll(() => page.getByRole("textbox", { name: "Text" }).inputValue()).toBe(DRAFT);
  });

  it("says so if there is no text, no earlier coverage, or too much text", async () => {
    const page = await openStudio("?view=draft", { expected: [/413|400/] });
    await findCoverage(page);
    await page.getByRole("alert").getByText("Paste your text first.").waitFor();
    await typeDraft(page, "Knitting patterns for mittens in four colours of wool.");
    await findCoverage(page);
    await heading(page, 2, "No earlier coverage found").waitFor();
    await typeDraft(page, "word ".repeat(5000));
    await findCoverage(page);
    await page
      .getByRole("alert")
      .getByText(/have \d+ characters; the limit is 20000/)
      .waitFor();
    await typeDraft(page, "\u0001");
    await findCoverage(page);
    await page
      .getByRole("alert")
      .getByText(/^`draft\.text` must be text /)
      .waitFor();
    await typeDraft(page, DRAFT);
    await findCoverage(page);
    await hit(page, GRAIN_DEAL).waitFor();
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  });
});

describe("with keys", () => {
  const expected = [/401|403/];
  const keyField = (page: Page): Locator => page.getByLabel("Private key");

  async function enterKey(page: Page, key: string): Promise<void> {
    await keyField(page).fill(key);
    await page.getByRole("button", { name: "Open" }).click();
  }

  it("asks for one, says which are not accepted, and continues at its URL", async () => {
    const page = await openStudio(explaining(GRAIN), { server: keyed, expected });
    await heading(page, 1, "This page needs a key").waitFor();
    expect(await keyField(page).getAttribute("type")).toBe("password");
    await page.getByText(/^Kept until you close this tab/).waitFor();
    for (const [wrong, problem] of [
      ["not-a-key", "This key is not accepted."],
      ["ключ", "This key is not accepted."],
      [PUBLIC_KEY, "That is a public key."],
    ] as const) {
      await enterKey(page, wrong);
      await page.getByRole("alert").getByText(problem).waitFor();
      await expect.poll(() => keyField(page).getAttribute("aria-invalid")).toBe("true");
    }
    await enterKey(page, PRIVATE_KEY);
    await heading(page, 2, /2 articles found/).waitFor();
    await expect.poll(() => Object.fromEntries(place(page))).toEqual({ view: "explain", q: GRAIN });
  });

  it("keeps it for the tab, out of any URL, and sends it as a header", async () => {
    const page = await openStudio("?view=draft", { server: keyed, expected });
    const sent: [string, string | undefined][] = [];
    page.on("request", (request) => {
      if (request.url().includes("/v1/")) sent.push([request.url(), request.headers().authorization]);
    });
    await enterKey(page, PRIVATE_KEY);
    await typeDraft(page, DRAFT);
    await findCoverage(page);
    await hit(page, GRAIN_DEAL).waitFor();
    await page.goto(`${keyed.url}/studio${comparing(SUMMIT.id)}`);
    await page.getByRole("article", { name: SUMMIT.title }).waitFor();
    await page.reload();
    await page.getByRole("article", { name: SUMMIT.title }).waitFor();
    expect(sent.length).toBeGreaterThan(6);
    for (const [url, header] of sent) {
      expect(url).not.toContain(PRIVATE_KEY);
      expect(header).toBe(`Bearer ${PRIVATE_KEY}`);
    }
    expect(page.url()).not.toContain(PRIVATE_KEY);
    const other = await page.context().newPage();
    await other.goto(`${keyed.url}/studio`);
    await heading(other, 1, "This page needs a key").waitFor();
  });

  it("reads it from its URL, removes it there, and forgets it on request", async () => {
    const page = await openStudio(`?view=explain&key=${PRIVATE_KEY}&q=summit`, { server: keyed, expected });
    await heading(page, 2, /articles found for “summit”/).waitFor();
    await expect.poll(() => page.url()).toBe(`${keyed.url}/studio?view=explain&q=summit`);
    await page.getByRole("button", { name: "Forget key" }).click();
    await heading(page, 1, "This page needs a key").waitFor();
    await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(await page.getByRole("button", { name: "Forget key" }).count()).toBe(0);
    await page.reload();
    await heading(page, 1, "This page needs a key").waitFor();
  });

  it("refuses a wrong one from its URL, and says so", async () => {
    const page = await openStudio("?key=ключ", { server: keyed, expected });
    await page.getByRole("alert").getByText("This key is not accepted.").waitFor();
    await page.goto(`${keyed.url}/studio?key=${PUBLIC_KEY}`);
    await page.getByRole("alert").getByText("That is a public key.").waitFor();
    await expect.poll(() => page.url()).toBe(`${keyed.url}/studio`);
  });

  it("asks again when a key is no longer accepted", async () => {
    const page = await openStudio(`?key=${PRIVATE_KEY}`, { server: keyed, expected });
    await queryField(page).waitFor();
    await page.route("**/v1/search?*", (route) =>
      route.continue({ headers: { authorization: "Bearer old" } }),
    );
    await queryField(page).fill(GRAIN);
    await queryField(page).press("Enter");
    await heading(page, 1, "This page needs a key").waitFor();
    await page.getByRole("alert").getByText("This key is not accepted.").waitFor();
    await page.unroute("**/v1/search?*");
    await enterKey(page, PRIVATE_KEY);
    await heading(page, 2, /2 articles found/).waitFor();
  });
});

describe("the page", () => {
  it("marks the current view, and links to each with the keyboard alone", async () => {
    const page = await openStudio();
    await queryField(page).waitFor();
    const views = page.getByRole("navigation", { name: "Views" });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
    for (const [name, title] of [
      ["Compare", "Compare two lists"],
      ["Draft", "Check a draft"],
      ["Explain", "Explain a search"],
    ] as const) {
      await views.getByRole("link", { name }).focus();
      await page.keyboard.press("Enter");
      await heading(page, 1, title).waitFor();
      await expect.poll(() => views.locator("[aria-current=page]").allTextContents()).toEqual([name]);
      await expect
        .poll(() => heading(page, 1, title).evaluate((node) => node === document.activeElement))
        .toBe(true);
    }
  });

  it("is not indexed by search engines", async () => {
    const page = await openStudio();
    const answer = await page.request.get(page.url());
    expect(answer.headers()["x-robots-tag"]).toBe("noindex");
    expect(await page.locator("meta[name=robots]").getAttribute("content")).toBe("noindex");
  });

  it("says that the server can't be reached, and continues once it can", async () => {
    const page = await openStudio("?view=draft", { expected: [/ERR_FAILED/] });
    await heading(page, 1, "Check a draft").waitFor();
    await page.route("**/studio?*", (route) =>
      route.request().isNavigationRequest() ? route.continue() : route.fallback(),
    );
    await page.route("**/studio", (route) =>
      route.request().isNavigationRequest() ? route.continue() : route.abort(),
    );
    await page.reload();
    await page.getByRole("alert").getByText("Can’t reach the server.").waitFor();
    await page.unroute("**/studio");
    await page.getByRole("button", { name: "Try again" }).click();
    await heading(page, 1, "Check a draft").waitFor();
  });

  it(
    "treats queries, ids, words and drafts as text, never as markup",
    async () => {
      const page = await openStudio("", { expected: [/404|400/] });
      const harm: string[] = [];
      await page.exposeFunction("__xss", (which: unknown) => harm.push(`a script ran (${String(which)})`));
      page.on("request", (request) => {
        if (new URL(request.url()).origin !== open.url) harm.push(`a request to ${request.url()}`);
      });
      const strange = "main :is(script, img, svg, iframe, object, embed, style, math, base, meta, link)";
      const answered = () => page.locator(".answer, [role=alert]").first().waitFor();
      const shows = async (text: string) => {
        const part = text.replace(/\s+/g, " ").trim().slice(0, 20);
        expect((await page.getByRole("main").textContent())?.replace(/\s+/g, " ")).toContain(part);
      };
      for (const text of XSS_TEXTS.filter((_, number) => number % 8 === 0).map((one) => one.toWellFormed())) {
        await page.goto(`${open.url}/studio${explaining(text, { threshold: "0" })}`);
        await answered();
        await shows(text);
        await page.goto(`${open.url}/studio?${new URLSearchParams({ view: "compare", find: text })}`);
        await answered();
        expect(await page.locator(strange).count()).toBe(0);
        await page.goto(`${open.url}/studio?view=draft`);
        await typeDraft(page, `${text} ${DRAFT}`, text);
        await findCoverage(page);
        await answered();
        expect(await page.locator(strange).count()).toBe(0);
      }
      for (const url of XSS_URLS) {
        await page.goto(
          `${open.url}/studio?${new URLSearchParams({ view: "compare", article: url, mode: url })}`,
        );
        await answered();
      }
      expect(harm).toEqual([]);
    },
    LONG_MS,
  );

  it("treats the archive's content as text, and links only to the web", async () => {
    const page = await openStudio();
    const title = "<img src=x onerror=alert(1)> & <b>bold</b>";
    for (const [url, links] of [
      ["javascript://news.example/%0Aalert(1)", 0],
      ["https://news.example/a", 1],
    ] as const) {
      await page.route(`**/v1/articles/${SUMMIT.id}`, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), title, summary: title, url } });
      });
      await page.goto(`${open.url}/studio${comparing(SUMMIT.id)}`);
      await page.getByRole("article", { name: title }).waitFor();
      expect(await page.getByRole("main").locator("img, b").count()).toBe(0);
      expect(await page.getByRole("link", { name: "Read the original" }).count()).toBe(links);
      await page.unroute(`**/v1/articles/${SUMMIT.id}`);
    }
  });
});

/** How to reach every state, and what shows that it is reached. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  explain: async (page) => {
    await page.goto(`${open.url}/studio`);
    await page.getByRole("term").first().waitFor();
  },
  explained: async (page) => {
    await page.goto(
      `${open.url}/studio${explaining("kim putin summit", { recency: "0.3", threshold: "0" })}`,
    );
    await heading(page, 2, "Below the threshold").waitFor();
    await hit(page, SUMMIT.title).getByText(`All figures of ${SUMMIT.title}`).click();
    await page.getByRole("link", { name: OTHER_REPORT }).waitFor();
  },
  unanswered: async (page) => {
    await page.goto(`${open.url}/studio${explaining(UNANSWERED)}`);
    await heading(page, 2, "Below the threshold").waitFor();
  },
  nothing: async (page) => {
    await page.goto(`${open.url}/studio${explaining("qwxzvbrt".repeat(12), { mode: "keyword" })}`);
    await page.getByText("Nothing else in the archive comes close.").waitFor();
  },
  choose: async (page) => {
    await page.goto(`${open.url}/studio?view=compare`);
    await page.getByRole("region", { name: "Or pick one of the newest" }).waitFor();
  },
  compared: async (page) => {
    await page.goto(`${open.url}/studio${comparing(SUMMIT.id)}`);
    await heading(page, 4, PANMUNJOM.title).waitFor();
  },
  "no-article": async (page) => {
    await page.goto(`${open.url}/studio?view=compare&article=never-written`);
    await page.getByRole("alert").waitFor();
  },
  draft: async (page) => {
    await page.goto(`${open.url}/studio?view=draft`);
    await heading(page, 2, "Earlier coverage will appear here").waitFor();
  },
  coverage: async (page) => {
    await page.goto(`${open.url}/studio?view=draft`);
    await typeDraft(page, DRAFT, "Ships leave Odesa");
    await findCoverage(page);
    await heading(page, 2, /on this$/).waitFor();
  },
  timeline: async (page) => {
    await page.goto(`${open.url}/studio?view=draft`);
    await typeDraft(page, DRAFT);
    await page.getByRole("radio", { name: "Time" }).check();
    await findCoverage(page);
    await heading(page, 3, "2022").waitFor();
  },
  "nothing-new": async (page) => {
    await page.goto(`${open.url}/studio?view=draft`);
    await typeDraft(page, "Knitting patterns for mittens in four colours of wool.");
    await findCoverage(page);
    await heading(page, 2, "No earlier coverage found").waitFor();
  },
  /** No request is answered from here on, until the next state sets up its own responses. */
  loading: async (page) => {
    await page.route("**/v1/**", () => undefined);
    await page.goto(`${open.url}/studio${comparing(SUMMIT.id)}`);
    await page.locator("[aria-busy=true] .skeleton").waitFor();
  },
  error: async (page) => {
    await page.route("**/v1/**", failing);
    await page.goto(`${open.url}/studio${explaining(GRAIN)}`);
    await page.getByRole("alert").waitFor();
    await page.unroute("**/v1/**");
  },
  key: async (page) => {
    await page.goto(`${keyed.url}/studio`);
    await page.getByLabel("Private key").waitFor();
  },
  "wrong-key": async (page) => {
    await page.goto(`${keyed.url}/studio?key=${PUBLIC_KEY}`);
    await page.getByRole("alert").getByText("That is a public key.").waitFor();
  },
  "held-key": async (page) => {
    await page.goto(`${keyed.url}/studio?key=${PRIVATE_KEY}`);
    await page.getByRole("button", { name: "Forget key" }).waitFor();
  },
};

/** Where the screenshots go: they are for people to look at. */
const folder = process.env.BACKSTORY_SCREENSHOTS ?? "build/screenshots";

describe("every state", () => {
  const devices: Readonly<Record<string, BrowserContextOptions>> = {
    phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    desktop: { viewport: { width: 1280, height: 900 } },
    wide: { viewport: { width: 1600, height: 1000 } },
  };
  const expected = [/401|403|404|503/];

  for (const colorScheme of ["light", "dark"] as const) {
    for (const [name, device] of Object.entries(devices)) {
      // The wide view looks the same as the desktop in dark mode.
      if (name === "wide" && colorScheme === "dark") continue;
      it(
        `is accessible in ${colorScheme} mode on a ${name}, with a screenshot`,
        async () => {
          await mkdir(folder, { recursive: true });
          const page = await openStudio("", { options: { ...device, colorScheme }, expected });
          for (const [state, lead] of Object.entries(STATES)) {
            await lead(page);
            if (isForAxe(colorScheme, name)) await expectAccessible(page, `${state} on a ${name}`);
            const path = join(folder, `studio-${state}-${name}-${colorScheme}.png`);
            await page.screenshot({ path, fullPage: true });
          }
        },
        LONG_MS,
      );
    }
  }

  it("makes the check report which rule is violated, and where", async () => {
    const page = await openStudio("?view=draft");
    await heading(page, 1, "Check a draft").waitFor();
    await page.getByRole("button", { name: "Find earlier coverage" }).evaluate((button) => {
      button.textContent = "";
    });
    await expect(expectAccessible(page, "a button without a name")).rejects.toThrow(
      /button-name: .*<button/s,
    );
  });

  // 1280 pixels at 400 %, and narrower than any phone.
  it(
    "fits 320 pixels without scrolling sideways, with its figures expanded",
    async () => {
      const page = await openStudio("", { options: { viewport: { width: 320, height: 640 } }, expected });
      for (const [state, lead] of Object.entries(STATES)) {
        await lead(page);
        await page.locator("details").evaluateAll((all) => {
          for (const one of all) one.setAttribute("open", "");
        });
        // An element's screenshot stays inside the page. Space reserved for a scroll bar is not needed.
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(needed, state).toBeGreaterThan(0);
        expect(needed, state).toBeLessThanOrEqual(320);
      }
    },
    LONG_MS,
  );

  it("moves nothing for readers who prefer less motion, and shows scores without the page's colours", async () => {
    const options = { reducedMotion: "reduce", forcedColors: "active" } as const;
    const page = await openStudio("", { options, expected });
    await STATES.loading?.(page);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.unroute("**/v1/**");
    await STATES.explained?.(page);
    const seen = await page
      .locator(".level")
      .first()
      .evaluate((level) => {
        const ground = (node: Element | null) => getComputedStyle(node ?? level).backgroundColor;
        return [ground(level), ground(document.body)];
      });
    expect(seen[0]).not.toBe(seen[1]);
  });
});
