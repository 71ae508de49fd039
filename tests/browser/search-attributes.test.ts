// <backstory-search>: its attributes, and its strings in the reader's language. On pages of another origin, against
// the real Worker over the sample archive.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  button,
  completions,
  everything,
  field,
  hit,
  hits,
  LABEL,
  QUERY,
  questions,
  results,
  searchBox,
  searchFor,
  stopTimers,
  TYPED,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { startSampleSite, type WidgetSite } from "../support/widget-site.ts";

let site: WidgetSite;

beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site?.stop());

describe("attributes of the search box", () => {
  it("`private` searches by POST, completes nothing, and leaves no word of the query in any URL", async () => {
    const page = await site.open(searchBox('private sync="url" limit="2"'));
    const asked = everything(page);
    const whole = page.waitForResponse(
      (response) => response.request().postDataJSON()?.q === QUERY && response.ok(),
    );
    await field(page).pressSequentially(QUERY);
    await whole;
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

  it("`key` is sent with every request, and no key is sent without it", async () => {
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

  it("`api` names the Worker, with or without a trailing slash, even if set later", async () => {
    const page = await site.open(searchBox('api="/not/here"'), { expected: [/404/] });
    await field(page).waitFor();
    await stopTimers(page);
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

  it("`mode` and `limit` go to the Worker, `label` and `placeholder` to the field", async () => {
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
  it("are the page's or its own, with counts and dates formatted accordingly", async () => {
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

  it("are fetched on demand if they are not in the bundle, without losing what is typed meanwhile", async () => {
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

  it("fall back to English if the Worker has no translation, or if it can't be fetched", async () => {
    const unknown = await site.open(searchBox(), { lang: "is" });
    await field(unknown).waitFor();
    const page = await site.open(searchBox(), {
      lang: "fr",
      expected: [/Failed to load resource/],
      prepare: (before) => before.route("**/strings-fr.json", (route) => route.abort()),
    });
    await searchFor(page, QUERY);
    // Assistive technology needs to know that the text is not in the page's language.
    expect(await field(unknown).evaluate((node) => node.closest("[lang]")?.getAttribute("lang"))).toBe("en");
  });

  it("are overridden by the site's own strings, set before the script or after it", async () => {
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
