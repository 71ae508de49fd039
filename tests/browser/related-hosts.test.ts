// <backstory-related> in pages that were not made for it: the site's own and conflicting styles, strict policies,
// scripts that load early, late or twice, elements that are added and removed, and languages.

import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SHORTENED } from "../../scripts/build/pack/widget.ts";
import { hostPage } from "../support/host-page.ts";
import { pathOf, SUMMITS } from "../support/widget-archive.ts";
import { startWidgetSite, type WidgetSite } from "../support/widget-site.ts";

const SINGAPORE = "Trump and North Korean leader sign pledge at Singapore meeting";
const OF_VLADIVOSTOK = `article-id="${SUMMITS.vladivostok}"`;
const FAILED = /Failed to load resource/;

let site: WidgetSite;

beforeAll(async () => {
  site = await startWidgetSite();
  site.host.put(pathOf(SUMMITS.singapore), hostPage("The article"));
});
afterAll(() => site?.stop());

const element = (attributes = ""): string =>
  `<backstory-related ${OF_VLADIVOSTOK} ${attributes}></backstory-related>`;
const list = (page: Page, name = "Related articles"): Locator => page.getByRole("navigation", { name });
const hit = (page: Page): Locator => page.getByRole("link", { name: SINGAPORE });
const style = (node: Locator, property: string): Promise<string> =>
  node.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
const loads = (bundle: string): string => `<script type="module" src="${site.api}/${bundle}.js"></script>`;

describe("the site's styles", () => {
  it("override the widget's, however low their specificity and wherever they are", async () => {
    const css = "a { font-weight: 300 } ul { list-style: square; gap: 3px }";
    for (const [head, body] of [
      [`<style>${css}</style>`, element()],
      ["", `${element()}<style>${css}</style>`],
    ] as const) {
      const page = await site.open(body, { head });
      await hit(page).waitFor();
      expect(await style(hit(page), "font-weight")).toBe("300");
      expect(await style(page.getByRole("list"), "list-style-type")).toBe("square");
      expect(await style(page.getByRole("list"), "gap")).toBe("3px");
      expect(await style(page.getByRole("list"), "display")).toBe("grid");
    }
  });

  it("override them from a layer as well, if the site declares the widget's layer first", async () => {
    const head = "<style>@layer backstory, site; @layer site { a { font-weight: 300 } }</style>";
    const page = await site.open(element(), { head });
    await hit(page).waitFor();
    expect(await style(hit(page), "font-weight")).toBe("300");
  });

  it("set the widget's variables", async () => {
    const head = "<style>:root { --backstory-gap: 7px; --backstory-muted: rgb(1 2 3) }</style>";
    const page = await site.open(element(), { head });
    await hit(page).waitFor();
    expect(await style(page.getByRole("list"), "row-gap")).toBe("7px");
    expect(await style(page.getByText("June 12, 2018"), "color")).toBe("rgb(1, 2, 3)");
  });

  it("set the colours in light and dark mode", async () => {
    const head = `<style>:root { color-scheme: light dark; background: light-dark(#fff, #000); color: light-dark(#111, #eee) }</style>`;
    const colours = async (colorScheme: "light" | "dark") => {
      const page = await site.open(element(), { head, context: { colorScheme } });
      await hit(page).waitFor();
      return style(page.getByText("June 12, 2018"), "color");
    };
    expect(await colours("light")).not.toBe(await colours("dark"));
  });

  it("do no harm if they conflict: each hit can be seen, reached and followed", async () => {
    const head = `<style>
      * { margin: 0; padding: 0; box-sizing: border-box; float: left; letter-spacing: .2em; text-transform: uppercase; border: 1px solid red }
      *::before, *::after { content: "!"; display: block }
      nav { display: flex; overflow: hidden } ul { display: flex; list-style: inside disc } li { flex: 0 0 33% }
      a { display: block; line-height: 3; color: inherit } p { position: relative; opacity: .9 } img { width: 5000px; max-width: none }
      h2 { font-size: 3rem; display: table } time { font-size: 2rem } [hidden] { display: none }
    </style>`;
    for (const layout of ["list", "cards", "compact", "timeline"]) {
      const page = await site.open(element(`layout="${layout}"`), { head });
      await hit(page).waitFor();
      const links = list(page).getByRole("link");
      for (const link of await links.all()) {
        expect(await link.isVisible(), layout).toBe(true);
        await link.focus();
        expect(await link.evaluate((one) => one.matches(":focus-visible")), layout).toBe(true);
      }
      await hit(page).click();
      await page.waitForURL(`**${pathOf(SUMMITS.singapore)}`);
    }
  });

  it("of a shadow root apply to a list inside it, which adds the widget's styles there", async () => {
    const page = await site.open("<main></main>");
    await page.evaluate((id) => {
      const root = document.querySelector("main")?.attachShadow({ mode: "open" });
      const related = document.createElement("backstory-related");
      related.setAttribute("article-id", id);
      const css = document.createElement("style");
      css.textContent = "a { font-style: italic }";
      root?.append(css, related);
    }, SUMMITS.vladivostok);
    await hit(page).waitFor();
    expect(await style(page.getByRole("list"), "display")).toBe("grid");
    expect(await style(hit(page), "font-style")).toBe("italic");
  });
});

describe("a strict policy", () => {
  it("lets the widget work if it allows only its script, its Worker and its pictures", async () => {
    const policy = [
      `default-src 'none'; script-src ${site.api}/; connect-src ${site.api}/; img-src ${site.host.url} data:`,
      "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ].join("; ");
    const bodies = ["list", "cards", "compact", "timeline"].map((layout) => element(`layout="${layout}"`));
    const template = `<backstory-related ${OF_VLADIVOSTOK}><template><p><a data-backstory="link title"></a></p></template></backstory-related>`;
    for (const bundle of ["related", "widget"] as const) {
      // A blocked resource is a console error, and fails the test.
      const page = await site.open(bodies.join("") + template, {
        bundle,
        headers: { "Content-Security-Policy": policy },
      });
      await expect.poll(() => hit(page).count()).toBe(5);
      expect(await style(page.getByRole("list").first(), "display")).toBe("grid");
    }
  });

  it("is met if the script is pinned by its hashed name and digest", async () => {
    const bytes = await (await fetch(`${site.api}/related.js`)).arrayBuffer();
    const hex = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    const integrity = `sha384-${Buffer.from(await crypto.subtle.digest("SHA-384", bytes)).toString("base64")}`;
    const src = `${site.api}/related-${hex.slice(0, 16)}.js`;
    const script = `<script type="module" src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;
    const page = await site.open(element() + script, { bundle: "none" });
    await hit(page).waitFor();
  });
});

describe("names that the bundles shorten", () => {
  it("do not occur in the browser's own objects, which would be shortened too", async () => {
    const page = await site.open("");
    const known = await page.evaluate((names) => {
      // Objects passed to or created by the widgets; a progress event, for example, is not one of them.
      const used =
        /^(?:(?:|UI|Custom|Mouse|Pointer|Keyboard|Input|Composition|PopState|Submit)Event|EventTarget|HTML.*|CSS.*|.*Node|Node|Element|Document.*|ShadowRoot|URL.*|Abort.*|Response|Location|History|Navigator)$/;
      const kinds = Object.getOwnPropertyNames(window).filter((name) => used.test(name));
      const owners = kinds.flatMap((kind) => Reflect.get(Reflect.get(window, kind) ?? {}, "prototype") ?? []);
      const own = [
        ...owners,
        Intl.DateTimeFormat.prototype,
        Intl.PluralRules.prototype,
        Array.prototype,
        String.prototype,
      ];
      return {
        count: own.length,
        taken: names.filter((name) => own.some((owner) => Reflect.has(owner, name))),
      };
    }, SHORTENED);
    expect(known.count).toBeGreaterThan(100);
    expect(known.taken).toEqual([]);
  });
});

describe("elements that are added and removed", () => {
  it("can appear twice on a page, each about its own article", async () => {
    const page = await site.open(
      element(`heading="Here"`) +
        `<backstory-related article-id="${SUMMITS.singapore}" heading="There"></backstory-related>`,
    );
    await list(page, "Here").getByRole("link", { name: SINGAPORE }).waitFor();
    await list(page, "There").waitFor();
    expect(await list(page, "There").getByRole("link", { name: SINGAPORE }).count()).toBe(0);
  });

  it("work if the script loads before them, after them, twice, and with the other bundle", async () => {
    for (const [head, body] of [
      ["", loads("related") + element()],
      ["", element() + loads("related")],
      [loads("related") + loads("widget"), element() + loads("related")],
      [loads("widget") + loads("related"), element()],
      [
        "",
        `${element()}<script type="module">await import("${site.api}/related.js?again"); await import("${site.api}/widget.js")</script>`,
      ],
    ] as const) {
      const page = await site.open(body, { head, bundle: "none" });
      await hit(page).waitFor();
      expect(await list(page).count()).toBe(1);
    }
  });

  it("can be created, removed, moved and copied by a script", async () => {
    const page = await site.open("<main></main><aside></aside>");
    await page.evaluate((id) => {
      const related = document.createElement("backstory-related");
      related.setAttribute("article-id", id);
      const main = document.querySelector("main");
      // Removed and put back before a request could be sent, and after.
      main?.append(related);
      related.remove();
      main?.append(related);
      setTimeout(() => {
        related.remove();
        main?.append(related);
      });
    }, SUMMITS.vladivostok);
    await page.getByRole("main").getByRole("link", { name: SINGAPORE }).waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.evaluate(() => {
      const related = document.querySelector("backstory-related");
      if (related !== null) document.querySelector("aside")?.append(related);
    });
    await page.getByRole("complementary").getByRole("link", { name: SINGAPORE }).waitFor();
    await page.evaluate(() => {
      const copy = document.querySelector("backstory-related")?.cloneNode(true) as HTMLElement;
      copy.setAttribute("heading", "A copy");
      document.querySelector("main")?.append(copy);
    });
    await list(page, "A copy").getByRole("link", { name: SINGAPORE }).waitFor();
    expect(await list(page).count()).toBe(1);
    // The copy sends its own request; a moved element requests again, since it may be on another page.
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it("keep what was set on them before the script loaded", async () => {
    const page = await site.open(element(), { bundle: "none" });
    await page.evaluate((src) => {
      const related = document.querySelector("backstory-related") as HTMLElement & {
        strings?: object;
        fetch?: typeof fetch;
      };
      related.strings = { related: "Read on" };
      related.fetch = (...request) => {
        document.title = "asked by the site's own";
        return fetch(...request);
      };
      const script = document.createElement("script");
      script.type = "module";
      script.src = src;
      document.head.append(script);
    }, `${site.api}/related.js`);
    await list(page, "Read on").waitFor();
    expect(await page.title()).toBe("asked by the site's own");
  });
});

describe("the words of a related list", () => {
  it("are in the page's language, or in the element's", async () => {
    for (const [lang, heading, day] of [
      ["de", "Verwandte Artikel", "12. Juni 2018"],
      ["de-AT", "Verwandte Artikel", "12. Juni 2018"],
      ["zh-Hant", "相關文章", "2018年6月12日"],
      ["zh-TW", "相關文章", "2018年6月12日"],
      ["en-GB", "Related articles", "12 June 2018"],
      ["", "Related articles", "June 12, 2018"],
      ["no such tag!", "Related articles", "June 12, 2018"],
      ["x-klingon", "Related articles", "June 12, 2018"],
    ] as const) {
      const page = await site.open(element(), { lang });
      await list(page, heading).waitFor();
      expect(await page.getByText(day).count(), lang).toBe(1);
    }
    const page = await site.open(element(`lang="de"`));
    await list(page, "Verwandte Artikel").waitFor();
  });

  it("say whether an article is for members, in every bundled language", async () => {
    for (const [lang, words] of [
      ["en", "Members"],
      ["de", "Für Mitglieder"],
      ["zh-Hant", "會員專屬"],
    ] as const) {
      const page = await site.open(element(), { lang });
      await hit(page).waitFor();
      expect(await page.getByText(words, { exact: true }).count()).toBe(1);
    }
  });

  it("change with the element's `lang`, without requesting the articles again", async () => {
    const page = await site.open(element());
    await list(page).waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.locator("backstory-related").evaluate((related) => related.setAttribute("lang", "de"));
    await list(page, "Verwandte Artikel").waitFor();
    expect(asked).toEqual([]);
  });

  it("load on demand in another language; English is shown meanwhile, and the reader's focus stays", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const page = await site.open(element(), {
      lang: "fr",
      prepare: (made) => made.route("**/strings-fr.json", (route) => held.then(() => route.continue())),
    });
    await list(page, "Related articles").waitFor();
    await page.getByText("12 juin 2018").waitFor();
    await hit(page).focus();
    release();
    await list(page, "Articles liés").waitFor();
    expect(await hit(page).evaluate((link) => link === document.activeElement)).toBe(true);
  });

  it("stay English if they can't be loaded", async () => {
    const failed = Promise.withResolvers<void>();
    const page = await site.open(element(), {
      lang: "fr",
      expected: [FAILED],
      prepare: async (made) => {
        made.on("requestfailed", (request) => request.url().endsWith("/strings-fr.json") && failed.resolve());
        await made.route("**/strings-fr.json", (route) => route.abort());
      },
    });
    await failed.promise;
    await hit(page).waitFor();
    // Two frames: any effect of the failure would be visible by then.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await list(page, "Related articles").count()).toBe(1);
  });

  it("are the site's own if it sets any", async () => {
    const page = await site.open(element(`layout="timeline"`), { lang: "de" });
    await list(page, "Verwandte Artikel").waitFor();
    await page.locator("backstory-related").evaluate((related) => {
      const own = related as HTMLElement & { strings: object; refresh(): void };
      own.strings = { before: "Vorgeschichte", here: "Sie lesen gerade" };
      own.refresh();
    });
    await page.getByRole("heading", { name: "Vorgeschichte" }).waitFor();
    await page.getByText("Sie lesen gerade").waitFor();
    expect(await page.getByRole("heading", { name: "Später" }).count()).toBe(1);
  });

  it("run right to left on a page that does, with titles in their own direction", async () => {
    const page = await site.open(element(`layout="timeline"`), { lang: "ar", dir: "rtl" });
    await hit(page).waitFor();
    // There are no Arabic strings.
    expect(await list(page).getAttribute("lang")).toBe("en");
    const box = async (node: Locator) => {
      const { x = 0, width = 0 } = (await node.boundingBox()) ?? {};
      return { left: x, right: x + width };
    };
    const around = await box(list(page));
    const item = await box(page.getByRole("listitem").first());
    expect(around.right - item.right).toBeGreaterThan(item.left - around.left);
    expect(await style(hit(page), "direction")).toBe("ltr");
  });
});
