// <backstory-related> if there is nothing to show, or not yet: its fallback content stays, reserved space is kept, and
// the page is notified. Against the real Worker; what it would not do itself is mocked.

import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LONE, pathOf, SUMMITS } from "../support/widget-archive.ts";
import { type OpenOptions, startWidgetSite, type WidgetSite } from "../support/widget-site.ts";

const SINGAPORE = "Trump and North Korean leader sign pledge at Singapore meeting";
const OWN = `<p>Read our <a href="/dossier">dossier on Korea</a>.</p>`;
const OF_VLADIVOSTOK = `article-id="${SUMMITS.vladivostok}"`;
const FAILED = /Failed to load resource|CORS policy/;

let site: WidgetSite;

beforeAll(async () => {
  site = await startWidgetSite();
});
afterAll(() => site?.stop());

const element = (attributes: string, content = OWN): string =>
  `<backstory-related ${attributes}>${content}</backstory-related><p>Below</p>`;
const own = (page: Page) => page.getByRole("link", { name: "dossier on Korea" });
const hit = (page: Page) => page.getByText(SINGAPORE);
const answering =
  (how: (route: Route) => Promise<void>) =>
  (page: Page): Promise<unknown> =>
    page.route("**/related*", (route) =>
      /\.js$/.test(route.request().url()) ? route.fallback() : how(route),
    );

/** All events from the elements of a page, in `told`: listeners are added before the bundle loads. */
const LISTENING = `<script>
  window.told = [];
  for (const type of ["loadstart", "load", "error", "loadend"]) {
    document.addEventListener(type, ({ target, detail }) => {
      if (target.localName === "backstory-related") told.push({ type, status: detail?.status, code: detail?.code });
    }, true);
  }
</script>`;

interface Told {
  readonly type: string;
  readonly status?: number;
  readonly code?: string;
}

/** The elements' events, once one of them has reported that it is done. */
async function told(page: Page): Promise<Told[]> {
  const all = () => page.evaluate(() => Reflect.get(window, "told") as Told[]);
  await expect.poll(async () => (await all()).at(-1)?.type).toBe("loadend");
  return all();
}

const open = (body: string, options: OpenOptions = {}): Promise<Page> =>
  site.open(body, { head: LISTENING, expected: [FAILED], ...options });

describe("the fallback content of a related list", () => {
  it("stays without JavaScript", async () => {
    const page = await open(element(OF_VLADIVOSTOK), { context: { javaScriptEnabled: false } });
    expect(await own(page).isVisible()).toBe(true);
  });

  it("stays until the response arrives, and is replaced by it", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const page = await open(element(OF_VLADIVOSTOK), {
      prepare: answering((route) => held.then(() => route.continue())),
    });
    const related = page.locator("backstory-related[aria-busy=true]");
    await related.waitFor();
    expect(await own(page).isVisible()).toBe(true);
    release();
    await hit(page).waitFor();
    expect(await own(page).count()).toBe(0);
    await expect.poll(() => related.count()).toBe(0);
    expect((await told(page)).map(({ type }) => type)).toEqual(["loadstart", "load", "loadend"]);
  });

  it("stays if the archive has no such article, by id and by URL", async () => {
    for (const attributes of [`article-id="no-such-article"`, ""]) {
      const page = await open(element(attributes));
      expect(await told(page)).toMatchObject([
        { type: "loadstart" },
        { type: "error", status: 404, code: "article_not_found" },
        { type: "loadend" },
      ]);
      expect(await own(page).isVisible()).toBe(true);
      await expect.poll(() => page.locator("[aria-busy]").count()).toBe(0);
    }
  });

  it("stays if the Worker does not accept an attribute", async () => {
    const page = await open(element(`${OF_VLADIVOSTOK} limit="many"`));
    expect(await told(page)).toMatchObject([{}, { type: "error", status: 400, code: "invalid_limit" }, {}]);
    expect(await own(page).isVisible()).toBe(true);
  });

  it("stays if the Worker fails, or responds without JSON or with foreign JSON", async () => {
    const failing = { contentType: "text/html", body: "<h1>Bad gateway</h1>" };
    for (const [answer, type] of [
      [{ ...failing, status: 502 }, "error"],
      [{ ...failing, status: 200 }, "error"],
      [{ json: ["hits"] }, "load"],
      [{ json: { hits: { 0: { title: "x" } } } }, "load"],
      [{ json: { hits: [null, 1, { title: 7 }] } }, "load"],
    ] as const) {
      const page = await open(element(`${OF_VLADIVOSTOK} empty="keep"`), {
        prepare: answering((route) =>
          route.fulfill({ ...answer, headers: { "Access-Control-Allow-Origin": "*" } }),
        ),
      });
      expect((await told(page)).map((one) => one.type)).toEqual(["loadstart", type, "loadend"]);
      expect(await own(page).isVisible()).toBe(true);
    }
  });

  it("stays if the Worker does not let this page read its responses", async () => {
    const page = await open(element(OF_VLADIVOSTOK), { isStranger: true });
    expect(await told(page)).toMatchObject([{}, { type: "error", status: 0 }, {}]);
    expect(await own(page).isVisible()).toBe(true);
  });

  it("stays offline, and is replaced once there is a connection and `refresh` is called", async () => {
    const page = await open("<main></main>");
    await page.evaluate(() => customElements.whenDefined("backstory-related"));
    await page.context().setOffline(true);
    await page.evaluate(
      ([id = "", link = ""]) => {
        const related = document.createElement("backstory-related");
        related.setAttribute("article-id", id);
        const own = document.createElement("a");
        own.href = "/dossier";
        own.append(link);
        related.append(own);
        document.querySelector("main")?.append(related);
      },
      [SUMMITS.vladivostok, "dossier on Korea"],
    );
    await told(page);
    expect(await own(page).isVisible()).toBe(true);
    await page.context().setOffline(false);
    await page.locator("backstory-related").evaluate((related) => {
      (related as HTMLElement & { refresh(): void }).refresh();
    });
    await hit(page).waitFor();
    expect(await own(page).count()).toBe(0);
  });

  it("comes back instead of another article's list", async () => {
    for (const id of [LONE, "no-such-article"]) {
      const page = await open(element(`${OF_VLADIVOSTOK} empty="keep"`));
      await hit(page).waitFor();
      await page.locator("backstory-related").evaluate((related, next) => {
        related.setAttribute("article-id", next);
      }, id);
      await own(page).waitFor();
      expect(await hit(page).count(), id).toBe(0);
    }
  });
});

describe("a related list without a hit", () => {
  it("is hidden, fallback content included", async () => {
    const page = await open(element(`article-id="${LONE}"`));
    await own(page).waitFor({ state: "hidden" });
    expect(await page.getByText("Below").isVisible()).toBe(true);
    expect((await told(page)).map(({ type }) => type)).toEqual(["loadstart", "load", "loadend"]);
  });

  it("is hidden even if the site's styles would show it", async () => {
    const head = `${LISTENING}<style>backstory-related { display: grid }</style>`;
    const page = await open(element(`article-id="${LONE}"`), { head });
    await own(page).waitFor({ state: "hidden" });
  });

  it("keeps its fallback content with `empty=keep`", async () => {
    const page = await open(element(`article-id="${LONE}" empty="keep"`));
    await told(page);
    expect(await own(page).isVisible()).toBe(true);
  });

  it("shows again when another article has hits", async () => {
    for (const attributes of ["", "reserve=300"]) {
      const page = await open(element(`article-id="${LONE}" ${attributes}`));
      await own(page).waitFor({ state: "hidden" });
      await page.locator("backstory-related").evaluate((related, next) => {
        related.setAttribute("article-id", next);
      }, SUMMITS.vladivostok);
      await hit(page).waitFor();
      expect(await hit(page).isVisible()).toBe(true);
    }
  });
});

describe("reserved space", () => {
  /** Sum of all layout shifts since the page loaded. */
  const shift = (page: Page): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const add = (entries: PerformanceEntryList) => {
            for (const entry of entries) sum += Number(Reflect.get(entry, "value"));
          };
          const observer = new PerformanceObserver((seen) => add(seen.getEntries()));
          observer.observe({ type: "layout-shift", buffered: true });
          // Two frames: one that shows the list, and one after it. Records not delivered by then are still in the
          // observer.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              add(observer.takeRecords());
              resolve(sum);
            }),
          );
        }),
    );
  const below = `${"<p>Comments of readers.</p>".repeat(8)}`;
  /** The rule that a page sets for the time before the script has loaded. */
  const head = `${LISTENING}<style>backstory-related { display: flow-root; min-block-size: 600px }</style>`;

  it("keeps everything below in its place", async () => {
    for (const more of ["", `layout="cards"`, `layout="timeline"`, `layout="compact"`]) {
      const page = await open(element(`${OF_VLADIVOSTOK} reserve="600" ${more}`, "") + below, { head });
      await hit(page).waitFor();
      expect(await shift(page), more).toBe(0);
    }
  });

  it("makes a difference: without it everything below moves", async () => {
    const page = await open(element(OF_VLADIVOSTOK, "") + below);
    await hit(page).waitFor();
    await expect.poll(() => shift(page)).toBeGreaterThan(0);
  });

  it("stays if nothing is found, and if the request fails", async () => {
    for (const id of [LONE, "no-such-article"]) {
      const page = await open(element(`article-id="${id}" reserve="600"`, "") + below, { head });
      await told(page);
      expect(await shift(page), id).toBe(0);
      const box = await page.getByText("Below").boundingBox();
      expect(box?.y, id).toBeGreaterThan(600);
    }
  });

  it("can be any CSS length", async () => {
    const page = await open(element(`${OF_VLADIVOSTOK} reserve="40rem"`));
    await hit(page).waitFor();
    expect((await page.locator("backstory-related").boundingBox())?.height).toBe(640);
  });

  it("is not needed for a fragment included by a server, which stays as it is without a script", async () => {
    const answer = await fetch(`${site.api}/v1/articles/${SUMMITS.vladivostok}/related?format=html`);
    const page = await open((await answer.text()) + below, { bundle: "none" });
    await hit(page).waitFor();
    expect(await shift(page)).toBe(0);
    expect(await page.locator(`a[href="${site.host.url}${pathOf(SUMMITS.singapore)}"]`).count()).toBe(1);
  });
});
