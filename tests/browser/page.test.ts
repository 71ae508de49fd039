// The search page in a real browser against the real function with the sample archive. Only answers that the
// function does not give by itself (a failure, a slow one, an address of another scheme) are put in its mouth.
// One long file, since a server and a browser are started for each.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page, Request, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { type DevServer, startDevServer } from "../support/dev-server.ts";

/** Two reports on the summit: the second stands for both in a list. */
const FIRST_REPORT = {
  id: "2019-04-25-kim-putin-vladivostok-talks",
  title: "Kim and Putin hold first talks in Vladivostok",
};
const VLADIVOSTOK = {
  id: "2019-04-26-putin-kim-security-guarantees-agency",
  title: "Russia says North Korea needs guarantees as leaders meet in Far East",
};
const SINGAPORE = "Trump and North Korean leader sign pledge at Singapore meeting";
const TREATY = "Russia and North Korea sign mutual defence pact";
const NONSENSE = "qwxzvbrt";
const UNANSWERED = "kubernetes ingress controller yaml syntax";
const FAILURE = "The archive is being replaced. Ask again in a moment.";

let server: DevServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDevServer(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page at `query`; what it reports as an error beyond `expected` fails the test. */
async function openPage(
  query = "",
  options: BrowserContextOptions = {},
  expected: readonly RegExp[] = [],
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (!expected.some((pattern) => pattern.test(message.text()))) errors.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(`${server.url}/${query}`);
  return page;
}

const heading = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const titles = (page: Page): Locator =>
  page.getByRole("main").getByRole("heading", { level: 2 }).getByRole("link");
const searchField = (page: Page): Locator =>
  page.getByRole("search").getByRole("searchbox", { name: "Search the archive" });
const related = (page: Page): Locator => page.getByRole("region", { name: "Related coverage" });
const headingReads = (page: Page, text: string): Promise<void> =>
  page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();

async function address(page: Page): Promise<URLSearchParams> {
  return new URL(page.url()).searchParams;
}

/** The function's own answer with parts of it replaced. */
async function alter(route: Route, change: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, json: { ...(await response.json()), ...change } });
}

const failing = (route: Route): Promise<void> =>
  route.fulfill({
    status: 503,
    headers: { "Retry-After": "30" },
    json: { message: FAILURE, code: "index_unavailable", type: "internal", link: null, requestId: "0" },
  });

describe("the search page", () => {
  it("opens with the newest articles, the newest one first", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    const days = await page
      .getByRole("main")
      .locator("time")
      .evaluateAll((times) => times.map((time) => time.getAttribute("datetime")));
    expect(days).toHaveLength(10);
    expect(days).toEqual(days.toSorted().reverse());
    expect(await page.title()).toBe("Backstory");
  });

  it("finds articles for a submitted query and marks its words in the excerpts", async () => {
    const page = await openPage();
    await searchField(page).fill("Putin meets Kim in Vladivostok");
    await page.getByRole("button", { name: "Search" }).click();
    await headingReads(page, "Results for “Putin meets Kim in Vladivostok”");
    expect(await titles(page).allTextContents()).toContain(VLADIVOSTOK.title);
    expect(await page.locator("mark").allTextContents()).toContain("Vladivostok");
    expect(await page.getByRole("status").textContent()).toMatch(/^(?:10 of )?\d+ articles$/);
    expect((await address(page)).get("q")).toBe("Putin meets Kim in Vladivostok");
    expect(await page.title()).toBe("Putin meets Kim in Vladivostok – Backstory");
  });

  it("searches while the reader types, in one step of the history", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    await searchField(page).pressSequentially("suez");
    await headingReads(page, "Results for “suez”");
    await searchField(page).pressSequentially(" canal");
    await headingReads(page, "Results for “suez canal”");
    await expect
      .poll(() => searchField(page).evaluate((field) => field === document.activeElement))
      .toBe(true);
    await page.goBack();
    await headingReads(page, "Latest");
    expect(await searchField(page).inputValue()).toBe("");
  });

  it("leads from a result to the article and from there to what came before and after it", async () => {
    const page = await openPage("?q=kim+putin+vladivostok+summit");
    await page.getByRole("link", { name: VLADIVOSTOK.title }).click();
    await headingReads(page, VLADIVOSTOK.title);
    expect((await address(page)).get("article")).toBe(VLADIVOSTOK.id);
    expect(await page.title()).toBe(`${VLADIVOSTOK.title} – Backstory`);
    expect(await heading(page).evaluate((node) => node === document.activeElement)).toBe(true);

    // The summits before Vladivostok and the treaty after it: the piece's backstory, in the order of time.
    await related(page).getByRole("link", { name: TREATY }).waitFor();
    const order = await related(page).locator("h3, .headline").allTextContents();
    const at = (text: string) => order.indexOf(text);
    expect(at("Earlier")).toBe(0);
    expect(at(SINGAPORE)).toBeGreaterThan(at("Earlier"));
    expect(at("This article")).toBeGreaterThan(at(SINGAPORE));
    expect(at("Later")).toBeGreaterThan(at("This article"));
    expect(at(TREATY)).toBeGreaterThan(at("Later"));

    await related(page).getByRole("link", { name: SINGAPORE }).click();
    await headingReads(page, SINGAPORE);
    await page.goBack();
    await headingReads(page, VLADIVOSTOK.title);
    await page.goBack();
    await headingReads(page, "Results for “kim putin vladivostok summit”");
    await page.goForward();
    await headingReads(page, VLADIVOSTOK.title);
  });

  it("gives dates in the site's time zone and not in the reader's", async () => {
    const page = await openPage("", { timezoneId: "America/Los_Angeles" });
    await headingReads(page, "Latest");
    const time = page.getByRole("main").locator("time").first();
    const moment = new Date((await time.getAttribute("datetime")) ?? "");
    const dayIn = (timeZone: string) =>
      new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone }).format(moment);
    expect(await time.textContent()).toBe(dayIn("UTC"));
    // The newest article of the sample is dated after 10:00 in UTC, which is the next day on Kiritimati.
    await page.route("**/", async (route) => {
      const response = await route.fetch();
      const html = (await response.text()).replace(
        'data-time-zone="UTC"',
        'data-time-zone="Pacific/Kiritimati"',
      );
      await route.fulfill({ response, body: html });
    });
    await page.reload();
    await headingReads(page, "Latest");
    expect(dayIn("Pacific/Kiritimati")).not.toBe(dayIn("UTC"));
    expect(await time.textContent()).toBe(dayIn("Pacific/Kiritimati"));
  });

  it("shows what is related to an article without a date in one list, with the dates there are", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    await page.route(`**/v1/articles/${VLADIVOSTOK.id}`, (route) => alter(route, { publishedAt: null }));
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await related(page).getByRole("link").first().waitFor();
    expect(await related(page).locator("h3").allTextContents()).toEqual([]);
    const links = await related(page).getByRole("link").count();
    expect(await related(page).locator("time").count()).toBe(links);
  });

  it("shows related articles in the order of their dates", async () => {
    const page = await openPage(`?article=${VLADIVOSTOK.id}`);
    await related(page).getByRole("link").first().waitFor();
    const days = await related(page)
      .locator("time")
      .evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""));
    // The related ones and the article itself.
    expect(days.length).toBeGreaterThan(3);
    expect(days).toEqual(days.toSorted());
  });

  it("searches anew when another mode is chosen, and goes back to the former one", async () => {
    const page = await openPage("?q=vladivostok");
    await headingReads(page, "Results for “vladivostok”");
    const asked = page.waitForRequest(
      (request) => new URL(request.url()).searchParams.get("mode") === "keyword",
    );
    await page.getByRole("radio", { name: "Keyword" }).check();
    await asked;
    expect((await address(page)).get("mode")).toBe("keyword");
    // Few articles hold the word; by meaning, every article is some way off.
    await expect.poll(() => page.getByRole("status").textContent()).toMatch(/^\d articles?$/);
    await page.goBack();
    await expect.poll(() => page.getByRole("radio", { name: "Hybrid" }).isChecked()).toBe(true);
    expect((await address(page)).has("mode")).toBe(false);
  });

  it("adds more results on request and keeps them on the way back", async () => {
    const page = await openPage("?q=election&nearest=1");
    await headingReads(page, "Nearest to “election”");
    await page.getByRole("button", { name: "More results" }).click();
    await expect.poll(() => titles(page).count()).toBe(20);
    const shown = await titles(page).allTextContents();
    expect(new Set(shown).size).toBe(20);
    expect(
      await titles(page)
        .nth(10)
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
    await titles(page).nth(15).click();
    await headingReads(page, shown[15] ?? "");
    await page.goBack();
    await headingReads(page, "Nearest to “election”");
    expect(await titles(page).allTextContents()).toEqual(shown);
    await expect
      .poll(() =>
        titles(page)
          .nth(15)
          .evaluate((node) => {
            const { top, bottom } = node.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
          }),
      )
      .toBe(true);
  });

  it("says that nothing is relevant and shows the nearest articles all the same on request", async () => {
    const page = await openPage(`?q=${encodeURIComponent(UNANSWERED)}`);
    await headingReads(page, "Nothing relevant found");
    await page.getByText(`No article answers “${UNANSWERED}”.`).waitFor();
    expect(await page.getByRole("status").textContent()).toBe("0 articles");
    await page.getByRole("link", { name: "Show the nearest articles all the same" }).click();
    await headingReads(page, `Nearest to “${UNANSWERED}”`);
    expect(await titles(page).count()).toBe(10);
    expect((await address(page)).get("nearest")).toBe("1");
    await page.goBack();
    await headingReads(page, "Nothing relevant found");
    await page.goForward();
    await headingReads(page, `Nearest to “${UNANSWERED}”`);
    // A new question is asked for what is relevant.
    await searchField(page).fill("kim putin vladivostok summit");
    await headingReads(page, "Results for “kim putin vladivostok summit”");
    expect((await address(page)).has("nearest")).toBe(false);
  });

  it("names the other version of a report below the one it shows", async () => {
    const page = await openPage("?q=kim+putin+vladivostok+summit");
    await headingReads(page, "Results for “kim putin vladivostok summit”");
    const entry = page.getByRole("listitem").filter({ hasText: VLADIVOSTOK.title });
    await entry.getByText(/^Also: /).waitFor();
    await entry.getByRole("link", { name: FIRST_REPORT.title }).click();
    await headingReads(page, FIRST_REPORT.title);
    expect((await address(page)).get("article")).toBe(FIRST_REPORT.id);
  });

  it("says that nothing was found and offers the search by meaning", async () => {
    const page = await openPage(`?q=${NONSENSE}&mode=keyword`);
    await headingReads(page, "Nothing relevant found");
    await page.getByText(`No article answers “${NONSENSE}”.`).waitFor();
    await page.getByRole("link", { name: "Search by meaning instead" }).click();
    await expect.poll(() => page.getByRole("radio", { name: "Semantic" }).isChecked()).toBe(true);
  });

  it("shows the server's message when a request fails, and tries again", async () => {
    const page = await openPage("", {}, [/503/]);
    await headingReads(page, "Latest");
    await page.route("**/v1/search?*", failing);
    await searchField(page).fill("suez canal");
    await searchField(page).press("Enter");
    expect(await page.getByRole("alert").textContent()).toContain(FAILURE);
    await page.unroute("**/v1/search?*");
    await page.getByRole("button", { name: "Retry" }).click();
    await headingReads(page, "Results for “suez canal”");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("shows an article even when its related coverage can't be had", async () => {
    const page = await openPage("", {}, [/503/]);
    await page.route("**/related?*", failing);
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await headingReads(page, VLADIVOSTOK.title);
    await related(page).getByText(FAILURE).waitFor();
    await page.unroute("**/related?*");
    await related(page).getByRole("button", { name: "Retry" }).click();
    await related(page).getByRole("link", { name: SINGAPORE }).waitFor();
  });

  it("says in the server's words that there is no such article", async () => {
    const page = await openPage("?article=never-written", {}, [/404/]);
    await page.getByText('No published article has the id "never-written".').waitFor();
    expect(await page.getByRole("button", { name: "Retry" }).count()).toBe(0);
    await page.getByRole("main").getByRole("link", { name: "Latest articles" }).click();
    await headingReads(page, "Latest");
  });

  it("shows that it is loading when an answer takes its time, and lets only the last question answer", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const first = "**/v1/search?q=grain*";
    await page.route(first, async (route) => {
      await held;
      // Refused where the page has left this request alone by now, as it should have.
      await route.continue().catch(() => undefined);
    });
    const isFirst = (request: Request) => request.url().includes("q=grain");
    const ended = Promise.race([
      page.waitForEvent("requestfailed", isFirst),
      page.waitForEvent("requestfinished", isFirst),
    ]);
    await searchField(page).fill("grain");
    await page.locator("[aria-busy=true]").waitFor();
    await searchField(page).fill("telescope");
    await headingReads(page, "Results for “telescope”");
    release();
    await ended;
    // Two frames: whatever the page makes of that answer is to be seen by then.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await heading(page).textContent()).toBe("Results for “telescope”");
    expect(await page.locator("[aria-busy=true]").count()).toBe(0);
  });

  it("can be used with the keyboard alone", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    await page.keyboard.press("Tab");
    expect(await focusedName(page)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focusedName(page)).toBe(await titles(page).first().textContent());

    await page.reload();
    await headingReads(page, "Latest");
    for (const name of ["Skip to content", "Backstory", "query"]) {
      await page.keyboard.press("Tab");
      expect(await focusedName(page)).toBe(name);
    }
    await page.keyboard.type("kim putin vladivostok talks");
    await page.keyboard.press("Enter");
    await headingReads(page, "Results for “kim putin vladivostok talks”");
    for (const name of ["Search", "hybrid"]) {
      await page.keyboard.press("Tab");
      expect(await focusedName(page)).toBe(name);
    }
    // The list is replaced when the answer is there: a link that has the focus before that would lose it.
    const answered = page.waitForResponse((response) => response.url().includes("mode=keyword"));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.url()).toContain("mode=keyword");
    await (await answered).finished();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await headingReads(page, "Results for “kim putin vladivostok talks”");
    await expect.poll(() => titles(page).first().textContent()).toBe(VLADIVOSTOK.title);
    expect(await page.locator("[aria-busy=true]").count()).toBe(0);
    await page.keyboard.press("Tab");
    expect(await focusedName(page)).toBe(VLADIVOSTOK.title);
    await page.keyboard.press("Enter");
    await headingReads(page, VLADIVOSTOK.title);
    expect(await heading(page).evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it("leaves clicks with a modifier to the browser, and opens the article under the link's address", async () => {
    const page = await openPage("?q=suez+canal");
    const link = titles(page).first();
    const title = (await link.textContent()) ?? "";
    // The window hears of a click last. Whether a headless browser opens a tab then is not the page's doing.
    const handled = page.evaluate(
      () =>
        new Promise((resolve) =>
          addEventListener("click", (event) => {
            resolve(event.defaultPrevented);
            event.preventDefault();
          }),
        ),
    );
    await link.click({ modifiers: ["ControlOrMeta"] });
    expect(await handled).toBe(false);
    expect(await heading(page).textContent()).toBe("Results for “suez canal”");
    await page.goto((await link.getAttribute("href")) ?? "");
    await headingReads(page, title);
  });

  it("links to the original of an article only where that is an address of the web", async () => {
    const page = await openPage();
    const original = page.getByRole("link", { name: "Read the original" });
    const pattern = `**/v1/articles/${VLADIVOSTOK.id}`;
    await page.route(pattern, (route) => alter(route, { url: "https://news.example/vladivostok" }));
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await headingReads(page, VLADIVOSTOK.title);
    expect(await original.getAttribute("href")).toBe("https://news.example/vladivostok");
    expect(await original.getAttribute("rel")).toBe("noopener");
    await page.unroute(pattern);
    await page.route(pattern, (route) => alter(route, { url: "javascript://news.example/%0Aalert(1)" }));
    await page.reload();
    await headingReads(page, VLADIVOSTOK.title);
    expect(await original.count()).toBe(0);
  });

  it("sends the key of its address with every question, in a header, and keeps it out of the address", async () => {
    const page = await openPage();
    const sent: [string, string | undefined][] = [];
    await page.route("**/v1/**", (route) => {
      sent.push([route.request().url(), route.request().headers().authorization]);
      return route.continue();
    });
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}&key=pub-one`);
    await headingReads(page, VLADIVOSTOK.title);
    expect(page.url()).toBe(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await page.reload();
    await headingReads(page, VLADIVOSTOK.title);
    expect(sent.length).toBeGreaterThanOrEqual(4);
    for (const [url, key] of sent) {
      expect(url).not.toContain("pub-one");
      expect(key).toBe("Bearer pub-one");
    }
  });

  it("takes what an archive holds for text, never for markup", async () => {
    const page = await openPage();
    const title = "<img src=x onerror=alert(1)> & <b>bold</b>";
    await page.route(`**/v1/articles/${VLADIVOSTOK.id}`, (route) =>
      alter(route, { title, summary: title, tags: [title] }),
    );
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await headingReads(page, title);
    expect(await page.getByRole("article").locator("img, b").count()).toBe(0);
  });

  it("fits the narrowest phone without scrolling sideways", async () => {
    const page = await openPage("", { viewport: { width: 320, height: 640 } });
    for (const query of [
      "",
      "?q=kim+putin",
      `?article=${VLADIVOSTOK.id}`,
      `?q=${NONSENSE.repeat(20)}&mode=keyword`,
    ]) {
      await page.goto(`${server.url}/${query}`);
      await heading(page).waitFor();
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    }
  });
});

/** What a reader of the focused element would call it: its text, or its id or value where it has none. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const node = document.activeElement;
    if (node instanceof HTMLInputElement) return node.type === "radio" ? node.value : node.id;
    return node?.textContent ?? "";
  });
}

describe("the reference of the API", () => {
  it("is shown with its style sheet, under a policy that it does not break, and without JavaScript", async () => {
    const page = await openPage("docs", { javaScriptEnabled: false });
    await headingReads(page, "API reference");
    const policy = (await page.request.get(page.url())).headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    const ground = await page
      .locator("pre")
      .first()
      .evaluate((node) => getComputedStyle(node).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
  });

  it("leads from its contents and from an error to the place that explains it", async () => {
    const page = await openPage("docs");
    await page.getByRole("navigation").getByRole("link", { name: "/v1/suggest" }).click();
    expect(new URL(page.url()).hash).toBe("#suggest");
    const { link } = await (await page.request.get(`${server.url}/v1/search?limit=0&q=x`)).json();
    await page.goto(`${server.url}${link}`);
    const row = page.getByRole("row", { name: /invalid_…/ });
    await row.waitFor();
    expect(await row.evaluate((node) => node.matches(":target"))).toBe(true);
    expect(await row.evaluate((node) => node.getBoundingClientRect().top)).toBeLessThan(900);
  });

  it("can be reached by keyboard, its first stop being the text", async () => {
    const page = await openPage("docs");
    await page.keyboard.press("Tab");
    expect(await focusedName(page)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  });

  it.each([
    320, 390, 768, 1280, 1920,
  ])("fits a window of %i pixels without scrolling sideways", async (width) => {
    const page = await openPage("docs", { viewport: { width, height: 900 } });
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  });

  it("is in JSON what programs read, from pages of other origins too", async () => {
    const page = await openPage("docs");
    const answer = await page.request.get(`${server.url}/openapi.json`, {
      headers: { Origin: "https://a.example" },
    });
    expect(answer.headers()).toMatchObject({
      "content-type": "application/json",
      "access-control-allow-origin": "*",
    });
    expect(Object.keys((await answer.json()).paths)).toContain("/v1/search");
  });
});

/** Where the pictures go: they are for people to look at. */
const folder = process.env.BACKSTORY_SCREENSHOTS ?? "build/screenshots";

describe("pictures of the search page", () => {
  const devices: Readonly<Record<string, BrowserContextOptions>> = {
    phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    desktop: { viewport: { width: 1280, height: 900 } },
  };
  const views = {
    latest: "",
    results: "?q=first+meeting+of+Kim+and+Putin",
    article: `?article=${VLADIVOSTOK.id}`,
    empty: `?q=${encodeURIComponent(UNANSWERED)}`,
    nearest: `?q=${encodeURIComponent(UNANSWERED)}&nearest=1`,
    error: "?q=unavailable",
    docs: "docs",
    "docs-search": "docs#search",
    "docs-errors": "docs#unknown_parameter",
  };
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [name, device] of Object.entries(devices)) {
      it(`are taken in ${colorScheme} colours on a ${name}`, async () => {
        await mkdir(folder, { recursive: true });
        const page = await openPage("", { ...device, colorScheme }, [/503/]);
        await page.route("**/v1/search?q=unavailable*", failing);
        for (const [view, query] of Object.entries(views)) {
          await page.goto(`${server.url}/${query}`);
          await heading(page).waitFor();
          await page.waitForLoadState("networkidle");
          const path = join(folder, `${view}-${name}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: view === "article" });
        }
      });
    }
  }
});
