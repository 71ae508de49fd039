// <backstory-related> always reports a reader's clicks to the page, and to the Worker only if the Worker, the site and
// the reader agree. The Worker's log shows what arrives.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWidget } from "../../scripts/build/pack/widget.ts";
import { hostPage } from "../support/host-page.ts";
import { pathOf, SUMMITS } from "../support/widget-archive.ts";
import { type OpenOptions, startWidgetSite, type WidgetSite } from "../support/widget-site.ts";

const SINGAPORE = "Trump and North Korean leader sign pledge at Singapore meeting";
const CLICK = {
  type: "click",
  articleId: SUMMITS.singapore,
  position: 2,
  fromArticleId: SUMMITS.vladivostok,
};

let site: WidgetSite;

beforeAll(async () => {
  site = await startWidgetSite();
  site.host.put(pathOf(SUMMITS.singapore), hostPage("The article"));
});
afterAll(() => site?.stop());

const element = (attributes = ""): string =>
  `<backstory-related article-id="${SUMMITS.vladivostok}" ${attributes}></backstory-related>`;

/** Opens the page, follows the hit and waits for its target. */
async function clicked(
  attributes: string,
  { before, ...options }: OpenOptions & { before?: (page: Page) => Promise<unknown> } = {},
): Promise<{ readonly beacons: string[] }> {
  const beacons: string[] = [];
  const page = await site.open(element(attributes), {
    ...options,
    prepare: async (made) => {
      made.on("request", (request) => {
        if (request.url().includes("/v1/events")) beacons.push(request.postData() ?? "");
      });
      await options.prepare?.(made);
    },
  });
  await page.getByRole("link", { name: SINGAPORE }).waitFor();
  await before?.(page);
  await page.getByRole("link", { name: SINGAPORE }).click();
  await page.waitForURL(`**${pathOf(SUMMITS.singapore)}`);
  return { beacons };
}

/** Event lines of the Worker's log, as received. */
const arrived = (): object[] =>
  site.server
    .output()
    .split("\n")
    .filter((line) => line.includes('"kind":"event"'))
    .map((line) => JSON.parse(line.slice(line.indexOf("{"))));

const consent = (value: boolean) => (page: Page) =>
  page.locator("backstory-related").evaluate((related, says) => {
    (related as HTMLElement & { consent: boolean }).consent = says;
  }, value);

describe("a click on a related article", () => {
  it("sends the page `backstory-open`, with what was clicked", async () => {
    const page = await site.open(element());
    await page.getByRole("link", { name: SINGAPORE }).waitFor();
    // The host's next page reads it, since this one is gone by then.
    await page.evaluate(() => {
      document.addEventListener("backstory-open", (event) => {
        sessionStorage.setItem("detail", JSON.stringify((event as CustomEvent).detail));
      });
    });
    await page.getByRole("link", { name: SINGAPORE }).click();
    await page.waitForURL(`**${pathOf(SUMMITS.singapore)}`);
    const detail = JSON.parse(await page.evaluate(() => sessionStorage.getItem("detail") ?? "null"));
    const { type: _, ...fields } = CLICK;
    expect(detail).toEqual({ ...fields, url: site.host.url + pathOf(SUMMITS.singapore) });
  });

  it("does not navigate if the page prevents it", async () => {
    const page = await site.open(element());
    await page.getByRole("link", { name: SINGAPORE }).waitFor();
    await page.evaluate(() => {
      document.addEventListener("backstory-open", (event) => {
        event.preventDefault();
        document.title = `shown by the page: ${(event as CustomEvent).detail.articleId}`;
      });
    });
    const before = page.url();
    await page.getByRole("link", { name: SINGAPORE }).click();
    await expect.poll(() => page.title()).toBe(`shown by the page: ${SUMMITS.singapore}`);
    expect(page.url()).toBe(before);
  });

  it("that opens a new tab is left to the browser, whatever the page does with `backstory-open`", async () => {
    const page = await site.open(element());
    const link = page.getByRole("link", { name: SINGAPORE });
    await link.waitFor();
    // The window is the last to get a click, as the browser is. When a headless browser opens the tab, and reports it,
    // is up to the browser.
    await page.evaluate(() => {
      document.addEventListener("backstory-open", (event) => event.preventDefault());
      addEventListener("click", (event) => {
        Reflect.set(window, "leftToBrowser", !event.defaultPrevented);
        event.preventDefault();
      });
    });
    const before = page.url();
    await link.click({ modifiers: ["ControlOrMeta"] });
    await expect.poll(() => page.evaluate(() => Reflect.get(window, "leftToBrowser"))).toBe(true);
    expect(await link.evaluate((node) => (node as HTMLAnchorElement).href)).toBe(
      site.host.url + pathOf(SUMMITS.singapore),
    );
    expect(page.url()).toBe(before);
  });

  it("is reported for a template's items as well, but not for other links in it", async () => {
    const template = `<template><a href="#top">Up</a><section data-backstory="item"><a data-backstory="link title"></a></section></template>`;
    const page = await site.open(
      `<backstory-related article-id="${SUMMITS.vladivostok}">${template}</backstory-related>`,
    );
    await page.getByRole("link", { name: SINGAPORE }).waitFor();
    await page.evaluate(() => {
      Reflect.set(window, "selected", []);
      document.addEventListener("backstory-open", (event) => {
        event.preventDefault();
        Reflect.get(window, "selected").push((event as CustomEvent).detail.articleId);
      });
    });
    await page.getByRole("link", { name: "Up" }).click();
    await page.getByRole("link", { name: SINGAPORE }).click();
    await expect
      .poll(() => page.evaluate(() => Reflect.get(window, "selected")))
      .toEqual([SUMMITS.singapore]);
  });
});

describe("events sent to the Worker", () => {
  it("are sent if the element has `events`, and contain nothing about the reader", async () => {
    const known = arrived().length;
    const { beacons } = await clicked(`events key="public"`);
    await expect.poll(() => beacons.map((beacon) => JSON.parse(beacon))).toEqual([CLICK]);
    await expect.poll(() => arrived().slice(known)).toMatchObject([CLICK]);
  });

  it("are sent as text, which needs no preflight to another origin", async () => {
    const sent: string[] = [];
    await clicked("events", {
      prepare: async (page) =>
        page.on("request", (request) => {
          if (!request.url().includes("/v1/events")) return;
          sent.push(`${request.method()} ${request.headers()["content-type"]}`);
        }),
    });
    await expect.poll(() => sent).toEqual(["POST text/plain;charset=UTF-8"]);
  });

  it("are not sent without the attribute", async () => {
    expect((await clicked("")).beacons).toEqual([]);
  });

  it("are not sent if the browser signals an objection", async () => {
    const { beacons } = await clicked("events", {
      prepare: (page) =>
        page.addInitScript(() =>
          Object.defineProperty(navigator, "globalPrivacyControl", { value: true, configurable: true }),
        ),
      before: consent(true),
    });
    expect(beacons).toEqual([]);
  });

  it("are not sent after a consent manager has refused", async () => {
    expect((await clicked("events", { before: consent(false) })).beacons).toEqual([]);
  });

  it("wait for consent with `events=consent`", async () => {
    expect((await clicked(`events="consent"`)).beacons).toEqual([]);
    const { beacons } = await clicked(`events="consent"`, { before: consent(true) });
    await expect.poll(() => beacons).toHaveLength(1);
  });

  it("are not in the bundle of a Worker that does not accept them, whatever the element says", async () => {
    const outFolder = await mkdtemp(join(tmpdir(), "backstory-test-"));
    await buildWidget({ sourceFolder: "src/widget", outFolder, timeZone: "UTC", events: false });
    const script = await readFile(join(outFolder, "related.js"), "utf8");
    await rm(outFolder, { recursive: true, force: true });
    expect(script).not.toContain("sendBeacon");
    // A site may host the bundle itself.
    site.host.put("/own/related.js", script, { "Content-Type": "text/javascript" });
    const { beacons } = await clicked(`events api="${site.api}"`, {
      bundle: "none",
      head: `<script type="module" src="/own/related.js"></script>`,
      before: consent(true),
    });
    expect(beacons).toEqual([]);
  });
});
