// The search page in a real browser against the real Worker with the sample archive. Only responses that the Worker
// would not produce itself (a failure, a slow one, a URL with another scheme) are mocked. The search box and the
// related list by themselves have their own tests.

import type { Browser, Locator, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedBrowser } from "../support/browser.ts";
import { type DevServer, startDevServer } from "../support/dev-server.ts";
import {
  alter,
  FAILURE,
  failing,
  focusedName,
  openWatchedPage,
  type WatchedPageOptions,
} from "../support/watched-page.ts";

/** Two reports on the summit: the second represents both in a list. */
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

let server: DevServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDevServer(), sharedBrowser()]);
});
afterAll(async () => {
  await server?.stop();
});

const openPage = (query = "", options: WatchedPageOptions = {}): Promise<Page> =>
  openWatchedPage(browser, `${server.url}/${query}`, options);

const heading = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const headingReads = (page: Page, text: string): Promise<void> =>
  page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();
const latest = (page: Page): Locator => page.getByRole("heading", { level: 2 }).getByRole("link");
const results = (page: Page): Locator => page.getByRole("region", { name: "Search results" });
/** Titles of the hits; "Also" links do not count. */
const titles = (page: Page): Locator => results(page).locator("[part=title]");
const searchField = (page: Page): Locator => page.getByRole("combobox", { name: "Search the archive" });
const related = (page: Page): Locator => page.getByRole("region", { name: "Related coverage" });
const address = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((node) => node === document.activeElement);
const seesTop = (locator: Locator): Promise<boolean> =>
  locator.evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

describe("the search page", () => {
  it("opens with the latest articles, newest first", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    const days = await page
      .getByRole("main")
      .locator("time")
      .evaluateAll((times) => times.map((time) => time.getAttribute("datetime")));
    expect(days).toHaveLength(10);
    expect(days).toEqual(days.toSorted().reverse());
    await expect.poll(() => page.title()).toBe("Backstory");
  });

  it("shows more of the latest on request, and keeps them when the reader goes back", async () => {
    const page = await openPage();
    await page.getByRole("button", { name: "More articles" }).click();
    await expect.poll(() => latest(page).count()).toBe(20);
    await expect.poll(() => isFocused(latest(page).nth(10))).toBe(true);
    const shown = await latest(page).allTextContents();
    expect(new Set(shown).size).toBe(20);
    await latest(page).nth(15).click();
    await headingReads(page, shown[15] ?? "");
    await page.goBack();
    await headingReads(page, "Latest");
    await expect.poll(() => latest(page).allTextContents()).toEqual(shown);
    await expect.poll(() => seesTop(latest(page).nth(15))).toBe(true);
  });

  it("finds articles for a submitted query, which the heading, the title and the URL name", async () => {
    const page = await openPage();
    await searchField(page).fill("Putin meets Kim in Vladivostok");
    await page.getByRole("button", { name: "Search" }).click();
    await headingReads(page, "Results for “Putin meets Kim in Vladivostok”");
    await expect.poll(() => titles(page).allTextContents()).toContain(VLADIVOSTOK.title);
    await expect.poll(() => address(page).get("q")).toBe("Putin meets Kim in Vladivostok");
    await expect.poll(() => page.title()).toBe("Putin meets Kim in Vladivostok – Backstory");
    await expect.poll(() => latest(page).count()).toBe(0);
  });

  it("searches while the reader types, in a single history entry", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    await searchField(page).pressSequentially("suez");
    await headingReads(page, "Results for “suez”");
    await searchField(page).pressSequentially(" canal");
    await headingReads(page, "Results for “suez canal”");
    await expect.poll(() => focusedName(page)).toBe("Search the archive");
    await page.goBack();
    await headingReads(page, "Latest");
    await expect.poll(() => searchField(page).inputValue()).toBe("");
    await expect.poll(() => titles(page).count()).toBe(0);
  });

  it("shows the latest articles again when the field is cleared", async () => {
    const page = await openPage("?q=suez+canal");
    await headingReads(page, "Results for “suez canal”");
    await searchField(page).fill("");
    await headingReads(page, "Latest");
    await expect.poll(() => page.url()).toBe(`${server.url}/`);
  });

  it("filters the hits by section and year, which the URL names", async () => {
    const page = await openPage("?q=north+korea+summit");
    const box = results(page).page().getByRole("group", { name: "Year" }).getByRole("checkbox");
    await box.first().waitFor();
    const all = await titles(page).count();
    const year = (await box.first().getAttribute("value")) ?? "";
    await box.first().check();
    await expect.poll(() => titles(page).count()).toBeLessThan(all);
    for (const time of await results(page).locator("time").all()) {
      expect(await time.getAttribute("datetime")).toContain(year);
    }
    await expect.poll(() => address(page).get("year")).toBe(year);
    await page.reload();
    await headingReads(page, "Results for “north korea summit”");
    await expect.poll(() => page.getByRole("checkbox", { name: year }).isChecked()).toBe(true);
  });

  it("leads from a result to the article and from there along the timeline of its storyline", async () => {
    const page = await openPage("?q=kim+putin+vladivostok+summit");
    await titles(page).filter({ hasText: VLADIVOSTOK.title }).click();
    await headingReads(page, VLADIVOSTOK.title);
    await expect.poll(() => address(page).get("article")).toBe(VLADIVOSTOK.id);
    await expect.poll(() => page.title()).toBe(`${VLADIVOSTOK.title} – Backstory`);
    await expect.poll(() => isFocused(heading(page))).toBe(true);
    // The box keeps the last query, without its hits.
    await expect.poll(() => searchField(page).inputValue()).toBe("kim putin vladivostok summit");
    await results(page).waitFor({ state: "hidden" });

    // The summits before Vladivostok and the treaty after it: the article's backstory in chronological order.
    await related(page).getByRole("link", { name: TREATY }).waitFor();
    const whole = (await related(page).innerText()).replace(/\s+/g, " ");
    const at = ["Earlier", SINGAPORE, "This article", "Later", TREATY].map((text) => whole.indexOf(text));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);

    await related(page).getByRole("link", { name: SINGAPORE }).click();
    await headingReads(page, SINGAPORE);
    await page.goBack();
    await headingReads(page, VLADIVOSTOK.title);
    await page.goBack();
    await headingReads(page, "Results for “kim putin vladivostok summit”");
    await page.goForward();
    await headingReads(page, VLADIVOSTOK.title);
  });

  it("keeps the loaded results and the reader's position when the reader goes back", async () => {
    const page = await openPage("?q=kubernetes+ingress+controller+yaml+syntax");
    await page.getByRole("button", { name: "Show closest matches anyway" }).click();
    await expect.poll(() => titles(page).count()).toBe(10);
    await page.getByRole("button", { name: "More results" }).click();
    await expect.poll(() => titles(page).count()).toBe(20);
    const shown = await titles(page).allTextContents();
    await titles(page).nth(15).click();
    await headingReads(page, shown[15] ?? "");
    await page.goBack();
    await titles(page).first().waitFor();
    await expect.poll(() => titles(page).allTextContents()).toEqual(shown);
    await expect.poll(() => seesTop(titles(page).nth(15))).toBe(true);
  });

  it("runs the latest query from next to an article", async () => {
    const page = await openPage(`?article=${VLADIVOSTOK.id}`);
    await headingReads(page, VLADIVOSTOK.title);
    await searchField(page).pressSequentially("suez canal");
    await headingReads(page, "Results for “suez canal”");
    await expect.poll(() => address(page).has("article")).toBe(false);
    await expect.poll(() => related(page).count()).toBe(0);
    await page.goBack();
    await headingReads(page, VLADIVOSTOK.title);
  });

  it("searches for an article's tag", async () => {
    const page = await openPage(`?article=${VLADIVOSTOK.id}`);
    await page.getByRole("list", { name: "Tags" }).getByRole("link", { name: "nuclear" }).click();
    await headingReads(page, "Results for “nuclear”");
    await expect.poll(() => searchField(page).inputValue()).toBe("nuclear");
    await titles(page).first().waitFor();
  });

  it("links home from everywhere", async () => {
    const page = await openPage("?q=north+korea+summit&section=World");
    await titles(page).first().waitFor();
    await page.getByRole("link", { name: "Backstory" }).click();
    await headingReads(page, "Latest");
    await expect.poll(() => searchField(page).inputValue()).toBe("");
    await expect.poll(() => page.url()).toBe(`${server.url}/`);
    await expect.poll(() => titles(page).count()).toBe(0);
  });

  it("shows dates in the site's time zone, not the reader's", async () => {
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

  it("shows articles related to an undated one in a single list, with any dates they have", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    await page.route(`**/v1/articles/${VLADIVOSTOK.id}`, (route) => alter(route, { publishedAt: null }));
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await related(page).getByRole("link").first().waitFor();
    expect(await related(page).getByRole("heading", { level: 3 }).allTextContents()).toEqual([]);
    const links = await related(page).getByRole("link").count();
    expect(await related(page).locator("time").count()).toBe(links);
  });

  it("shows related articles in the order of their dates", async () => {
    const page = await openPage(`?article=${VLADIVOSTOK.id}`);
    await related(page).getByRole("link").first().waitFor();
    const days = await related(page)
      .locator("time")
      .evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""));
    expect(days.length).toBeGreaterThan(3);
    expect(days).toEqual(days.toSorted());
  });

  it("says so if nothing else is related", async () => {
    const page = await openPage();
    await page.route("**/related?*", (route) => alter(route, { before: [], after: [] }));
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await related(page).getByText("Nothing else in the archive is related.").waitFor();
  });

  it("searches only by meaning or only by words if its URL says so", async () => {
    const page = await openPage();
    for (const mode of ["semantic", "keyword"]) {
      const asked = page.waitForRequest((request) => request.url().includes(`mode=${mode}`));
      await page.goto(`${server.url}/?q=vladivostok&mode=${mode}`);
      await asked;
      await titles(page).first().waitFor();
    }
    // Few articles contain the word.
    expect(await titles(page).count()).toBeLessThan(10);
  });

  it("names the other version of a report below the one shown", async () => {
    const page = await openPage("?q=kim+putin+vladivostok+summit");
    const entry = results(page).getByRole("listitem").filter({ hasText: VLADIVOSTOK.title });
    await entry.getByText(/^Also: /).waitFor();
    await entry.getByRole("link", { name: FIRST_REPORT.title }).click();
    await headingReads(page, FIRST_REPORT.title);
    await expect.poll(() => address(page).get("article")).toBe(FIRST_REPORT.id);
  });

  it("shows an article even if its related coverage can't be loaded", async () => {
    const page = await openPage("", { expected: [/503/] });
    await page.route("**/related?*", failing);
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await headingReads(page, VLADIVOSTOK.title);
    await related(page).getByText(FAILURE).waitFor();
    await page.unroute("**/related?*");
    await related(page).getByRole("button", { name: "Retry" }).click();
    await related(page).getByRole("link", { name: SINGAPORE }).waitFor();
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
  });

  it("uses the server's message if there is no such article", async () => {
    const page = await openPage("?article=never-written", { expected: [/404/] });
    await page.getByText('No published article has the id "never-written".').waitFor();
    expect(await page.getByRole("button", { name: "Retry" }).count()).toBe(0);
    await page.getByRole("main").getByRole("link", { name: "Latest articles" }).click();
    await headingReads(page, "Latest");
  });

  it("shows that a slow article is loading, and displays only the last one requested", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const slow = `**/v1/articles/${VLADIVOSTOK.id}`;
    await page.route(slow, async (route) => {
      await held;
      // Fails if the page has aborted this request by now, as it should have.
      await route.continue().catch(() => undefined);
    });
    const isSlow = (request: Request) => request.url().endsWith(VLADIVOSTOK.id);
    const ended = Promise.race([
      page.waitForEvent("requestfailed", isSlow),
      page.waitForEvent("requestfinished", isSlow),
    ]);
    await searchField(page).fill("kim putin vladivostok summit");
    await titles(page).filter({ hasText: VLADIVOSTOK.title }).click();
    await page.locator("#view[aria-busy=true]").waitFor();
    await page.goBack();
    await headingReads(page, "Results for “kim putin vladivostok summit”");
    release();
    await ended;
    // Two frames: any effect of that response would be visible by then.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await headingReads(page, "Results for “kim putin vladivostok summit”");
    expect(await page.locator("#view[aria-busy=true]").count()).toBe(0);
  });

  it("can be used with the keyboard alone", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    for (const name of ["Skip to content", "Backstory", "Search the archive"]) {
      await page.keyboard.press("Tab");
      await expect.poll(() => focusedName(page)).toBe(name);
    }
    await page.keyboard.type("kim putin vladivostok talks");
    await page.keyboard.press("Enter");
    await headingReads(page, "Results for “kim putin vladivostok talks”");
    await titles(page).first().waitFor();
    const first = (await titles(page).first().textContent()) ?? "";
    // Past the button, the filters and their boxes.
    for (let i = 0; i < 30 && (await focusedName(page)) !== first; i++) await page.keyboard.press("Tab");
    await expect.poll(() => focusedName(page)).toBe(first);
    await page.keyboard.press("Enter");
    await headingReads(page, first);
    await expect.poll(() => isFocused(heading(page))).toBe(true);
    await page.keyboard.press("Tab");
    expect(await focusedName(page)).not.toBe("");
  });

  it("offers a link to skip the masthead", async () => {
    const page = await openPage();
    await headingReads(page, "Latest");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("main").evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press("Tab");
    await expect.poll(() => focusedName(page)).toBe("Search the archive");
  });

  it("leaves clicks with a modifier key to the browser, and opens the article at the link's URL", async () => {
    const page = await openPage("?q=suez+canal");
    const link = titles(page).first();
    const title = (await link.textContent()) ?? "";
    // The window is the last to get a click. Whether a headless browser then opens a tab is not up to the page.
    await page.evaluate(() => {
      addEventListener("click", (event) => {
        Reflect.set(window, "wasPrevented", event.defaultPrevented);
        event.preventDefault();
      });
    });
    await link.click({ modifiers: ["ControlOrMeta"] });
    await expect.poll(() => page.evaluate(() => Reflect.get(window, "wasPrevented"))).toBe(false);
    expect(await heading(page).textContent()).toBe("Results for “suez canal”");
    const url = await link.evaluate((node) => (node instanceof HTMLAnchorElement ? node.href : ""));
    await page.goto(url);
    await headingReads(page, title);
  });

  it("links to the original article only if its URL is a web address", async () => {
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

  it("sends the key from its URL with every request, in a header, and removes it from the URL", async () => {
    const page = await openPage();
    const sent: [string, string | undefined][] = [];
    await page.route("**/v1/**", (route) => {
      sent.push([route.request().url(), route.request().headers().authorization]);
      return route.continue();
    });
    await page.goto(`${server.url}/?article=${VLADIVOSTOK.id}&key=pub-one`);
    await related(page).getByRole("link").first().waitFor();
    expect(page.url()).toBe(`${server.url}/?article=${VLADIVOSTOK.id}`);
    await page.reload();
    await searchField(page).pressSequentially("suez");
    await titles(page).first().waitFor();
    for (const path of ["/v1/search", "/v1/suggest", `/v1/articles/${VLADIVOSTOK.id}/related`]) {
      await expect.poll(() => sent.map(([url]) => new URL(url).pathname)).toContain(path);
    }
    for (const [url, key] of sent) {
      expect(url).not.toContain("pub-one");
      expect(key).toBe("Bearer pub-one");
    }
  });

  it("treats the archive's content as text, never as markup", async () => {
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
    const places = [
      "",
      "?q=kim+putin",
      `?article=${VLADIVOSTOK.id}`,
      `?q=${NONSENSE.repeat(20)}&mode=keyword`,
    ];
    for (const query of places) {
      await page.goto(`${server.url}/${query}`);
      await heading(page).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), query).toBeLessThanOrEqual(320);
    }
  });
});
