// <backstory-search> wherever a site puts it: in a dialog, several times, by script, in another language, under a strict
// policy, among hostile styles, and in front of a function that wants a key. On pages of another origin, against the real
// function over the sample archive.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  button,
  completions,
  field,
  hit,
  hits,
  LABEL,
  QUERY,
  queries,
  questions,
  results,
  searchBox,
  searchFor,
  TYPED,
  UNANSWERED,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { startSampleSite, type WidgetSite } from "../support/widget-site.ts";

/** Every question of the search box, by search or completion. */
const ANY_QUESTION = /\/v1\//;

let site: WidgetSite;

beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site?.stop());

interface Box extends HTMLElement {
  query: string;
  open(): void;
}

/** Addresses and bodies of all that the page asks the function from now on. */
function everything(page: Page): { url: string; method: string; body: string | null }[] {
  const asked: { url: string; method: string; body: string | null }[] = [];
  page.on("request", (request) => {
    if (!ANY_QUESTION.test(request.url())) return;
    asked.push({ url: request.url(), method: request.method(), body: request.postData() });
  });
  return asked;
}

describe("attributes of the search box", () => {
  it("`private` searches by POST, completes nothing, and leaves no word of the query in any address", async () => {
    const page = await site.open(searchBox('private sync="url" limit="2"'));
    const asked = everything(page);
    await field(page).pressSequentially(QUERY);
    await hit(page, VOSTOCHNY).waitFor();
    await page.getByRole("checkbox", { name: /^2023/ }).check();
    await results(page).getByText("1 result", { exact: true }).waitFor();
    const sent = asked.filter(({ method }) => method !== "OPTIONS");
    expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(["POST"]));
    expect(new Set(asked.map(({ url }) => url))).toEqual(new Set([`${site.api}/v1/search`]));
    expect(JSON.parse(sent.at(-1)?.body ?? "")).toMatchObject({ q: QUERY, year: ["2023"], limit: 2 });
    expect(await completions(page).isVisible()).toBe(false);
    expect(new URL(page.url()).search).toBe("");
  });

  it("`key` goes with every question, and none goes without it", async () => {
    for (const [attributes, key] of [
      ['key="pk-reader"', "pk-reader"],
      ["", null],
    ] as const) {
      const page = await site.open(searchBox(attributes));
      const [asked, completed] = [questions(page), questions(page, "/v1/suggest")];
      await field(page).pressSequentially(TYPED);
      await completions(page).waitFor();
      await hits(page).first().waitFor();
      const sent = [...asked, ...completed].map(({ searchParams }) => searchParams.get("key"));
      expect(new Set(sent)).toEqual(new Set([key]));
    }
  });

  it("`api` names the function, with or without a slash at its end, also after the fact", async () => {
    const page = await site.open(searchBox('api="/not/here"'), { expected: [/404/] });
    const asked = everything(page);
    await field(page).fill(QUERY);
    await field(page).press("Enter");
    await button(page, "Try again").waitFor();
    expect(asked[0]?.url).toContain(`${site.host.url}/not/here/v1/search?`);
    await page.locator("backstory-search").evaluate((box, api) => box.setAttribute("api", api), site.api);
    await hit(page, VOSTOCHNY).waitFor();
    expect(asked[1]?.url).toContain(`${site.api}/v1/search?`);
    const other = await site.open(searchBox(`api="${site.api}/"`));
    await searchFor(other, QUERY);
  });

  it("`mode` and `limit` are the function's, `label` and `placeholder` the field's", async () => {
    const page = await site.open(
      searchBox('mode="keyword" limit="2" label="Find reports" placeholder="Try “Suez”"'),
    );
    const asked = questions(page);
    await field(page, "Find reports").fill("north korea");
    await page.keyboard.press("Enter");
    await hits(page, "Find reports: Search results").first().waitFor();
    expect(await hits(page, "Find reports: Search results").count()).toBe(2);
    expect(asked[0]?.searchParams.get("mode")).toBe("keyword");
    expect(await field(page, "Find reports").getAttribute("placeholder")).toBe("Try “Suez”");
  });
});

describe("languages of the search box", () => {
  it("are the page's or its own, with counts and dates as they are written there", async () => {
    for (const [lang, label, counted, dated] of [
      ["de", "Im Archiv suchen", "4 Treffer", "13. September 2023"],
      ["de-AT", "Im Archiv suchen", "4 Treffer", "13. September 2023"],
      ["zh-TW", "搜尋所有文章", "4 筆結果", "2023年9月13日"],
      ["en-GB", LABEL, "4 results", "13 September 2023"],
    ] as const) {
      const page = await site.open(searchBox(), { lang });
      await field(page, label).fill(QUERY);
      await page.keyboard.press("Enter");
      await page.getByText(counted, { exact: true }).waitFor();
      expect(await page.getByText(dated, { exact: true }).count(), lang).toBe(1);
    }
    const own = await site.open(searchBox('lang="de"'));
    await field(own, "Im Archiv suchen").waitFor();
  });

  it("are fetched on demand where they do not come with the script, and keep what was typed meanwhile", async () => {
    const page = await site.open(searchBox(), {
      lang: "fr-CA",
      prepare: (before) =>
        before.route("**/strings-fr.json", async (route) => {
          await field(before).pressSequentially("kim");
          await route.continue();
        }),
    });
    const french = field(page, "Rechercher dans les archives");
    await french.waitFor();
    expect(await french.inputValue()).toBe("kim");
    expect(await french.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(
      true,
    );
    await page.keyboard.type(" putin summit");
    await page.getByText("4 résultats", { exact: true }).waitFor();
  });

  it("are English where the function has no words of one, and where they can't be fetched", async () => {
    const unknown = await site.open(searchBox(), { lang: "is" });
    await field(unknown).waitFor();
    const page = await site.open(searchBox(), {
      lang: "fr",
      expected: [/Failed to load resource/],
      prepare: (before) => before.route("**/strings-fr.json", (route) => route.abort()),
    });
    await searchFor(page, QUERY);
    // A screen reader is told that the words are not in the page's language.
    expect(await field(unknown).evaluate((node) => node.closest("[lang]")?.getAttribute("lang"))).toBe("en");
  });

  it("give way to words of the site's own, set before the script or after it", async () => {
    const page = await site.open(
      `${searchBox()}<script>
        document.querySelector("backstory-search").strings = { label: "Durchsuchen", "count.other": "Es sind {n}" };
      </script>`,
    );
    await field(page, "Durchsuchen").fill(QUERY);
    await page.keyboard.press("Enter");
    await page.getByText("Es sind 4", { exact: true }).waitFor();
    await page.evaluate(() => {
      const box = document.querySelector("backstory-search") as HTMLElement & {
        strings: object;
        refresh(): void;
      };
      box.strings = { label: "Stöbern" };
      box.refresh();
    });
    await field(page, "Stöbern").waitFor();
    await page.getByText("4 results", { exact: true }).waitFor();
  });
});

describe("a search box that scripts handle", () => {
  it("searches for the query that was set before the script came, and for each that is set later", async () => {
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

  it("works where the element was there before the script, and where it is made after it", async () => {
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

  it("asks nothing any more once it is removed, hears no key, and asks again when it comes back", async () => {
    const page = await site.open(searchBox('shortcut="ctrl+k" sync="url"'));
    await field(page).waitFor();
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
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

  it("stands twice on a page, each with a search, completions and names of its own", async () => {
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

  it("may be moved, and works on where it is then", async () => {
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
  it("gets both elements whole, without any leave for styles, scripts or markup", async () => {
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

  it("bends nothing of the box but its typeface", async () => {
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

  it("does not keep the dialog from being used", async () => {
    const page = await site.open(searchBox("modal"), { head: HOSTILE });
    await button(page, "Search").click();
    await searchFor(page, QUERY);
    await hit(page, VOSTOCHNY).hover();
    await button(page, "Close").click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });
});

describe("styles of the site's own", () => {
  it("reach the box by variables and by its parts", async () => {
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

  it("may add to each hit, and put something above what is found", async () => {
    const page = await site.open(searchBox("", '<p slot="intro">From our archive</p>'));
    await field(page).waitFor();
    await page.evaluate(() => {
      const box = document.querySelector("backstory-search") as HTMLElement & {
        decorate(item: HTMLElement, found: { id: string }): void;
      };
      box.decorate = (item, found) => item.append(`No. ${found.id}`);
    });
    await searchFor(page, QUERY);
    expect(await page.getByText("From our archive").isVisible()).toBe(true);
    expect(await results(page).getByText("No. 2024-06-19-russia-north-korea-treaty-pyongyang").count()).toBe(
      1,
    );
  });
});

describe("what is told to the function", () => {
  it("is nothing of searches and clicks where the site does not ask for it", async () => {
    const page = await site.open(searchBox());
    const asked = everything(page);
    await field(page).fill(UNANSWERED);
    await field(page).press("Enter");
    await page.getByRole("status").getByText("Nothing relevant found").waitFor();
    expect(queries(asked.map(({ url }) => new URL(url)))).toEqual([UNANSWERED]);
    expect(asked[0]?.url).toContain("/v1/search");
  });
});
