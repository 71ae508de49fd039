// axe-core over the page as it stands, shadow roots included: what it finds against WCAG 2.2 AA and against its own
// best practices fails the test.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const SOURCE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Each violation is told with its rule and the elements that break it. */
export async function expectAccessible(page: Page): Promise<void> {
  // By the debugger's protocol, which no content security policy of the page holds back.
  await page.evaluate(await readFile(SOURCE, "utf8"));
  const found = await page.evaluate(async (values) => {
    const axe: { run(options: object): Promise<{ violations: Finding[] }> } = Reflect.get(window, "axe");
    return (await axe.run({ runOnly: { type: "tag", values } })).violations;
  }, STANDARDS);
  expect(
    found.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
    })),
  ).toEqual([]);
}
