// A page of the function in a separate browser context; the test that opened it fails with any error it reports.

import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { openContext } from "./browser.ts";

export interface WatchedPageOptions extends BrowserContextOptions {
  /** Messages of the console that the test brings about. */
  readonly expected?: readonly RegExp[];
}

export async function openWatchedPage(
  browser: Browser,
  url: string,
  { expected = [], ...options }: WatchedPageOptions = {},
): Promise<Page> {
  const context = await openContext(browser, options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (!expected.some((pattern) => pattern.test(message.text()))) errors.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  await page.goto(url);
  return page;
}

/** The function's own answer with parts of it replaced. */
export async function alter(route: Route, change: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, json: { ...(await response.json()), ...change } });
}

export const FAILURE = "The archive is being replaced. Ask again in a moment.";

export const failing = (route: Route): Promise<void> =>
  route.fulfill({
    status: 503,
    headers: { "Retry-After": "30" },
    json: { message: FAILURE, code: "index_unavailable", type: "internal", link: null, requestId: "0" },
  });

/** What a reader of the focused element would call it, also inside a shadow root: its label or its text. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    if (node instanceof HTMLInputElement) return node.ariaLabel ?? node.labels?.[0]?.textContent ?? node.id;
    return node?.ariaLabel ?? node?.textContent ?? "";
  });
}
