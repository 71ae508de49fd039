// <backstory-search> as a reader meets it: its parts by role and name, and what it has asked the function for.

import type { Locator, Page } from "playwright-core";

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
export const completions = (page: Page): Locator => page.getByRole("listbox", { name: "Completions" });
export const filters = (page: Page): Locator => page.locator("summary", { hasText: "Filters" });
export const filter = (page: Page, name: string | RegExp): Locator => page.getByRole("checkbox", { name });
export const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

/** Whether the focus is on it, through shadow roots. */
export function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((node) => (node.getRootNode() as Document | ShadowRoot).activeElement === node);
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
