// A page into which recipes/worker inserts related articles, in a real browser: what the reader is looking at never
// moves, however long the list takes. The same list inserted by a script moves the page, which proves that moves are
// detected.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openContext, sharedBrowser } from "../support/browser.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { type RecipeWorkers, startRecipeWorkers } from "../support/recipe-worker.ts";
import { addressOf, KIM_PUTIN, type ServedSample, serveSampleOfSite } from "../support/sample-of-a-site.ts";

const HTML = { "Content-Type": "text/html; charset=utf-8" };
const TIMEOUT_MS = 30_000;

let served: ServedSample;
let browser: Browser;
let origin: LocalServer;
let gate: LocalServer;
let workers: RecipeWorkers<"site">;
/** The Worker responds once this has resolved. */
let mayAnswer: Promise<void>;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSampleOfSite(), sharedBrowser()]);
  origin = await startLocalServer((_request, response) => response.writeHead(200, HTML).end(PAGE));
  gate = await startLocalServer((request, response) => {
    const answer = async () => {
      await mayAnswer;
      const list = await served.harness.fetch(`${served.url}${request.url}`);
      response.writeHead(list.status, HTML).end(await list.text());
    };
    answer().catch(() => response.writeHead(500).end());
  });
  const BACKSTORY_URL = `${gate.url}/_backstory`;
  workers = await startRecipeWorkers({ site: { ORIGIN: origin.url, BACKSTORY_URL, TIMEOUT_MS } });
}, 120_000);
afterAll(async () => {
  await workers?.stop();
  await gate?.stop();
  await origin?.stop();
  await served?.stop();
});

const PAGE = `<!doctype html>
<html lang="en"><head><title>Talks</title><link rel="icon" href="data:,">
<link rel="canonical" href="${addressOf(KIM_PUTIN)}"></head>
<body><header><p>The Daily Example</p></header>
<article><h1>Talks in Vladivostok</h1><p>They met for the first time.</p></article>
<section><h2>Newsletter</h2><p>Every morning by e-mail.</p></section>
<footer><p>Contact</p></footer></body></html>`;

/** A page that has recorded every layout shift since its first byte. */
async function openPage(): Promise<Page> {
  const context = await openContext(browser, { viewport: { width: 800, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.addInitScript(() => {
    const moves: number[] = [];
    const note = (entries: PerformanceObserverEntryList) => {
      for (const entry of entries.getEntries()) moves.push(Number(Reflect.get(entry, "value")));
    };
    new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
    Reflect.set(window, "moves", moves);
  });
  return page;
}

/** The sum of all layout shifts, once the current content has been painted. */
function movesOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = () => new Promise((painted) => requestAnimationFrame(painted));
    for (let frames = 0; frames < 3; frames++) await frame();
    const moves: number[] = Reflect.get(window, "moves");
    return moves.reduce((sum, value) => sum + value, 0);
  });
}

const related = (page: Page) => page.getByRole("navigation", { name: "Related articles" });
const footer = (page: Page) => page.getByRole("contentinfo");

describe("a page into which the Worker inserts related articles", () => {
  it("does not move if the list is available at once", async () => {
    mayAnswer = Promise.resolve();
    const page = await openPage();
    await page.goto(workers.urls.site);
    expect(await related(page).getByRole("link").count()).toBe(5);
    expect(await movesOf(page)).toBe(0);
  });

  it("shows its article while it waits for the list, and does not move when the list arrives", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    mayAnswer = promise;
    const page = await openPage();
    const gone = page.goto(workers.urls.site);
    await page.getByText("They met for the first time.").waitFor();
    await movesOf(page);
    expect(await footer(page).count()).toBe(0);
    resolve();
    await gone;
    await footer(page).waitFor();
    expect(await related(page).getByRole("link").count()).toBe(5);
    expect(await movesOf(page)).toBe(0);
  });

  it("would move if a script inserted the list", async () => {
    const list = await served.fragmentOf(KIM_PUTIN);
    const page = await openPage();
    await page.goto(origin.url);
    await movesOf(page);
    await page.evaluate((markup) => {
      document.querySelector("article")?.insertAdjacentHTML("afterend", markup);
    }, list);
    await related(page).waitFor();
    await expect.poll(() => movesOf(page)).toBeGreaterThan(0);
  });
});
