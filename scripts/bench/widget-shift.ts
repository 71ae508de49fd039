// How far a page moves when related articles appear: the layout shift that browsers report, from 0 up.

import type { WidgetHost } from "./widget-host.ts";

const BELOW = "<p>What stands below.</p>".repeat(20);
/** The rule that docs/widget.md gives for the time before the script has loaded. */
const RULE = "<style>backstory-related { display: flow-root; min-block-size: 500px }</style>";

export interface ShiftFigures {
  readonly reserved: number;
  readonly unreserved: number;
  /** The list as HTML in the page, as a server would include it. */
  readonly fragment: number;
}

export async function measureShift(host: WidgetHost, api: string, articleId: string): Promise<ShiftFigures> {
  const id = encodeURIComponent(articleId);
  const fragment = await (await fetch(`${api}v1/articles/${id}/related?format=html`)).text();
  const element = (more: string) =>
    `<backstory-related article-id="${articleId}" href="/{id}" ${more}></backstory-related>${BELOW}`;
  return {
    reserved: await shiftOf(host, RULE + element(`reserve="500"`), true),
    unreserved: await shiftOf(host, element(""), true),
    fragment: await shiftOf(host, fragment + BELOW, false),
  };
}

async function shiftOf(host: WidgetHost, body: string, hasScript: boolean): Promise<number> {
  const page = await host.open(body, hasScript ? "related" : null);
  await page.getByRole("navigation").getByRole("listitem").first().waitFor();
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((seen) => {
          for (const entry of seen.getEntries()) sum += Number(Reflect.get(entry, "value"));
        }).observe({ type: "layout-shift", buffered: true });
        // The frame that shows the list, and the next one.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
  await page.close();
  return shift;
}
