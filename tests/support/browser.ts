// The browser of the tests, the same program as that of the measurements.

import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../../scripts/serving/browser.ts";

/** Playwright's own is 30 s, which a machine with much other work can take; a test has 120 s. */
const WAIT_MS = 60_000;

let shared: Promise<Browser> | undefined;

/** One process for all test files of a worker: never close it. It ends with the worker. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  return shared;
}

/** A context whose pages wait as long as a busy machine may need. */
export async function openContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(WAIT_MS);
  return context;
}
