// <backstory-search> if nothing is found, the search fails, or is slow; and the events that tell a page about it.
// Against the real Worker over the sample archive; failures are mocked.

import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  button,
  field,
  filter,
  filters,
  hit,
  hits,
  isFocused,
  QUERY,
  questions,
  results,
  searchBox,
  searchFor,
  stopTimers,
  TYPED,
  UNANSWERED,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { type OpenOptions, startSampleSite, type WidgetSite } from "../support/widget-site.ts";

const FAILED = /Failed to load resource|CORS policy/;
const MESSAGE = "Search is unavailable right now.";
const SEARCH = "**/v1/search*";

let site: WidgetSite;

beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site?.stop());

/** All events from the elements of a page, in `told`: listeners are added before the bundle loads. */
const LISTENING = `<script>
  window.told = [];
  for (const type of ["loadstart", "load", "error", "loadend", "backstory-open"]) {
    document.addEventListener(type, ({ target, detail }) => {
      if (target.localName === "backstory-search") told.push({ type, detail });
    }, true);
  }
</script>`;

interface Told {
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

const told = (page: Page): Promise<Told[]> => page.evaluate(() => Reflect.get(window, "told") as Told[]);
const toldTypes = async (page: Page): Promise<string[]> => (await told(page)).map(({ type }) => type);

const open = (attributes = "", options: OpenOptions = {}): Promise<Page> =>
  site.open(searchBox(attributes), { head: LISTENING, expected: [FAILED], ...options });

const unavailable = (route: Route): Promise<void> =>
  route.fulfill({
    status: 503,
    headers: { "Access-Control-Allow-Origin": "*", "Retry-After": "30" },
    json: { message: "The archive is being replaced.", code: "index_unavailable", type: "internal" },
  });

/** Searches that the box has cancelled meanwhile fail, as they should. */
async function letThrough(held: readonly Route[]): Promise<void> {
  for (const route of held) await route.continue().catch(() => undefined);
}

async function submit(page: Page, query: string): Promise<void> {
  await field(page).fill(query);
  await field(page).press("Enter");
}

describe("a search that finds nothing relevant", () => {
  it("says so, with the query, and shows nothing else instead", async () => {
    const page = await open();
    await submit(page, UNANSWERED);
    await results(page).getByText(`No articles found for “${UNANSWERED}”.`).waitFor();
    expect(await hits(page).count()).toBe(0);
    expect(await results(page).getByText(MESSAGE).count()).toBe(0);
  });

  it("offers the closest matches anyway, and then focuses the first of them", async () => {
    const page = await open();
    await submit(page, UNANSWERED);
    const asked = questions(page);
    await button(page, "Show closest matches anyway").press("Enter");
    await hits(page).first().waitFor();
    expect(asked.map(({ searchParams }) => searchParams.get("threshold"))).toEqual(["0"]);
    await expect.poll(() => isFocused(hits(page).first())).toBe(true);
    // Another query uses the threshold again.
    await submit(page, `${UNANSWERED} today`);
    await results(page).getByText("No articles found for").waitFor();
  });

  it("keeps ticked filters, so that they can be unticked", async () => {
    const page = await open();
    await searchFor(page, QUERY);
    await filter(page, /^2018/).check();
    await expect.poll(() => hits(page).count()).toBe(1);
    await submit(page, UNANSWERED);
    await results(page).getByText("No articles found for").waitFor();
    await filter(page, /^2018/).uncheck();
    await filters(page).waitFor({ state: "hidden" });
    expect(await filter(page, /./).count()).toBe(0);
  });
});

describe("a search that fails", () => {
  it("has its own error state, and a button to try again, whose focus moves to the first hit", async () => {
    const page = await open();
    await field(page).waitFor();
    await stopTimers(page);
    await page.route(SEARCH, unavailable);
    await submit(page, QUERY);
    await results(page).getByText(MESSAGE).waitFor();
    expect(await results(page).getByText("No articles found for").count()).toBe(0);
    await button(page, "Try again").press("Enter");
    await expect.poll(async () => (await toldTypes(page)).filter((type) => type === "error").length).toBe(2);
    await expect.poll(() => isFocused(button(page, "Try again"))).toBe(true);
    await page.unroute(SEARCH);
    await button(page, "Try again").press("Enter");
    await hit(page, VOSTOCHNY).waitFor();
    expect(await results(page).getByText(MESSAGE).count()).toBe(0);
    await expect.poll(() => isFocused(hits(page).first())).toBe(true);
  });

  it("looks the same without a network, and works again with one", async () => {
    const page = await open();
    await field(page).waitFor();
    await page.context().setOffline(true);
    await submit(page, QUERY);
    await results(page).getByText(MESSAGE).waitFor();
    await page.context().setOffline(false);
    await button(page, "Try again").click();
    await hit(page, VOSTOCHNY).waitFor();
  });

  it("looks the same if something other than the Worker responds", async () => {
    const page = await open();
    await page.route(SEARCH, (route) =>
      route.fulfill({
        headers: { "Access-Control-Allow-Origin": "*" },
        contentType: "text/html",
        body: "<h1>Sign in</h1>",
      }),
    );
    await submit(page, QUERY);
    await results(page).getByText(MESSAGE).waitFor();
  });

  it("also removes the hits of the previous query", async () => {
    const page = await open();
    await searchFor(page, QUERY);
    await page.route(SEARCH, unavailable);
    await submit(page, "suez canal");
    await results(page).getByText(MESSAGE).waitFor();
    expect(await hits(page).count()).toBe(0);
    await page.unroute(SEARCH);
    const asked = questions(page);
    await button(page, "Try again").click();
    await hits(page).first().waitFor();
    expect(asked.map(({ searchParams }) => searchParams.get("offset"))).toEqual(["0"]);
    expect(await results(page).getByText(VOSTOCHNY).count()).toBe(0);
  });

  it("leaves the hits if it was loading more of them, and continues after them", async () => {
    const page = await open('limit="3"');
    await searchFor(page, TYPED);
    await page.route(SEARCH, unavailable);
    await button(page, "More results").click();
    await results(page).getByText(MESSAGE).waitFor();
    expect(await hits(page).count()).toBe(3);
    await page.unroute(SEARCH);
    await button(page, "Try again").click();
    await expect.poll(() => hits(page).count()).toBe(6);
  });

  it("leaves the field usable if only completions or the counts of other values fail", async () => {
    const page = await open();
    await page.route("**/v1/suggest*", unavailable);
    await page.route(/limit=1(&|$)/, unavailable);
    await field(page).pressSequentially(QUERY);
    await hit(page, VOSTOCHNY).waitFor();
    await filter(page, /^2018/).check();
    await expect.poll(() => hits(page).count()).toBe(1);
    expect(await results(page).getByText(MESSAGE).count()).toBe(0);
  });
});

describe("a slow search", () => {
  it("says that it is searching, until the response arrives", async () => {
    const page = await open();
    const held: Route[] = [];
    await page.route(SEARCH, (route) => void held.push(route));
    await submit(page, QUERY);
    await results(page).getByText("Searching…").waitFor();
    expect(await results(page).getAttribute("aria-busy")).toBe("true");
    await letThrough(held);
    await hit(page, VOSTOCHNY).waitFor();
    await expect.poll(() => results(page).getByText("Searching…").count()).toBe(0);
    await expect.poll(() => results(page).getAttribute("aria-busy")).toBe("false");
  });

  it("keeps the hits of the previous query until the response arrives", async () => {
    const page = await open();
    await searchFor(page, QUERY);
    const held: Route[] = [];
    await page.route(SEARCH, (route) => void held.push(route));
    await submit(page, "suez canal");
    await expect.poll(() => results(page).getAttribute("aria-busy")).toBe("true");
    expect(await hit(page, VOSTOCHNY).isVisible()).toBe(true);
    await letThrough(held);
    await hit(page, "Suez").first().waitFor();
    expect(await hit(page, VOSTOCHNY).count()).toBe(0);
  });

  it("is not announced if the response arrives soon enough", async () => {
    const page = await open();
    await field(page).waitFor();
    await stopTimers(page);
    await submit(page, QUERY);
    await page.clock.runFor(199);
    await hit(page, VOSTOCHNY).waitFor();
    await page.clock.runFor(1000);
    expect(await results(page).getAttribute("aria-busy")).toBe("false");
  });
});

describe("events of the search box", () => {
  it("report the start, the response and the end of each search", async () => {
    const page = await open();
    await field(page).waitFor();
    await stopTimers(page);
    await searchFor(page, QUERY);
    await expect.poll(() => toldTypes(page)).toEqual(["loadstart", "load", "loadend"]);
    const detail = (await told(page))[1]?.detail;
    expect(detail).toMatchObject({ status: 200, answer: { query: QUERY } });
  });

  it("report a failure with its status and code", async () => {
    const page = await open();
    await field(page).waitFor();
    await stopTimers(page);
    await page.route(SEARCH, unavailable);
    await submit(page, QUERY);
    await results(page).getByText(MESSAGE).waitFor();
    await expect.poll(() => toldTypes(page)).toEqual(["loadstart", "error", "loadend"]);
    expect((await told(page))[1]?.detail).toMatchObject({ status: 503, code: "index_unavailable" });
  });

  it("report which hit is followed, and the browser follows it", async () => {
    const page = await open();
    site.host.put("/news/2024-06-19-russia-north-korea-treaty-pyongyang", "<title>The treaty</title>");
    await searchFor(page, QUERY);
    const place = (await hits(page).allTextContents()).findIndex((text) => text.includes("mutual defence"));
    await page.evaluate(() => {
      document.addEventListener("backstory-open", (event) => {
        const { detail } = event as CustomEvent;
        sessionStorage.setItem("selected", JSON.stringify(detail));
      });
    });
    await hits(page).nth(place).click();
    await expect.poll(() => page.title()).toBe("The treaty");
    expect(JSON.parse(await page.evaluate(() => sessionStorage.getItem("selected") ?? ""))).toEqual({
      articleId: "2024-06-19-russia-north-korea-treaty-pyongyang",
      position: place + 1,
      query: QUERY,
      url: page.url(),
    });
  });

  it("keep the reader on the page if the site prevents a hit from being followed", async () => {
    const page = await open();
    await searchFor(page, QUERY);
    await page.evaluate(() => document.addEventListener("backstory-open", (event) => event.preventDefault()));
    const before = page.url();
    await hit(page, VOSTOCHNY).press("Enter");
    await expect.poll(async () => (await toldTypes(page)).at(-1)).toBe("backstory-open");
    expect(page.url()).toBe(before);
    expect(await hit(page, VOSTOCHNY).isVisible()).toBe(true);
  });

  it("report a link that is opened in a new tab, but not a click next to the links", async () => {
    const page = await open();
    await searchFor(page, QUERY);
    await results(page).locator("time").first().click();
    await hit(page, VOSTOCHNY).click({ modifiers: ["ControlOrMeta"] });
    await expect
      .poll(async () => (await toldTypes(page)).filter((type) => type === "backstory-open"))
      .toHaveLength(1);
  });
});
