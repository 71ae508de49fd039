// Runs axe-core in an open page: WCAG 2.2 A and AA and axe's own best practices, on what the page shows now. The browser's
// debugger evaluates its source, which a content security policy does not stop.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is read of a violation. */
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

let source: Promise<string> | undefined;

function axeSource(): Promise<string> {
  const require = createRequire(import.meta.url);
  source ??= readFile(require.resolve("axe-core/axe.min.js"), "utf8");
  return source;
}

/**
 * Of the pictures of a state, which axe looks at as well: each scheme once and each kind of device once, since it takes a
 * second or two and rules hang on either, not on both together.
 */
export function isForAxe(colorScheme: "light" | "dark", device: string): boolean {
  return device === (colorScheme === "light" ? "desktop" : "phone");
}

/** Fails with each rule that the page breaks, and where. `state` names what is shown. */
export async function expectAccessible(page: Page, state = ""): Promise<void> {
  await page.evaluate(await axeSource());
  // What fades is looked at as it ends, or as it is where it never does: contrast is no matter of the moment.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      const end = animation.effect?.getComputedTiming().endTime;
      if (end === Number.POSITIVE_INFINITY) animation.cancel();
      else animation.finish();
    }
  });
  const violations = await page.evaluate(async (tags): Promise<readonly Violation[]> => {
    const axe = Reflect.get(window, "axe") as {
      run(root: Document, options: unknown): Promise<{ violations: readonly Violation[] }>;
    };
    const runOnly = { type: "tag", values: tags };
    return (await axe.run(document, { runOnly, resultTypes: ["violations"] })).violations;
  }, TAGS);
  // In whole, which a comparison of lists would not show.
  if (violations.length > 0) expect.fail([`${state}:`, ...violations.map(readable)].join("\n"));
}

function readable({ id, help, nodes }: Violation): string {
  const places = nodes.map(({ html, failureSummary = "" }) => `  ${html}\n    ${oneLine(failureSummary)}`);
  return [`${id}: ${help}`, ...places].join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
