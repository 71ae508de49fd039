// <backstory-search> on pages of another origin, against the real Worker over the sample archive: typing, completions
// and hits. Only responses that the Worker would not produce itself, such as slow ones, are mocked.

import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  button,
  completions,
  field,
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
  typeWhole,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { startSampleSite, type WidgetSite } from "../support/widget-site.ts";

const PAUSE_MS = 120;

let site: WidgetSite;

beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site?.stop());

const options = (page: Page) => completions(page).getByRole("option");
const selected = (page: Page) => completions(page).getByRole("option", { selected: true });

/** The text of the active completion: the selected one, which the field names to assistive technology. */
async function active(page: Page): Promise<string | null> {
  const id = await field(page).getAttribute("aria-activedescendant");
  if (!id) return null;
  expect(await selected(page).getAttribute("id")).toBe(id);
  return selected(page).textContent();
}

describe("typing", () => {
  it("finds articles by meaning and shows them as ordinary links in a labelled region", async () => {
    const page = await site.open(searchBox());
    await typeWhole(page, QUERY);
    expect(await hits(page).allTextContents()).toEqual(
      expect.arrayContaining([VOSTOCHNY, TREATY, SINGAPORE]),
    );
    expect(await hit(page, TREATY).getAttribute("href")).toBe(
      `${site.host.url}/news/2024-06-19-russia-north-korea-treaty-pyongyang`,
    );
    const count = await hits(page).count();
    expect(await results(page).getByText(`${count} results`).isVisible()).toBe(true);
    expect(await results(page).getByRole("listitem").count()).toBe(count);
    expect(await isFocused(field(page))).toBe(true);
  });

  it("searches for the whole query once the reader pauses, not for every letter", async () => {
    const page = await site.open(searchBox());
    await field(page).waitFor();
    const asked = questions(page);
    await stopTimers(page);
    await field(page).pressSequentially("suez canal");
    await page.clock.runFor(PAUSE_MS - 1);
    await page.clock.runFor(1);
    await expect.poll(() => queries(asked)).toEqual(["suez canal"]);
    await hit(page, "Suez").first().waitFor();
    expect(queries(asked)).toEqual(["suez canal"]);
  });

  it("searches at once on Enter or the button, without a second request later", async () => {
    const page = await site.open(searchBox());
    await field(page).waitFor();
    const asked = questions(page);
    await stopTimers(page);
    await field(page).pressSequentially("suez");
    await field(page).press("Enter");
    await hits(page).first().waitFor();
    await page.clock.runFor(PAUSE_MS * 2);
    await button(page, "Search").click();
    await expect.poll(() => queries(asked)).toEqual(["suez", "suez"]);
  });

  it("cancels the previous request, and shows the response to the last one", async () => {
    const page = await site.open(searchBox());
    const held: Route[] = [];
    await page.route(/\/v1\/search\?q=suez&/, (route) => void held.push(route));
    const failed = page.waitForEvent("requestfailed");
    await field(page).waitFor();
    await stopTimers(page);
    await field(page).fill("suez");
    await field(page).press("Enter");
    await expect.poll(() => held.length).toBe(1);
    await field(page).fill(QUERY);
    await field(page).press("Enter");
    expect((await failed).failure()?.errorText).toBe("net::ERR_ABORTED");
    await hit(page, VOSTOCHNY).waitFor();
  });

  it("shows the last response even if an earlier request can't be cancelled and finishes later", async () => {
    const page = await site.open(searchBox());
    await field(page).waitFor();
    await page.evaluate(() => {
      const box = document.querySelector("backstory-search") as HTMLElement & { fetch: typeof fetch };
      const late = new Promise<void>((done) => Reflect.set(window, "release", done));
      box.fetch = async (url) => {
        // Without the signal: as in a browser that already has the response.
        const response = await fetch(url);
        if (String(url).includes("q=suez")) await late;
        Reflect.set(window, "answered", [...(Reflect.get(window, "answered") ?? []), String(url)]);
        return response;
      };
    });
    await field(page).fill("suez");
    await field(page).press("Enter");
    await field(page).fill(QUERY);
    await field(page).press("Enter");
    await hit(page, VOSTOCHNY).waitFor();
    const before = await hits(page).allTextContents();
    await page.evaluate(() => Reflect.get(window, "release")());
    await expect
      .poll(() => page.evaluate(() => String(Reflect.get(window, "answered"))))
      .toContain("search?q=suez");
    expect(await hits(page).allTextContents()).toEqual(before);
    expect(await field(page).inputValue()).toBe(QUERY);
  });

  it("does not search for characters that are still being composed", async () => {
    const page = await site.open(searchBox());
    await field(page).focus();
    const asked = questions(page);
    await stopTimers(page);
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send("Input.imeSetComposition", { text: "ㄙㄨ", selectionStart: 2, selectionEnd: 2 });
    await expect.poll(() => field(page).inputValue()).toBe("ㄙㄨ");
    await page.clock.runFor(PAUSE_MS * 10);
    await keyboard.send("Input.insertText", { text: "suez" });
    await page.clock.runFor(PAUSE_MS);
    await hits(page).first().waitFor();
    expect(queries(asked)).toEqual(["suez"]);
  });

  it("shows nothing and sends no request if the field is cleared", async () => {
    const page = await site.open(searchBox());
    await searchFor(page, QUERY);
    const asked = questions(page);
    await field(page).fill("");
    await hits(page).first().waitFor({ state: "detached" });
    await expect.poll(() => results(page).textContent()).toBe("");
    await expect.poll(() => page.getByRole("checkbox").count()).toBe(0);
    expect(asked).toEqual([]);
  });
});

describe("hits", () => {
  it("have an excerpt with the query's words marked", async () => {
    const page = await site.open(searchBox());
    await searchFor(page, QUERY);
    expect(await results(page).locator("mark").allTextContents()).toEqual(
      expect.arrayContaining(["Kim", "Putin"]),
    );
    expect(await results(page).getByRole("listitem").first().textContent()).toContain("cosmodrome");
  });

  it("have a section and a date, in the site's time zone instead of the reader's", async () => {
    for (const zone of [null, "Pacific/Kiritimati"]) {
      const page = await site.open(searchBox(zone ? `time-zone="${zone}"` : ""), {
        context: { timezoneId: "America/Los_Angeles" },
      });
      await searchFor(page, QUERY);
      const item = results(page).getByRole("listitem").filter({ hasText: VOSTOCHNY });
      const time = item.locator("time");
      const moment = new Date((await time.getAttribute("datetime")) ?? "");
      const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: zone ?? "UTC" }).format(
        moment,
      );
      expect(await time.textContent()).toBe(day);
      expect(await item.getByText("World", { exact: true }).isVisible()).toBe(true);
    }
  });

  it("are text if the archive has no URL for them and the site sets no pattern", async () => {
    const page = await site.open("<main><backstory-search></backstory-search></main>");
    await searchFor(page, QUERY);
    await results(page).getByText(VOSTOCHNY).waitFor();
    expect(await hits(page).count()).toBe(0);
  });

  it("load further on request, and the focus moves to the first new one", async () => {
    const page = await site.open(searchBox('limit="3"'));
    await searchFor(page, TYPED);
    const first = await hits(page).allTextContents();
    expect(first).toHaveLength(3);
    const asked = questions(page);
    await button(page, "More results").press("Enter");
    await expect.poll(() => hits(page).count()).toBe(6);
    expect((await hits(page).allTextContents()).slice(0, 3)).toEqual(first);
    await expect.poll(() => isFocused(hits(page).nth(3))).toBe(true);
    expect(asked.map(({ searchParams }) => searchParams.get("offset"))).toEqual(["3"]);
    for (const count of [9, 10]) {
      await button(page, "More results").press("Enter");
      await expect.poll(() => hits(page).count()).toBe(count);
    }
    await results(page).getByText("10 results").waitFor();
    await expect.poll(() => button(page, "More results").count()).toBe(0);
  });
});

describe("completions", () => {
  it("are offered below the field with the typed part marked, except for what is already typed", async () => {
    const page = await site.open(searchBox());
    await typeWhole(page, TYPED);
    expect(await options(page).allTextContents()).toContain("North Korea");
    expect(await options(page).first().locator("mark").textContent()).toBe("North Ko");
    expect(await field(page).getAttribute("aria-expanded")).toBe("true");
    expect(await field(page).getAttribute("aria-controls")).toBe(await completions(page).getAttribute("id"));
    expect(await active(page)).toBeNull();
    await field(page).fill("North Korea");
    await expect.poll(() => options(page).allTextContents()).not.toContain("North Korea");
  });

  it("are navigated with the arrow keys, cycling through the typed text, and chosen with Enter", async () => {
    const page = await site.open(searchBox());
    await typeWhole(page, TYPED);
    const texts = await options(page).allTextContents();
    await page.keyboard.press("ArrowUp");
    expect(await active(page)).toBe(texts.at(-1));
    await page.keyboard.press("ArrowDown");
    expect(await active(page)).toBeNull();
    for (const text of texts.slice(0, 2)) {
      await page.keyboard.press("ArrowDown");
      expect(await active(page)).toBe(text);
    }
    expect(await field(page).inputValue()).toBe(TYPED);
    const asked = questions(page);
    await page.keyboard.press("Enter");
    expect(await field(page).inputValue()).toBe(texts[1]);
    await expect.poll(() => queries(asked)).toEqual([texts[1]]);
    await completions(page).waitFor({ state: "hidden" });
    expect(await field(page).getAttribute("aria-expanded")).toBe("false");
  });

  it("are chosen with a click, and the field keeps the focus", async () => {
    const page = await site.open(searchBox());
    await typeWhole(page, TYPED);
    const asked = questions(page);
    const chosen = (await options(page).nth(1).textContent()) ?? "";
    await options(page).nth(1).click();
    expect(await field(page).inputValue()).toBe(chosen);
    await expect.poll(() => queries(asked)).toEqual([chosen]);
    expect(await isFocused(field(page))).toBe(true);
    await completions(page).waitFor({ state: "hidden" });
  });

  it("close on Escape, which leaves the text and the hits, and when the field loses focus", async () => {
    const page = await site.open(searchBox());
    await typeWhole(page, TYPED);
    await page.keyboard.press("Escape");
    await completions(page).waitFor({ state: "hidden" });
    expect(await field(page).inputValue()).toBe(TYPED);
    expect(await hits(page).count()).toBeGreaterThan(0);
    await field(page).pressSequentially("r");
    await options(page).first().waitFor();
    await page.keyboard.press("Tab");
    await completions(page).waitFor({ state: "hidden" });
  });

  it("stay in place while the mouse is pressed below them, so that the click hits its target", async () => {
    const page = await site.open(searchBox());
    await typeWhole(page, TYPED);
    const box = (await page.getByRole("checkbox", { name: /^2019/ }).boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(box.x + 5, box.y + 5);
    await page.mouse.down();
    expect(await completions(page).isVisible()).toBe(true);
    await page.mouse.up();
    await completions(page).waitFor({ state: "hidden" });
    await results(page).getByText("3 results", { exact: true }).waitFor();
  });

  it("do not appear for a query that was submitted meanwhile", async () => {
    const page = await site.open(searchBox());
    const held: Route[] = [];
    await page.route("**/v1/suggest*", (route) => void held.push(route));
    await field(page).pressSequentially(TYPED);
    await expect.poll(() => held.length).toBeGreaterThan(0);
    const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("suggest"));
    await page.keyboard.press("Enter");
    await failed;
    await hits(page).first().waitFor();
    expect(await completions(page).isVisible()).toBe(false);
  });
});
