// <backstory-search modal>: the dialog, its focus, and the keyboard shortcut. On pages of another origin, against the
// real Worker over the sample archive.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  button,
  completions,
  field,
  hit,
  hits,
  isFocused,
  LABEL,
  QUERY,
  searchBox,
  searchFor,
  TYPED,
  typeWhole,
  VOSTOCHNY,
} from "../support/search-box.ts";
import { startSampleSite, type WidgetSite } from "../support/widget-site.ts";

let site: WidgetSite;

beforeAll(async () => {
  site = await startSampleSite();
});
afterAll(() => site?.stop());

const dialog = (page: Page) => page.getByRole("dialog", { name: LABEL });
const isOpen = (page: Page): Promise<boolean> => dialog(page).isVisible();

async function openDialog(attributes = "", content = ""): Promise<Page> {
  const page = await site.open(`${searchBox(`modal ${attributes}`)}${content}`);
  await button(page, "Search").click();
  await dialog(page).waitFor();
  return page;
}

describe("a search box in a dialog", () => {
  it("is a single button until it is opened, then focuses its field", async () => {
    const page = await site.open(searchBox("modal"));
    await button(page, "Search").waitFor();
    expect(await page.getByRole("combobox").count()).toBe(0);
    const { width = 0 } = (await button(page, "Search").boundingBox()) ?? {};
    expect(width).toBeLessThan(200);
    await button(page, "Search").press("Enter");
    await dialog(page).waitFor();
    await expect.poll(() => isFocused(field(page))).toBe(true);
    await searchFor(page, QUERY);
    expect(await dialog(page).getByRole("link", { name: VOSTOCHNY }).isVisible()).toBe(true);
  });

  it("returns the focus when it is closed with its button, and keeps the search", async () => {
    const page = await openDialog();
    await searchFor(page, QUERY);
    await button(page, "Close").press("Enter");
    await dialog(page).waitFor({ state: "hidden" });
    await expect.poll(() => isFocused(button(page, "Search"))).toBe(true);
    await button(page, "Search").press("Enter");
    expect(await hit(page, VOSTOCHNY).isVisible()).toBe(true);
    expect(await field(page).inputValue()).toBe(QUERY);
  });

  it("closes on Escape, after a first Escape has closed the completions", async () => {
    const page = await openDialog();
    await typeWhole(page, TYPED);
    await page.keyboard.press("Escape");
    await completions(page).waitFor({ state: "hidden" });
    expect(await isOpen(page)).toBe(true);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await expect.poll(() => isFocused(button(page, "Search"))).toBe(true);
    await button(page, "Search").press("Enter");
    expect(await field(page).inputValue()).toBe(TYPED);
  });

  it("closes on a click outside it, but not on a click inside or a text selection that ends outside", async () => {
    const page = await openDialog();
    await searchFor(page, QUERY);
    const box = (await dialog(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.click(box.x + 4, box.y + 4);
    await page.mouse.move(box.x + 60, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 30, box.y + box.height / 2, { steps: 3 });
    await page.mouse.up();
    expect(await isOpen(page)).toBe(true);
    await page.mouse.click(box.x - 20, box.y + 20);
    await dialog(page).waitFor({ state: "hidden" });
  });

  it("traps the focus, and keeps the page behind it out of reach", async () => {
    const page = await openDialog("", '<a href="/elsewhere">Elsewhere</a>');
    await searchFor(page, QUERY);
    const stops = new Set<string>();
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press("Tab");
      stops.add(
        await page.evaluate(() => {
          const host = document.activeElement;
          return (host?.shadowRoot?.activeElement ?? host)?.textContent ?? "";
        }),
      );
    }
    expect([...stops].some((text) => text.includes(VOSTOCHNY))).toBe(true);
    expect(stops).not.toContain("Elsewhere");
    expect(stops).not.toContain("Search");
  });

  it("can be opened and closed by scripts", async () => {
    const page = await site.open(searchBox("modal"));
    const call = (name: "open" | "close") =>
      page.evaluate((method) => {
        const box = document.querySelector("backstory-search");
        (Reflect.get(box as object, method) as () => void).call(box);
      }, name);
    await button(page, "Search").waitFor();
    await call("open");
    await call("open");
    await dialog(page).waitFor();
    await expect.poll(() => isFocused(field(page))).toBe(true);
    await call("close");
    await dialog(page).waitFor({ state: "hidden" });
  });

  it("opens with the search in the URL, and closes when going back ends that search", async () => {
    const page = await site.open(searchBox('modal sync="url"'), { query: "?q=kim+putin+summit" });
    await dialog(page).waitFor();
    await hit(page, VOSTOCHNY).waitFor();
    const other = await openDialog('sync="url"');
    await searchFor(other, QUERY);
    await other.goBack();
    await dialog(other).waitFor({ state: "hidden" });
    await other.goForward();
    await dialog(other).waitFor();
    await hit(other, VOSTOCHNY).waitFor();
  });

  it("stays open, with what was typed, if its translation loads late", async () => {
    const page = await site.open(searchBox("modal"), {
      lang: "fr",
      prepare: (before) =>
        before.route("**/strings-fr.json", async (route) => {
          await button(before, "Search").click();
          await field(before).pressSequentially("kim");
          await route.continue();
        }),
    });
    const french = field(page, "Rechercher dans les archives");
    await french.waitFor();
    expect(await french.inputValue()).toBe("kim");
    await expect.poll(() => isFocused(french)).toBe(true);
  });

  it("scrolls internally if the window is not tall enough", async () => {
    const page = await site.open(searchBox("modal"), { context: { viewport: { width: 320, height: 256 } } });
    await button(page, "Search").click();
    await searchFor(page, QUERY);
    const box = await dialog(page).boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThanOrEqual(256);
    await hits(page).last().focus();
    const last = await hits(page).last().boundingBox();
    expect(last?.y ?? 999).toBeLessThan(256);
  });
});

describe("the shortcut of a search box", () => {
  const OTHERS = '<p id="text" tabindex="0">Text</p><input aria-label="Own"><p contenteditable>Draft</p>';

  it("opens the dialog, and returns the focus to where it was", async () => {
    const page = await site.open(searchBox('modal shortcut="mod+k"') + OTHERS);
    await button(page, "Search").waitFor();
    await page.locator("#text").focus();
    await page.keyboard.press("ControlOrMeta+k");
    await dialog(page).waitFor();
    await expect.poll(() => isFocused(field(page))).toBe(true);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    await expect.poll(() => isFocused(page.locator("#text"))).toBe(true);
  });

  it("focuses the field of an inline box, with exactly its keys", async () => {
    const page = await site.open(searchBox('shortcut="Ctrl+Shift+F"') + OTHERS);
    await field(page).waitFor();
    await page.locator("#text").focus();
    for (const other of ["Control+f", "Shift+f", "f", "Control+Alt+Shift+f", "Control+Shift+g"]) {
      await page.keyboard.press(other);
      expect(await isFocused(page.locator("#text")), other).toBe(true);
    }
    await page.keyboard.press("Control+Shift+f");
    await expect.poll(() => isFocused(field(page))).toBe(true);
  });

  it("is off by default, and never a single character", async () => {
    for (const attributes of ["", 'shortcut="k"', 'shortcut="shift+k"', 'shortcut="/"', 'shortcut=""']) {
      const page = await site.open(searchBox(attributes) + OTHERS);
      await field(page).waitFor();
      await page.locator("#text").focus();
      for (const key of ["k", "Shift+K", "/", "Control+k", "Meta+k"]) await page.keyboard.press(key);
      expect(await isFocused(page.locator("#text")), attributes).toBe(true);
    }
  });

  it("is ignored while someone types anywhere", async () => {
    const page = await site.open(searchBox('modal shortcut="ctrl+k"') + OTHERS);
    await button(page, "Search").waitFor();
    for (const place of [page.getByRole("textbox", { name: "Own" }), page.getByText("Draft")]) {
      await place.focus();
      await page.keyboard.press("Control+k");
      expect(await isOpen(page)).toBe(false);
      expect(await isFocused(place)).toBe(true);
    }
    await page.locator("#text").focus();
    await page.keyboard.press("Control+k");
    await dialog(page).waitFor();
  });

  it("shared by two boxes opens one of them, or none if the page has handled the key", async () => {
    const page = await site.open(
      `${searchBox('modal shortcut="ctrl+k"')}${searchBox('modal label="Second" shortcut="ctrl+k"')}${OTHERS}`,
    );
    await button(page, "Search").first().waitFor();
    await page.locator("#text").focus();
    await page.keyboard.press("Control+k");
    await dialog(page).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.body.addEventListener("keydown", (event) => event.preventDefault()));
    await page.keyboard.press("Control+k");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});
