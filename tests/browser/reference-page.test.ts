// The API reference in a real browser, as the real Worker serves it.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedBrowser } from "../support/browser.ts";
import { type DevServer, startDevServer } from "../support/dev-server.ts";
import { focusedName, openWatchedPage, type WatchedPageOptions } from "../support/watched-page.ts";

let server: DevServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDevServer(), sharedBrowser()]);
});
afterAll(async () => {
  await server?.stop();
});

const open = (path: string, options?: WatchedPageOptions): Promise<Page> =>
  openWatchedPage(browser, `${server.url}/${path}`, options);
const headingReads = (page: Page, text: string): Promise<void> =>
  page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();

describe("the API reference", () => {
  it("is shown with its style sheet, without violating its policy, and without JavaScript", async () => {
    const page = await open("docs", { javaScriptEnabled: false });
    await headingReads(page, "API reference");
    const policy = (await page.request.get(page.url())).headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    const ground = await page
      .locator("pre")
      .first()
      .evaluate((node) => getComputedStyle(node).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
  });

  it("links from its table of contents and from an error to the relevant section", async () => {
    const page = await open("docs");
    await page.getByRole("navigation").getByRole("link", { name: "/v1/suggest" }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe("#suggest");
    const { link } = await (await page.request.get(`${server.url}/v1/search?limit=0&q=x`)).json();
    await page.goto(`${server.url}${link}`);
    const row = page.getByRole("row", { name: /invalid_…/ });
    await row.waitFor();
    await expect.poll(() => row.evaluate((node) => node.matches(":target"))).toBe(true);
    await expect.poll(() => row.evaluate((node) => node.getBoundingClientRect().top)).toBeLessThan(900);
  });

  it("can be navigated by keyboard, with the text as the first stop", async () => {
    const page = await open("docs");
    await page.keyboard.press("Tab");
    await expect.poll(() => focusedName(page)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  });

  it.each([
    320, 390, 768, 1280, 1920,
  ])("fits a window of %i pixels without scrolling sideways", async (width) => {
    const page = await open("docs", { viewport: { width, height: 900 } });
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  });

  it("is available to programs as JSON, from pages of other origins too", async () => {
    const page = await open("docs");
    const answer = await page.request.get(`${server.url}/openapi.json`, {
      headers: { Origin: "https://a.example" },
    });
    expect(answer.headers()).toMatchObject({
      "content-type": "application/json",
      "access-control-allow-origin": "*",
    });
    expect(Object.keys((await answer.json()).paths)).toContain("/v1/search");
  });
});
