// <backstory-search> as a reader meets it: its parts by role and name, and the requests it sends to the function.

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

export const LABEL = "Search the archive";
/** Completed by the sample archive, and answered with more hits than one. */
export const TYPED = "north ko";
export const QUERY = "kim putin summit";
/** Answers to QUERY, one of each year. */
export const VOSTOCHNY = "Moscow hints at satellite help as Kim tours space launch site";
export const TREATY = "Russia and North Korea sign mutual defence pact";
export const SINGAPORE = "Trump and North Korean leader sign pledge at Singapore meeting";
export const UNANSWERED = "kubernetes ingress controller yaml syntax";

/** The element in a page of its own, with addresses on the host. */
export function searchBox(attributes = "", content = ""): string {
  return `<main><backstory-search href="/news/{id}" ${attributes}>${content}</backstory-search></main>`;
}

export const field = (page: Page, name = LABEL): Locator => page.getByRole("combobox", { name });
export const results = (page: Page, name = "Search results"): Locator =>
  page.getByRole("region", { name, exact: true });
export const hits = (page: Page, name?: string): Locator => results(page, name).getByRole("link");
export const hit = (page: Page, title: string): Locator => results(page).getByRole("link", { name: title });
export const completions = (page: Page): Locator => page.getByRole("listbox", { name: "Suggestions" });
export const filters = (page: Page): Locator => page.locator("summary", { hasText: "Filters" });
export const filter = (page: Page, name: string | RegExp): Locator => page.getByRole("checkbox", { name });
export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

/** Whether the focus is on it, through shadow roots. */
export function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((node) => (node.getRootNode() as Document | ShadowRoot).activeElement === node);
}

/**
 * Types letter by letter, and waits until hits and completions are those of the whole text: on a busy machine the box
 * also searches for its beginnings, whose results come and go.
 */
export async function typeWhole(page: Page, text: string, name?: string): Promise<void> {
  const [searched, completed] = ["/v1/search", "/v1/suggest"].map((path) =>
    page.waitForResponse((response) => {
      const { pathname, searchParams } = new URL(response.url());
      return pathname.endsWith(path) && searchParams.get("q") === text;
    }),
  ) as [ReturnType<Page["waitForResponse"]>, ReturnType<Page["waitForResponse"]>];
  await field(page, name).pressSequentially(text);
  const hitsFound: { title: string }[] = (await (await searched).json()).hits;
  const suggested: { text: string }[] = (await (await completed).json()).suggestions;
  // The text that is in the field already is not offered.
  const offered = suggested.map((one) => one.text).filter((one) => one.toLowerCase() !== text.toLowerCase());
  const options = completions(page).getByRole("option");
  await expect.poll(() => options.allTextContents()).toEqual(offered);
  const shown = name === undefined ? results(page) : results(page, `${name}: Search results`);
  await expect
    .poll(() => shown.locator("[part=title]").allTextContents())
    .toEqual(hitsFound.map(({ title }) => title));
}

/**
 * Stops the page's timers, after which only `page.clock.runFor` lets them fire: however slow the machine is, the pause
 * that begins a search while typing does not pass between two keys.
 */
export async function stopTimers(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** Searches, and waits for what it finds. */
export async function searchFor(page: Page, query: string, name?: string): Promise<void> {
  await field(page, name).fill(query);
  await field(page, name).press("Enter");
  await results(page)
    .getByText(/^\d+ results?$/)
    .waitFor();
}

/** Addresses of the questions of a kind that the page asks from now on, as they are asked. */
export function questions(page: Page, path = "/v1/search"): URL[] {
  const asked: URL[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    // A browser asks for leave before some of them.
    if (url.pathname === path && request.method() !== "OPTIONS") asked.push(url);
  });
  return asked;
}

/** What each of them was about. */
export const queries = (asked: readonly URL[]): (string | null)[] =>
  asked.map(({ searchParams }) => searchParams.get("q"));

/** Addresses and bodies of all that the page asks the function from now on. */
export function everything(page: Page): { url: string; method: string; body: string | null }[] {
  const asked: { url: string; method: string; body: string | null }[] = [];
  page.on("request", (request) => {
    if (!request.url().includes("/v1/")) return;
    asked.push({ url: request.url(), method: request.method(), body: request.postData() });
  });
  return asked;
}
