// recipes/astro and recipes/eleventy: the sites are built, with the real function over the sample archive and without
// one that answers, and their pages opened in a real browser.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../../scripts/serving/free-port.ts";
import { sharedBrowser } from "../support/browser.ts";
import { buildSite } from "../support/recipe-site.ts";
import { BASE_PATH, type ServedSample, serveSampleOfSite } from "../support/sample-of-a-site.ts";

const ARTICLES = [
  "2018-06-12-singapore-trump-kim-joint-statement",
  "2019-03-01-hanoi-summit-breaks-off-without-deal",
  "2019-04-25-kim-putin-vladivostok-talks",
];

let served: ServedSample;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSampleOfSite(), sharedBrowser()]);
}, 120_000);
afterAll(async () => {
  await served?.stop();
});

/** What a reader finds in the list of a page: titles, addresses and days, in order; null where there is no list. */
async function listOf(html: string) {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.setContent(html);
  expect(await page.getByRole("article").count()).toBe(1);
  const list = page.getByRole("navigation", { name: "Related articles" });
  if ((await list.count()) === 0) return null;
  expect(await list.getByRole("heading").allTextContents()).toEqual(["Related articles"]);
  const rows = await list.getByRole("listitem").all();
  return Promise.all(
    rows.map(async (row) => ({
      title: await row.getByRole("link").textContent(),
      url: await row.getByRole("link").getAttribute("href"),
      day: await row.getByRole("time").textContent(),
    })),
  );
}

interface Answer {
  readonly hits: readonly { readonly title: string; readonly url: string; readonly publishedAt: string }[];
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/London" });

async function expectedOf(id: string) {
  const response = await fetch(`${served.url}${BASE_PATH}/v1/articles/${id}/related`);
  const { hits } = (await response.json()) as Answer;
  return hits.map(({ title, url, publishedAt }) => ({
    ...{ title, url, day: dayFormat.format(Date.parse(publishedAt)) },
  }));
}

describe.each(["astro", "eleventy"])("the site of recipes/%s", (recipe) => {
  it("has the related articles of each article, as links with their days", async () => {
    const site = await buildSite(recipe, { BACKSTORY_URL: `${served.url}${BASE_PATH}` });
    expect(site.exitCode, site.output).toBe(0);
    for (const id of ARTICLES) {
      const expected = await expectedOf(id);
      expect(expected.length).toBeGreaterThan(1);
      expect(await listOf(await site.page(`/articles/${id}/`)), id).toEqual(expected);
    }
  });

  it("is built all the same where the function is down, with pages as they would be without it", async () => {
    const plain = await buildSite(recipe, {});
    expect(plain.exitCode, plain.output).toBe(0);
    expect(plain.output).not.toContain("No related articles");
    const pages = await Promise.all(ARTICLES.map((id) => plain.page(`/articles/${id}/`)));
    const site = await buildSite(recipe, { BACKSTORY_URL: `http://127.0.0.1:${await freePort()}` });
    expect(site.exitCode, site.output).toBe(0);
    expect(site.output).toContain("No related articles for https://news.example/articles/");
    expect(await Promise.all(ARTICLES.map((id) => site.page(`/articles/${id}/`)))).toEqual(pages);
    for (const page of pages) expect(await listOf(page)).toBeNull();
  });
});
