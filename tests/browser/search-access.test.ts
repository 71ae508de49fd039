// <backstory-search> for everyone: no violation that axe-core detects in any state, in light and dark mode, on a phone
// and on a desktop, with a screenshot of each in build/screenshots/; status, zoom, motion, contrast and direction. On
// pages of another origin, against the real Worker over the sample archive.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../support/axe.ts";
import {
  button,
  field,
  filter,
  filters,
  hit,
  hits,
  QUERY,
  results,
  searchBox,
  searchFor,
  stopTimers,
  TYPED,
  typeWhole,
  UNANSWERED,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { startSampleSite, type WidgetSite } from "../support/widget-site.ts";

const SCREENSHOTS = "build/screenshots";
const FAILED = /Failed to load resource/;
const LONG_MS = 90_000;
/** A site with light and dark mode. Its background is set, since axe-core assumes white for a page without one. */
const STYLE = `<meta name="color-scheme" content="light dark"><style>
  html { background: light-dark(#fff, #121212); color: light-dark(#111, #eee); }
  body { max-width: 68rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 Georgia, serif; }
</style>`;

let site: WidgetSite;

beforeAll(async () => {
  await mkdir(SCREENSHOTS, { recursive: true });
  site = await startSampleSite();
});
afterAll(() => site?.stop());

const page = (attributes: string): string =>
  searchBox(attributes).replace("<main>", "<main><h1>The Herald</h1>");
const submit = async (on: Page, query: string): Promise<void> => {
  await field(on).fill(query);
  await field(on).press("Enter");
};

interface State {
  readonly attributes?: string;
  readonly reach: (page: Page) => Promise<void>;
}

const STATES: Readonly<Record<string, State>> = {
  idle: { reach: (on) => field(on).waitFor() },
  completions: {
    reach: async (on) => {
      await typeWhole(on, TYPED);
      await on.keyboard.press("ArrowDown");
    },
  },
  results: { reach: (on) => searchFor(on, QUERY) },
  filtered: {
    attributes: 'facets="section year tag author"',
    reach: async (on) => {
      await searchFor(on, TYPED);
      if (!(await filter(on, /^2019/).isVisible())) await filters(on).click();
      await filter(on, /^2019/).check();
      await results(on).getByText("3 results", { exact: true }).waitFor();
    },
  },
  empty: {
    reach: async (on) => {
      await submit(on, UNANSWERED);
      await button(on, "Show closest matches anyway").waitFor();
    },
  },
  error: {
    reach: async (on) => {
      await on.route("**/v1/search*", (route) => route.abort());
      await submit(on, QUERY);
      await button(on, "Try again").waitFor();
    },
  },
  loading: {
    reach: async (on) => {
      await on.route("**/v1/search*", () => undefined);
      await submit(on, QUERY);
      await results(on).getByText("Searching…").waitFor();
    },
  },
  "loading-more": {
    attributes: 'limit="3"',
    reach: async (on) => {
      await searchFor(on, TYPED);
      await on.route("**/v1/search*", () => undefined);
      await button(on, "More results").click();
      await expect.poll(() => results(on).getAttribute("aria-busy")).toBe("true");
    },
  },
  "modal-closed": { attributes: "modal", reach: (on) => button(on, "Search").waitFor() },
  modal: {
    attributes: "modal",
    reach: async (on) => {
      await button(on, "Search").click();
      await searchFor(on, QUERY);
    },
  },
};

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = Object.fromEntries(
  (["light", "dark"] as const).flatMap((colorScheme) => [
    [`desktop-${colorScheme}`, { colorScheme, viewport: { width: 1200, height: 900 } }],
    [`phone-${colorScheme}`, { colorScheme, viewport: { width: 360, height: 740 } }],
  ]),
);

describe("every state of the search box", () => {
  for (const [name, { attributes = "", reach }] of Object.entries(STATES)) {
    it(
      `"${name}" has no violation, and nothing outside the window`,
      async () => {
        for (const [look, context] of Object.entries(LOOKS)) {
          const on = await site.open(page(attributes), { context, head: STYLE, expected: [FAILED] });
          await reach(on);
          await on.screenshot({ path: join(SCREENSHOTS, `search-${name}-${look}.png`) });
          await expectAccessible(on);
          expect(await overflow(on), look).toBe(0);
        }
      },
      LONG_MS,
    );
  }

  it("has unique names if there is another on the page", async () => {
    const on = await site.open(
      `<main><h1>The Herald</h1>${searchBox().replace(/<\/?main>/g, "")}
        <backstory-search label="Search sports"></backstory-search><backstory-search modal></backstory-search></main>`,
      { head: STYLE },
    );
    await searchFor(on, QUERY);
    await field(on, "Search sports").fill("football");
    await results(on, "Search sports: Search results")
      .getByText(/result|relevant/)
      .first()
      .waitFor();
    await expectAccessible(on);
  });
});

/** Pixels outside the window. */
const overflow = (on: Page): Promise<number> =>
  on.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe("a reader who does not see the search box", () => {
  it("hears the number of hits once after a pause in typing, and nothing while typing", async () => {
    const on = await site.open(page(""));
    const status = on.getByRole("status");
    await field(on).waitFor();
    await stopTimers(on);
    await field(on).fill("suez");
    await field(on).press("Enter");
    await hits(on).first().waitFor();
    await on.clock.runFor(900);
    await field(on).fill(QUERY);
    await field(on).press("Enter");
    await hit(on, VOSTOCHNY).waitFor();
    await on.clock.runFor(900);
    expect(await status.textContent()).toBe("");
    await on.clock.runFor(200);
    expect(await status.textContent()).toBe("4 results");
    await submit(on, UNANSWERED);
    await results(on).getByText("No articles found for").waitFor();
    expect(await status.textContent()).toBe("");
    await on.clock.runFor(1000);
    expect(await status.textContent()).toBe(`No articles found for “${UNANSWERED}”.`);
    await field(on).fill("");
    await on.clock.runFor(500);
    expect(await status.textContent()).toBe("");
  });

  it("finds links in a list in a region, and a listbox only for the completions", async () => {
    const on = await site.open(page(""));
    await typeWhole(on, TYPED);
    expect(await results(on).getByRole("option").count()).toBe(0);
    expect(await on.getByRole("search").getByRole("combobox").count()).toBe(1);
    expect(await results(on).getByRole("list").getByRole("listitem").count()).toBe(10);
    expect(await on.getByRole("group", { name: "Year" }).getByRole("checkbox").count()).toBe(4);
  });
});

describe("a reader with a keyboard", () => {
  it("moves from field to button to filters to hits, and sees where the focus is", async () => {
    const on = await site.open(page(""));
    await searchFor(on, QUERY);
    const stops: string[] = [];
    for (let press = 0; press < 8; press++) {
      const { tag, outline } = await on.evaluate(() => {
        const node = document.activeElement?.shadowRoot?.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(node as Element);
        return { tag: node?.localName ?? "", outline: `${outlineStyle} ${outlineWidth}` };
      });
      expect(outline, tag).toBe("solid 2px");
      if (stops.at(-1) !== tag) stops.push(tag);
      await on.keyboard.press("Tab");
    }
    expect(stops).toEqual(["input", "button", "summary", "input", "a"]);
  });
});

describe("a reader's settings", () => {
  it("for 400 % zoom leave everything in reach without scrolling sideways", async () => {
    const on = await site.open(page(""), { head: STYLE, context: { viewport: { width: 320, height: 256 } } });
    await typeWhole(on, TYPED);
    await filters(on).click();
    expect(await overflow(on)).toBe(0);
    for (const part of [field(on), button(on, "Search"), filter(on, /^2019/), hits(on).last()]) {
      const { x = -1, width = 999 } = (await part.boundingBox()) ?? {};
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(320);
    }
  });

  it("for wider spacing and larger text cut nothing off", async () => {
    const on = await site.open(page(""), {
      context: { viewport: { width: 320, height: 900 } },
      head: `${STYLE}<style>backstory-search { --backstory-font-size: 32px; }</style>`,
    });
    await searchFor(on, QUERY);
    expect(await overflow(on)).toBe(0);
    const cut = await results(on).evaluate(
      (region) =>
        [...region.querySelectorAll("*")].filter(
          (node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0,
        ).length,
    );
    expect(cut).toBe(0);
  });

  it("for less motion have nothing to suppress: nothing moves", async () => {
    const on = await site.open(page(""), { context: { reducedMotion: "reduce" } });
    await searchFor(on, QUERY);
    const moving = await field(on).evaluate((node) => {
      const all = [...(node.getRootNode() as ShadowRoot).querySelectorAll("*")];
      return all
        .map((one) => getComputedStyle(one))
        .filter(({ animationName, transitionDuration }) => {
          return animationName !== "none" || transitionDuration !== "0s";
        }).length;
    });
    expect(moving).toBe(0);
  });

  it("for colours are respected: selection and focus stay visible in forced colours", async () => {
    const on = await site.open(page(""), { context: { forcedColors: "active" }, head: STYLE });
    await STATES.completions?.reach(on);
    const chosen = on.getByRole("option", { selected: true });
    expect(await chosen.evaluate((node) => getComputedStyle(node).outlineStyle)).toBe("solid");
    expect(await field(on).evaluate((node) => getComputedStyle(node).outlineStyle)).toBe("solid");
    await on.screenshot({ path: join(SCREENSHOTS, "search-forced-colours.png") });
    await expectAccessible(on);
  });

  it("for more contrast darken muted text", async () => {
    const colours = async (contrast: "more" | "no-preference") => {
      const on = await site.open(page(""), { context: { contrast }, head: STYLE });
      await searchFor(on, QUERY);
      return results(on)
        .locator("time")
        .first()
        .evaluate((node) => getComputedStyle(node).color);
    };
    expect(await colours("more")).not.toBe(await colours("no-preference"));
  });

  it("for light or dark mode are followed, unless the site supports only one", async () => {
    const colour = async (head: string, colorScheme: "light" | "dark") => {
      const on = await site.open(page(""), { context: { colorScheme }, head });
      await searchFor(on, QUERY);
      return hits(on)
        .first()
        .evaluate((node) => getComputedStyle(node).color);
    };
    const [light, dark] = [await colour(STYLE, "light"), await colour(STYLE, "dark")];
    expect(light).not.toBe(dark);
    // A page without a dark mode stays light, whatever its reader prefers; and one box may be dark on a light page.
    expect(await colour("", "dark")).toBe(light);
    expect(await colour("<style>backstory-search { color-scheme: dark }</style>", "light")).toBe(dark);
    expect(await colour("<style>:root { color-scheme: dark }</style>", "light")).toBe(dark);
  });
});

describe("a right-to-left page", () => {
  it("mirrors the box, and keeps each text in its own direction", async () => {
    const on = await site.open(page(""), {
      dir: "rtl",
      lang: "ar",
      head: STYLE,
      context: LOOKS["desktop-light"] ?? {},
    });
    await searchFor(on, QUERY);
    const left = async (part: ReturnType<typeof field>) => (await part.boundingBox())?.x ?? 0;
    expect(await left(button(on, "Search"))).toBeLessThan(await left(field(on)));
    expect(await left(hits(on).first())).toBeLessThan(await left(filters(on)));
    const direction = hit(on, VOSTOCHNY).evaluate((node) => getComputedStyle(node).direction);
    expect(await direction).toBe("ltr");
    await on.screenshot({ path: join(SCREENSHOTS, "search-right-to-left.png") });
    await expectAccessible(on);
  });
});
