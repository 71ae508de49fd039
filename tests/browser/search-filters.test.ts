// <backstory-search>: filters from facets, and the search in the page's URL. On pages of another origin, against the
// real Worker over the sample archive.

import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  field,
  filter,
  filters,
  hit,
  hits,
  isFocused,
  QUERY,
  queries,
  questions,
  results,
  SINGAPORE,
  searchBox,
  searchFor,
  stopTimers,
  TREATY,
  TYPED,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { startSampleSite, type WidgetSite } from "../support/widget-site.ts";

const NARROW = { viewport: { width: 390, height: 800 } };

let site: WidgetSite;

beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site?.stop());

const group = (page: Page, name: string): Locator => page.getByRole("group", { name, exact: true });

/** Values and counts of a facet, as displayed. */
async function names(page: Page, facet: string): Promise<string[]> {
  return (await group(page, facet).getByRole("checkbox").all()).length === 0
    ? []
    : group(page, facet)
        .locator("label")
        .evaluateAll((labels) =>
          labels.map((label) =>
            [...label.children]
              .map(({ textContent }) => textContent)
              .join(" ")
              .trim(),
          ),
        );
}

/** Parameters of the page's URL. */
const address = (page: Page): string => new URL(page.url()).search;
const addressIs = (page: Page, query: string): Promise<void> => expect.poll(() => address(page)).toBe(query);

describe("filters", () => {
  it("are checkboxes grouped by facet, with the number of hits for each value", async () => {
    const page = await site.open(searchBox());
    await searchFor(page, TYPED);
    expect(await names(page, "Section")).toEqual(["World 8", "Politics 1", "Science 1"]);
    expect(await names(page, "Year")).toEqual(["2024 2", "2023 4", "2019 3", "2018 1"]);
    expect(await filter(page, /./).count()).toBe(7);
  });

  it("narrow the hits, keep the focus, and still show how many hits the other values have", async () => {
    const page = await site.open(searchBox());
    await searchFor(page, TYPED);
    await filter(page, /^2019/).focus();
    await page.keyboard.press("Space");
    await results(page).getByText("3 results", { exact: true }).waitFor();
    expect(await hits(page).count()).toBe(3);
    expect(await isFocused(filter(page, /^2019/))).toBe(true);
    expect(await names(page, "Year")).toEqual(["2024 2", "2023 4", "2019 3", "2018 1"]);
    await filter(page, /^2018/).check();
    await results(page).getByText("4 results", { exact: true }).waitFor();
    expect(await filter(page, /^2019/).isChecked()).toBe(true);
    await filter(page, /^2019/).uncheck();
    await filter(page, /^2018/).uncheck();
    await results(page).getByText("10 results", { exact: true }).waitFor();
  });

  it("of several facets combine, and stay for the next query", async () => {
    const page = await site.open(searchBox());
    await searchFor(page, TYPED);
    const asked = questions(page);
    await filter(page, /^World/).check();
    await results(page).getByText("8 results", { exact: true }).waitFor();
    await filter(page, /^2018/).check();
    await results(page).getByText("1 result", { exact: true }).waitFor();
    await hit(page, SINGAPORE).waitFor();
    await field(page).fill(QUERY);
    await field(page).press("Enter");
    // The counts of the other values are requested as well.
    const search = () =>
      asked.find(({ searchParams: values }) => values.get("q") === QUERY && !values.has("limit"));
    await expect.poll(search).toBeDefined();
    const own = search();
    expect(own?.searchParams.getAll("section")).toEqual(["World"]);
    expect(own?.searchParams.getAll("year")).toEqual(["2018"]);
  });

  it("without a query list what matches, newest first", async () => {
    const page = await site.open(searchBox());
    await searchFor(page, QUERY);
    await filter(page, /^2018/).check();
    await results(page).getByText("1 result", { exact: true }).waitFor();
    await field(page).fill("");
    await expect.poll(() => hits(page).count()).toBeGreaterThan(1);
    const days = await results(page)
      .locator("time")
      .evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""));
    expect(days.every((day) => day.startsWith("2018"))).toBe(true);
    expect(days).toEqual(days.toSorted().reverse());
  });

  it("are those that `facets` names, or none if it is empty", async () => {
    const page = await site.open(searchBox('facets="tag lang"'));
    await searchFor(page, TYPED);
    expect(await names(page, "Section")).toEqual([]);
    expect((await names(page, "Topic")).length).toBeGreaterThan(1);
    // All hits are in one language, so there is no choice.
    expect(await group(page, "Language").count()).toBe(0);
    const without = await site.open(searchBox('facets=""'));
    await searchFor(without, TYPED);
    expect(await filters(without).isVisible()).toBe(false);
  });

  it("are open next to the hits if there is room, and otherwise collapsed above them", async () => {
    const wide = await site.open(searchBox());
    await searchFor(wide, TYPED);
    expect(await filter(wide, /^2019/).isVisible()).toBe(true);
    const [beside, first] = await Promise.all([
      filters(wide).boundingBox(),
      hits(wide).first().boundingBox(),
    ]);
    expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBeLessThan(first?.x ?? 0);

    const narrow = await site.open(searchBox(), { context: NARROW });
    await searchFor(narrow, TYPED);
    expect(await filter(narrow, /^2019/).isVisible()).toBe(false);
    await filters(narrow).press("Enter");
    await filter(narrow, /^2019/).check();
    await results(narrow).getByText("3 results", { exact: true }).waitFor();
    expect(await filter(narrow, /^2019/).isVisible()).toBe(true);
  });
});

describe("a search in the page's URL", () => {
  const synced = searchBox('sync="url"');

  it("is only there if the site enables it", async () => {
    const page = await site.open(searchBox(), { query: "?q=suez" });
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe("");
    await searchFor(page, QUERY);
    expect(address(page)).toBe("?q=suez");
  });

  it("runs when the page is opened, filters included", async () => {
    const page = await site.open(synced, { query: "?utm_source=mail&q=kim+putin+summit&year=2018" });
    await hit(page, SINGAPORE).waitFor();
    expect(await hits(page).count()).toBe(1);
    expect(await field(page).inputValue()).toBe(QUERY);
    expect(await filter(page, /^2018/).isChecked()).toBe(true);
    await expect.poll(() => isFocused(field(page))).toBe(false);
  });

  it("follows what is typed and ticked, and leaves the site's parameters alone", async () => {
    const page = await site.open(synced, { query: "?utm_source=mail#below" });
    await searchFor(page, QUERY);
    await addressIs(page, "?utm_source=mail&q=kim+putin+summit");
    await filter(page, /^2018/).check();
    await filter(page, /^2024/).check();
    await addressIs(page, "?utm_source=mail&q=kim+putin+summit&year=2024&year=2018");
    await filter(page, /^2018/).uncheck();
    await filter(page, /^2024/).uncheck();
    await addressIs(page, "?utm_source=mail&q=kim+putin+summit");
    await field(page).fill("");
    await addressIs(page, "?utm_source=mail");
    expect(new URL(page.url()).hash).toBe("#below");
  });

  it("is one history entry, however much was typed, and returns with it", async () => {
    const page = await site.open(synced);
    await field(page).pressSequentially("suez");
    await addressIs(page, "?q=suez");
    await field(page).pressSequentially(" canal");
    await addressIs(page, "?q=suez+canal");
    await hits(page).first().waitFor();
    await page.goBack();
    await addressIs(page, "");
    await hits(page).first().waitFor({ state: "detached" });
    await expect.poll(() => field(page).inputValue()).toBe("");
    await page.goForward();
    await hit(page, "Suez").first().waitFor();
    expect(await field(page).inputValue()).toBe("suez canal");
  });

  it("is restored for a reader who comes back from a hit", async () => {
    const page = await site.open(synced);
    site.host.put("/news/2024-06-19-russia-north-korea-treaty-pyongyang", "<title>The treaty</title>");
    await searchFor(page, QUERY);
    await hit(page, TREATY).click();
    await expect.poll(() => page.title()).toBe("The treaty");
    await page.goBack();
    await hit(page, VOSTOCHNY).waitFor();
    expect(await field(page).inputValue()).toBe(QUERY);
  });

  it("is not sent again if only the fragment changes", async () => {
    const page = await site.open(synced, { query: "?q=kim+putin+summit" });
    await hit(page, VOSTOCHNY).waitFor();
    const asked = questions(page);
    await page.evaluate(() => {
      location.hash = "below";
    });
    await expect.poll(() => page.url()).toContain("#below");
    await stopTimers(page);
    await searchFor(page, "suez canal");
    await expect.poll(() => queries(asked)).toEqual(["suez canal"]);
  });
});
