// Screenshots of the search page and the reference, for people to look at; axe finds no violation on them.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { expectAccessible, isForAxe } from "../support/axe.ts";
import { sharedBrowser } from "../support/browser.ts";
import { type DevServer, startDevServer } from "../support/dev-server.ts";
import { failing, openWatchedPage } from "../support/watched-page.ts";

const FOLDER = process.env.BACKSTORY_SCREENSHOTS ?? "build/screenshots";
const DEVICES: Readonly<Record<string, BrowserContextOptions>> = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
};
const VIEWS = {
  latest: "",
  results: "?q=first+meeting+of+Kim+and+Putin",
  article: "?article=2019-04-26-putin-kim-security-guarantees-agency",
  empty: "?q=kubernetes+ingress+controller+yaml+syntax",
  error: "?q=unavailable",
  missing: "?article=never-written",
  docs: "docs",
  "docs-search": "docs#search",
  "docs-errors": "docs#unknown_parameter",
};

let server: DevServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDevServer(), sharedBrowser()]);
});
afterAll(async () => {
  await server?.stop();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [device, options] of Object.entries(DEVICES)) {
    it(
      `in ${colorScheme} colours on a ${device}, every view can be read by everyone`,
      { timeout: 120_000 },
      async () => {
        await mkdir(FOLDER, { recursive: true });
        const expected = [/503/, /404/];
        const page = await openWatchedPage(browser, server.url, { ...options, colorScheme, expected });
        await page.route("**/v1/search?q=unavailable*", failing);
        for (const [view, query] of Object.entries(VIEWS)) {
          await page.goto(`${server.url}/${query}`);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.waitForLoadState("networkidle");
          const path = join(FOLDER, `${view}-${device}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: view === "article" });
          // The reference is one document, whichever part of it is shown.
          if (isForAxe(colorScheme, device) && !view.startsWith("docs-")) await expectAccessible(page, view);
        }
      },
    );
  }
}
