// Every layout of <backstory-related> in every state, in light and dark mode, on a phone and on a desktop, within a
// newspaper article: no violation of WCAG 2.2 AA, nothing wider than the page, and a screenshot of each in
// build/screenshots/.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, isForAxe } from "../support/axe.ts";
import { LONE, SUMMITS } from "../support/widget-archive.ts";
import { startWidgetSite, type WidgetSite } from "../support/widget-site.ts";

const SCREENSHOTS = join("build", "screenshots");
const LONG_MS = 120_000;
const SINGAPORE = "Trump and North Korean leader sign pledge at Singapore meeting";

const HEAD = `<style>
  :root { color-scheme: light dark; background: light-dark(#fffdf8, #16181b); color: light-dark(#1a1a1a, #e8e6e1) }
  body { margin: 0 auto; padding: 1rem; max-width: 64rem; font: 1.0625rem/1.5 Georgia, "Liberation Serif", serif }
  a { color: light-dark(#7a1f1f, #f0a8a0) }
</style>`;
const OWN = `<p>Read our <a href="/dossier">dossier on Korea</a>.</p>`;
const TEMPLATE = `<template>
  <h2>More to read</h2>
  <ul><li data-backstory="item"><a data-backstory="link title"></a> <time data-backstory="date"></time></li></ul>
</template>`;

const LAYOUTS = ["list", "cards", "compact", "timeline"] as const;
/** Each state: the element's attributes, its content, and a text that shows that the state is reached. */
const STATES = {
  loaded: { attributes: `article-id="${SUMMITS.vladivostok}"`, content: OWN, shows: SINGAPORE },
  template: { attributes: `article-id="${SUMMITS.vladivostok}"`, content: TEMPLATE, shows: SINGAPORE },
  empty: { attributes: `article-id="${LONE}" empty="keep"`, content: OWN, shows: "dossier on Korea" },
  failed: { attributes: `article-id="no-such-article"`, content: OWN, shows: "dossier on Korea" },
} as const;
const VIEWPORTS = { phone: { width: 320, height: 640 }, desktop: { width: 1200, height: 900 } } as const;

let site: WidgetSite;

beforeAll(async () => {
  site = await startWidgetSite();
  await mkdir(SCREENSHOTS, { recursive: true });
});
afterAll(() => site?.stop());

async function settled(page: Page, shows: string): Promise<void> {
  await page.getByText(shows).first().waitFor();
  await page.locator("backstory-related:not([aria-busy])").waitFor();
  // Pictures load when they come near the viewport; the screenshot is of the whole page.
  await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode()));
  });
}

describe("every layout and state of a related list is accessible and within the page", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [device, viewport] of Object.entries(VIEWPORTS)) {
      it(
        `in the ${colorScheme} on a ${device}`,
        async () => {
          for (const layout of LAYOUTS) {
            for (const [state, { attributes, content, shows }] of Object.entries(STATES)) {
              const name = `related-${layout}-${state}-${colorScheme}-${device}`;
              const page = await site.open(
                `<main><h1>Kim and Putin hold first talks in Vladivostok</h1>
                <p>The leaders of North Korea and Russia met for the first time.</p>
                <backstory-related layout="${layout}" ${attributes}>${content}</backstory-related></main>`,
                { head: HEAD, context: { colorScheme, viewport }, expected: [/Failed to load resource/] },
              );
              await settled(page, shows);
              if (isForAxe(colorScheme, device)) await expectAccessible(page);
              const width = await page.evaluate(() => document.documentElement.scrollWidth);
              expect(width, name).toBeLessThanOrEqual(viewport.width);
              await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
              await page.context().close();
            }
          }
        },
        LONG_MS,
      );
    }
  }

  it("with several of them, one still loading, on a right-to-left page", async () => {
    const page = await site.open(
      `<main><h1>لقاء</h1>
      <backstory-related heading="Before" direction="before" ${STATES.loaded.attributes}></backstory-related>
      <backstory-related heading="Later" layout="timeline" ${STATES.loaded.attributes}></backstory-related>
      <backstory-related heading="Busy" limit="7" ${STATES.loaded.attributes}>${OWN}</backstory-related></main>`,
      {
        head: HEAD,
        lang: "ar",
        dir: "rtl",
        // Never answered.
        prepare: (made) => made.route("**/related?limit=7", () => undefined),
      },
    );
    await page.getByRole("navigation", { name: "Before" }).waitFor();
    await page.getByRole("navigation", { name: "Later" }).waitFor();
    await page.locator("[aria-busy=true]").waitFor();
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "related-several-rtl.png"), fullPage: true });
  });
});
