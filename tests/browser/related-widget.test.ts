// <backstory-related> on pages of another origin, against the real Worker over an archive with URLs and pictures:
// which article it is about, its attributes, its layouts and the site's own template.

import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostPage } from "../support/host-page.ts";
import {
  FOR_MEMBERS,
  LONE,
  pathOf,
  SUMMITS,
  UNSIZED_PICTURE,
  WITHOUT_ADDRESS,
  WITHOUT_PICTURE,
} from "../support/widget-archive.ts";
import { startWidgetSite, type WidgetSite } from "../support/widget-site.ts";

const SINGAPORE = "Trump and North Korean leader sign pledge at Singapore meeting";
const VLADIVOSTOK = "Kim and Putin hold first talks in Vladivostok";
const PANMUNJOM = "US president crosses the line at Panmunjom";
const VOSTOCHNY = "Moscow hints at satellite help as Kim tours space launch site";
const TREATY = "Russia and North Korea sign mutual defence pact";
const TITLES = [SINGAPORE, VLADIVOSTOK, PANMUNJOM, VOSTOCHNY, TREATY];
/** Related to Vladivostok, in the Worker's order. */
const RELATED = [PANMUNJOM, SINGAPORE, VOSTOCHNY, TREATY];
const OF_VLADIVOSTOK = `article-id="${SUMMITS.vladivostok}"`;

let site: WidgetSite;

beforeAll(async () => {
  site = await startWidgetSite();
});
afterAll(() => site?.stop());

const list = (page: Page, name = "Related articles"): Locator => page.getByRole("navigation", { name });
const items = (page: Page, name?: string): Locator => list(page, name).getByRole("listitem");
const element = (attributes: string, content = ""): string =>
  `<backstory-related ${attributes}>${content}</backstory-related>`;

/** The titles of the list once it has loaded, in order. */
async function titles(page: Page, name?: string): Promise<string[]> {
  await list(page, name).waitFor();
  const texts = await items(page, name).allTextContents();
  return texts.map((text) => TITLES.find((title) => text.includes(title)) ?? text);
}

function addressIn(page: Page, id: string): Locator {
  return page.locator(`a[href="${site.host.url}${pathOf(id)}"]`);
}

describe("the article that a related list is about", () => {
  it("is the one that `article-id` names", async () => {
    const page = await site.open(element(OF_VLADIVOSTOK));
    expect(await titles(page)).toEqual(RELATED);
  });

  it("is that of the page's canonical link, even a relative one", async () => {
    for (const address of [
      `${site.host.url}${pathOf(SUMMITS.vladivostok)}?utm_source=mail`,
      pathOf(SUMMITS.vladivostok),
    ]) {
      const page = await site.open(element(""), { head: `<link rel="canonical" href="${address}">` });
      expect(await titles(page), address).toEqual(RELATED);
    }
  });

  it("is that of the page's URL if there is no canonical link, however it was shared", async () => {
    const page = await site.open(element(""), {
      path: pathOf(SUMMITS.vladivostok),
      query: "?utm_campaign=x&fbclid=y#comments",
    });
    expect(await titles(page)).toEqual(RELATED);
  });

  it("changes after `refresh` once the canonical link has changed", async () => {
    const page = await site.open(element(""), {
      head: `<link rel="canonical" href="${pathOf(SUMMITS.vladivostok)}">`,
    });
    expect(await titles(page)).toEqual(RELATED);
    await page.evaluate((path) => {
      document.querySelector("link[rel=canonical]")?.setAttribute("href", path);
      const related = document.querySelector("backstory-related") as HTMLElement & { refresh(): void };
      related.refresh();
    }, pathOf(SUMMITS.singapore));
    await list(page).getByRole("link", { name: VLADIVOSTOK }).waitFor();
    expect(await titles(page)).not.toContain(SINGAPORE);
  });

  it("changes with `article-id`, with one request for several changes at once", async () => {
    const page = await site.open(element(OF_VLADIVOSTOK));
    await titles(page);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole("navigation").evaluate((nav, id) => {
      const related = nav.parentElement;
      related?.setAttribute("limit", "3");
      related?.setAttribute("article-id", id);
      related?.setAttribute("limit", "2");
    }, SUMMITS.singapore);
    await list(page).getByRole("link", { name: VLADIVOSTOK }).waitFor();
    expect(await titles(page)).toHaveLength(2);
    expect(asked.filter((path) => path.endsWith("/related"))).toHaveLength(1);
  });
});

describe("attributes of a related list", () => {
  it("`limit` says how many", async () => {
    const page = await site.open(element(`${OF_VLADIVOSTOK} limit="2"`));
    expect(await titles(page)).toEqual(RELATED.slice(0, 2));
  });

  it("`direction` says whether before or after the article", async () => {
    const page = await site.open(
      element(`${OF_VLADIVOSTOK} direction="before" heading="Background"`) +
        element(`${OF_VLADIVOSTOK} direction="after" heading="What came of it"`),
    );
    expect(await titles(page, "Background")).toEqual([SINGAPORE]);
    expect((await titles(page, "What came of it")).sort()).toEqual([PANMUNJOM, VOSTOCHNY, TREATY].sort());
  });

  it("`fallback` fills the list with the newest", async () => {
    const page = await site.open(element(`article-id="${LONE}" fallback="recent" limit="3"`));
    expect(await titles(page)).toHaveLength(3);
  });

  it("`heading` and `heading-level` set its heading", async () => {
    const page = await site.open(
      element(OF_VLADIVOSTOK) +
        element(`${OF_VLADIVOSTOK} heading="More on Korea" heading-level="3"`) +
        element(`${OF_VLADIVOSTOK} heading="Below" heading-level="low"`),
    );
    await page.getByRole("heading", { level: 2, name: "Related articles" }).waitFor();
    await page.getByRole("heading", { level: 3, name: "More on Korea" }).waitFor();
    await page.getByRole("heading", { level: 2, name: "Below" }).waitFor();
  });

  it("an empty `heading` leaves the heading out, but the list keeps its name", async () => {
    const page = await site.open(element(`${OF_VLADIVOSTOK} heading=""`));
    expect(await titles(page)).toEqual(RELATED);
    expect(await page.getByRole("heading").count()).toBe(0);
  });

  it("`href` is the pattern of the site's URLs", async () => {
    const page = await site.open(element(`${OF_VLADIVOSTOK} href="/read/{id}?from=related"`));
    await list(page).getByRole("link", { name: TREATY }).waitFor();
    expect(await list(page).getByRole("link", { name: TREATY }).getAttribute("href")).toBe(
      `${site.host.url}/read/${SUMMITS.treaty}?from=related`,
    );
  });

  it("`api` and `key` say where to send requests, and with which key", async () => {
    const asked: string[] = [];
    const page = await site.open(element(`${OF_VLADIVOSTOK} api="${site.api}/" key="a public key"`), {
      prepare: async (made) => made.on("request", (request) => asked.push(request.url())),
    });
    await titles(page);
    expect(asked).toContain(`${site.api}/v1/articles/${SUMMITS.vladivostok}/related?key=a+public+key`);
  });

  it("`time-zone` applies to the articles' dates; an unknown zone leaves the dates unchanged", async () => {
    const dated = (zone: string) => element(`${OF_VLADIVOSTOK} heading="${zone}" time-zone="${zone}"`);
    const page = await site.open(["Europe/London", "Pacific/Kiritimati", "Nowhere/Else"].map(dated).join(""));
    const day = (zone: string) =>
      items(page, zone).filter({ hasText: VOSTOCHNY }).getByRole("time").textContent();
    expect(await day("Europe/London")).toBe("September 13, 2023");
    expect(await day("Pacific/Kiritimati")).toBe("September 14, 2023");
    expect(await day("Nowhere/Else")).toBe("2023-09-13");
  });
});

describe("layouts of a related list", () => {
  it("a list has linked titles, details and summaries", async () => {
    const page = await site.open(element(OF_VLADIVOSTOK));
    expect(await titles(page)).toEqual(RELATED);
    const text = await items(page).filter({ hasText: SINGAPORE }).innerText();
    expect(text.replace(/\s+/g, " ")).toContain(
      `${SINGAPORE} World June 12, 2018 Members The first encounter`,
    );
    expect(await addressIn(page, FOR_MEMBERS).count()).toBe(1);
  });

  it("articles without a URL are text instead of links", async () => {
    const page = await site.open(element(OF_VLADIVOSTOK));
    await list(page).getByText(TREATY).waitFor();
    expect(await list(page).getByRole("link").count()).toBe(RELATED.length - 1);
    expect(await addressIn(page, WITHOUT_ADDRESS).count()).toBe(0);
  });

  it("cards have pictures of known size with the archive's alt text, and can be clicked anywhere", async () => {
    const page = await site.open(element(`${OF_VLADIVOSTOK} layout="cards"`));
    await titles(page);
    // One article has no picture, and one of unknown size would make the page shift.
    expect(
      await items(page)
        .filter({ has: page.locator("img") })
        .count(),
    ).toBe(2);
    for (const id of [WITHOUT_PICTURE, UNSIZED_PICTURE]) {
      expect(
        await items(page)
          .filter({ has: addressIn(page, id) })
          .locator("img")
          .count(),
        id,
      ).toBe(0);
    }
    const picture = items(page).filter({ hasText: SINGAPORE }).getByRole("img");
    expect(await picture.getAttribute("width")).toBe("1200");
    expect(await picture.getAttribute("height")).toBe("800");
    expect(await picture.getAttribute("alt")).toBe("A picture for article 0");
    site.host.put(pathOf(SUMMITS.singapore), hostPage("The article"));
    await picture.hover({ force: true });
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForURL(`**${pathOf(SUMMITS.singapore)}`);
  });

  it("a compact list has only titles and dates", async () => {
    const page = await site.open(element(`${OF_VLADIVOSTOK} layout="compact"`));
    await titles(page);
    expect((await items(page).filter({ hasText: PANMUNJOM }).innerText()).replace(/\s+/g, " ")).toBe(
      `${PANMUNJOM} June 30, 2019`,
    );
  });

  it("a timeline has what came before and after the article, oldest first", async () => {
    const page = await site.open(element(`${OF_VLADIVOSTOK} layout="timeline"`));
    expect(await titles(page)).toEqual([SINGAPORE, PANMUNJOM, VOSTOCHNY, TREATY]);
    expect(await page.getByRole("heading", { level: 3 }).allTextContents()).toEqual(["Earlier", "Later"]);
    const text = await list(page).innerText();
    const places = ["Earlier", SINGAPORE, "This article", "Later", PANMUNJOM].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it("a timeline with only one side has no heading for the other", async () => {
    const page = await site.open(element(`article-id="${SUMMITS.singapore}" layout="timeline" heading=""`));
    await list(page).waitFor();
    expect(await page.getByRole("heading").allTextContents()).toEqual(["Later"]);
    await page.getByRole("heading", { level: 2, name: "Later" }).waitFor();
  });
});

describe("a related list in the site's own template", () => {
  const ITEM = `
    <article class="teaser" data-backstory="item">
      <a data-backstory="link"><img data-backstory="image"><b data-backstory="title">Title</b></a>
      <time data-backstory="date"></time> <i data-backstory="section"></i> <u data-backstory="author"></u>
      <p data-backstory="summary"></p>
    </article>`;

  it("repeats the item within its surrounding markup", async () => {
    const page = await site.open(
      element(
        OF_VLADIVOSTOK,
        `<template><h4>Read on</h4><div role="feed">${ITEM}</div><p>All of it</p></template>`,
      ),
    );
    await page.getByRole("heading", { level: 4, name: "Read on" }).waitFor();
    const articles = page.getByRole("feed").getByRole("article");
    expect(await articles.count()).toBe(4);
    const singapore = articles.filter({ hasText: SINGAPORE });
    expect((await singapore.innerText()).replace(/\s+/g, " ")).toMatch(
      /^Trump .* meeting June 12, 2018 World .* The first encounter between/,
    );
    expect(await singapore.getByRole("link").getAttribute("href")).toBe(
      site.host.url + pathOf(SUMMITS.singapore),
    );
    expect(await singapore.getByRole("time").getAttribute("datetime")).toBe("2018-06-12T13:40:00.000Z");
    expect(await page.getByText("All of it").count()).toBe(1);
    expect(await list(page).count()).toBe(0);
  });

  it("repeats the whole template if it has no item", async () => {
    const page = await site.open(
      element(`${OF_VLADIVOSTOK} limit="2"`, `<template><a data-backstory="link title"></a><br></template>`),
    );
    await page.getByRole("link", { name: PANMUNJOM }).waitFor();
    expect(await page.getByRole("link").allTextContents()).toEqual(RELATED.slice(0, 2));
    expect(await page.locator("backstory-related > br").count()).toBe(2);
  });

  it("removes what an article lacks, and does not link if there is no URL", async () => {
    const page = await site.open(element(OF_VLADIVOSTOK, `<template>${ITEM}</template>`));
    const articles = page.getByRole("article");
    await articles.first().waitFor();
    const pictures = async (title: string) => articles.filter({ hasText: title }).locator("img").count();
    expect(await pictures(SINGAPORE)).toBe(1);
    expect(await pictures(VOSTOCHNY)).toBe(0);
    expect(await pictures(PANMUNJOM)).toBe(0);
    expect(await articles.filter({ hasText: TREATY }).getByRole("link").count()).toBe(0);
  });

  it("declares the language of the text it fills in", async () => {
    const page = await site.open(element(OF_VLADIVOSTOK, `<template>${ITEM}</template>`), { lang: "de" });
    await page.getByText(SINGAPORE).waitFor();
    expect(await page.getByText(SINGAPORE).getAttribute("lang")).toBe("en");
    await page.getByText("12. Juni 2018").waitFor();
  });

  it("is filled again when another article is requested", async () => {
    const page = await site.open(element(OF_VLADIVOSTOK, `<template>${ITEM}</template>`));
    await page.getByText(SINGAPORE).waitFor();
    await page
      .locator("backstory-related")
      .evaluate((related, id) => related.setAttribute("article-id", id), SUMMITS.singapore);
    await page.getByText(VLADIVOSTOK).waitFor();
    expect(await page.getByText(SINGAPORE).count()).toBe(0);
  });
});
