// <backstory-search> wherever a site puts it: by script, several times, under a strict policy, among conflicting
// styles. On pages of another origin, against the real Worker over the sample archive.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  button,
  completions,
  everything,
  field,
  hit,
  hits,
  QUERY,
  queries,
  results,
  searchBox,
  searchFor,
  stopTimers,
  TYPED,
  UNANSWERED,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { startSampleSite, type WidgetSite } from "../support/widget-site.ts";

let site: WidgetSite;

beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site?.stop());

interface Box extends HTMLElement {
  query: string;
  open(): void;
}

describe("a search box controlled by scripts", () => {
  it("searches for a query set before the script loaded, and for each one set later", async () => {
    const page = await site.open(
      `${searchBox()}<script>document.querySelector("backstory-search").query = "${QUERY}";</script>`,
    );
    await hit(page, VOSTOCHNY).waitFor();
    expect(await field(page).inputValue()).toBe(QUERY);
    await page.evaluate(() => {
      (document.querySelector("backstory-search") as Box).query = " suez canal ";
    });
    await hit(page, "Suez").first().waitFor();
    expect(await field(page).inputValue()).toBe("suez canal");
    expect(await page.evaluate(() => (document.querySelector("backstory-search") as Box).query)).toBe(
      "suez canal",
    );
  });

  it("works if the element was there before the script, or is created after it", async () => {
    const page = await site.open(searchBox(), { bundle: "none" });
    await page.evaluate((src) => {
      document.head.append(Object.assign(document.createElement("script"), { type: "module", src }));
    }, `${site.api}/widget.js`);
    await searchFor(page, QUERY);
    await page.evaluate(() => {
      document.querySelector("main")?.replaceChildren();
      const box = document.createElement("backstory-search") as Box;
      box.query = "suez canal";
      box.setAttribute("href", "/n/{id}");
      document.querySelector("main")?.append(box);
    });
    await hit(page, "Suez").first().waitFor();
    expect(await hits(page).first().getAttribute("href")).toContain("/n/");
  });

  it("sends no requests and ignores keys once removed, and searches again when it is put back", async () => {
    const page = await site.open(searchBox('shortcut="ctrl+k" sync="url"'));
    await field(page).waitFor();
    await stopTimers(page);
    await page.route(/q=suez&/, () => undefined);
    const gone = page.waitForEvent("requestfailed");
    await field(page).fill("suez");
    await field(page).press("Enter");
    await expect.poll(() => address(page)).toBe("?q=suez");
    const asked = everything(page);
    await field(page).pressSequentially(" canal");
    const box = await page.evaluateHandle(() => {
      const found = document.querySelector("backstory-search") as Box;
      found.remove();
      found.query = "of nobody";
      found.query = "suez canal";
      return found;
    });
    expect((await gone).failure()?.errorText).toBe("net::ERR_ABORTED");
    await page.clock.runFor(5000);
    await page.keyboard.press("Control+k");
    await page.evaluate(() => history.pushState(null, "", "?q=elsewhere"));
    await page.goBack();
    expect(asked).toEqual([]);
    expect(await box.evaluate((found) => found.isConnected)).toBe(false);
    await page.evaluate((found) => document.querySelector("main")?.append(found), box);
    await hit(page, "Suez").first().waitFor();
    expect(asked.map(({ url }) => new URL(url).searchParams.get("q"))).toEqual(["suez canal"]);
  });

  it("can appear twice on a page, each with separate searches, completions and names", async () => {
    const page = await site.open(
      `${searchBox()}<aside><backstory-search label="Of sports" href="/s/{id}"></backstory-search></aside>`,
    );
    await searchFor(page, QUERY);
    await field(page, "Of sports").pressSequentially(TYPED);
    await completions(page).waitFor();
    const ids = await page
      .getByRole("listbox", { includeHidden: true })
      .evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(2);
    await hits(page, "Of sports: Search results").first().waitFor();
    expect(await hit(page, VOSTOCHNY).count()).toBe(1);
    expect(await field(page).inputValue()).toBe(QUERY);
  });

  it("can be moved, and goes on working in its new place", async () => {
    const page = await site.open(`${searchBox()}<aside></aside>`);
    await searchFor(page, QUERY);
    await page.evaluate(() => {
      const box = document.querySelector("backstory-search");
      if (box) document.querySelector("aside")?.append(box);
    });
    await hit(page, VOSTOCHNY).waitFor();
    expect(await field(page).inputValue()).toBe(QUERY);
    await searchFor(page, "suez canal");
    await hit(page, "Suez").first().waitFor();
  });
});

const address = (page: Page): string => new URL(page.url()).search;

describe("a page with a strict policy", () => {
  it("gets both elements in full, without allowing any styles, scripts or markup", async () => {
    const policy = [
      "default-src 'none'",
      `script-src ${site.api}`,
      `connect-src ${site.api}`,
      "style-src 'self'",
      "img-src data:",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join("; ");
    const page = await site.open(
      `${searchBox()}<backstory-related article-id="2019-04-25-kim-putin-vladivostok-talks"></backstory-related>`,
      { headers: { "Content-Security-Policy": policy }, lang: "fr" },
    );
    const french = field(page, "Rechercher dans les archives");
    await french.pressSequentially(TYPED);
    await page.getByRole("option").first().waitFor();
    await french.press("Enter");
    await page.getByText("10 résultats", { exact: true }).waitFor();
    await page.getByRole("navigation", { name: "Articles liés" }).waitFor();
    const line = await french.evaluate((node) => getComputedStyle(node.parentElement as Element).display);
    expect(line).toBe("flex");
  });
});

describe("a page with hostile styles", () => {
  const HOSTILE = `<style>
    html { font-size: 3px; }
    * { all: unset; }
    div, input, button, ul, ol, li, p, form, section, dialog, details, label, mark, h1, a {
      display: none !important; position: fixed !important; color: transparent !important;
      font-size: 40px !important; opacity: 0 !important; pointer-events: none !important; content: "x" !important;
    }
    backstory-search { color: transparent; font: italic 60px/9 fantasy; letter-spacing: 9px; text-transform: uppercase;
      text-indent: 90px; white-space: nowrap; cursor: none; text-align: right; word-spacing: 2em; visibility: visible; }
    script, head, style { display: none; }
  </style>`;

  it("changes nothing about the box except its typeface", async () => {
    const look = async (head: string) => {
      const page = await site.open(searchBox("style='font-family: serif'"), { head });
      await searchFor(page, QUERY);
      const box = await page.locator("backstory-search").boundingBox();
      const sizes = await Promise.all(
        [field(page), button(page, "Search"), hits(page).first(), page.getByRole("checkbox").first()].map(
          async (part) => {
            const { width = 0, height = 0, x = 0, y = 0 } = (await part.boundingBox()) ?? {};
            return [x - (box?.x ?? 0), y - (box?.y ?? 0), width, height].map(Math.round);
          },
        ),
      );
      const styles = await hits(page)
        .first()
        .evaluate((link) => {
          const { color, fontSize, letterSpacing, textTransform, textIndent, whiteSpace } =
            getComputedStyle(link);
          return { color, fontSize, letterSpacing, textTransform, textIndent, whiteSpace };
        });
      return { sizes, styles };
    };
    const calm = await look("<style>html, body, main { display: block; margin: 0; }</style>");
    const hostile = await look(`${HOSTILE}<style>html, body, main { display: block !important; }</style>`);
    expect(hostile).toEqual(calm);
  });

  it("does not stop the dialog from working", async () => {
    const page = await site.open(searchBox("modal"), { head: HOSTILE });
    await button(page, "Search").click();
    await searchFor(page, QUERY);
    await hit(page, VOSTOCHNY).hover();
    await button(page, "Close").click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });
});

describe("the site's own styles", () => {
  it("reach the box through variables and its parts", async () => {
    const page = await site.open(searchBox(), {
      head: `<style>
        backstory-search { --backstory-color: rgb(1, 2, 3); --backstory-radius: 9px; --backstory-font-size: 20px; }
        backstory-search::part(title) { text-transform: uppercase; }
      </style>`,
    });
    await searchFor(page, QUERY);
    const title = await hits(page)
      .first()
      .evaluate((link) => {
        const { color, textTransform } = getComputedStyle(link);
        return { color, textTransform };
      });
    expect(title).toEqual({ color: "rgb(1, 2, 3)", textTransform: "uppercase" });
    const input = await field(page).evaluate((node) => {
      const { borderRadius, fontSize } = getComputedStyle(node);
      return { borderRadius, fontSize };
    });
    expect(input).toEqual({ borderRadius: "9px", fontSize: "20px" });
  });

  it("may add to each hit, and put something above the results", async () => {
    const page = await site.open(searchBox("", '<p slot="intro">From our archive</p>'));
    await field(page).waitFor();
    await page.evaluate(() => {
      const box = document.querySelector("backstory-search") as HTMLElement & {
        renderHit(item: HTMLElement, found: { id: string }): void;
      };
      box.renderHit = (item, found) => item.append(`No. ${found.id}`);
    });
    await searchFor(page, QUERY);
    expect(await page.getByText("From our archive").isVisible()).toBe(true);
    expect(await results(page).getByText("No. 2024-06-19-russia-north-korea-treaty-pyongyang").count()).toBe(
      1,
    );
  });
});

describe("what is reported to the Worker", () => {
  it("includes no searches or clicks unless the site enables that", async () => {
    const page = await site.open(searchBox());
    await field(page).waitFor();
    await stopTimers(page);
    const asked = everything(page);
    await field(page).fill(UNANSWERED);
    await field(page).press("Enter");
    await results(page).getByText("No articles found for").waitFor();
    // The status is set, and events would be sent, after a pause in typing.
    await page.clock.runFor(5000);
    await page.getByRole("status").getByText("No articles found for").waitFor({ state: "attached" });
    expect(queries(asked.map(({ url }) => new URL(url)))).toEqual([UNANSWERED]);
    expect(asked[0]?.url).toContain("/v1/search");
  });
});
