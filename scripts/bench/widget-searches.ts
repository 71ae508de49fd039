// The search box as a reader types into it: how long it takes from a key press to results, and how much memory a
// thousand searches retain.

import type { Page } from "playwright-core";
import type { WidgetHost } from "./widget-host.ts";

export interface TypedSearch {
  /** Milliseconds from the key press to the request, to its response, and to the painted results. */
  readonly debounce: number;
  readonly request: number;
  readonly rendering: number;
}

const SEARCH_BOX = `<backstory-search href="/{id}"></backstory-search>`;

/** Types each query: all but its last character at once, then that key. */
export async function measureTyping(host: WidgetHost, queries: readonly string[]): Promise<TypedSearch[]> {
  const page = await host.open(SEARCH_BOX, "widget");
  const times: TypedSearch[] = [];
  for (const query of queries) {
    await typed(page, "");
    const seen = page.evaluate(watchNextResult);
    await page.keyboard.insertText(query.slice(0, -1));
    await page.keyboard.press(query.slice(-1));
    times.push(await seen);
  }
  await page.close();
  return times;
}

export interface PageMemory {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Memory of the page after `first` searches and after `all`, both times with an empty search box. */
export async function measureMemory(
  host: WidgetHost,
  queries: readonly string[],
  first: number,
  all: number,
): Promise<readonly [PageMemory, PageMemory]> {
  const page = await host.open(SEARCH_BOX, "widget");
  await searches(page, queries, first);
  const before = await memoryOf(page);
  await searches(page, queries, all - first);
  const after = await memoryOf(page);
  await page.close();
  return [before, after];
}

async function searches(page: Page, queries: readonly string[], count: number): Promise<void> {
  const texts = Array.from({ length: count }, (_, number) => queries[number % queries.length] ?? "");
  await typed(page, ...texts, "");
}

/** Enters each text as typing would, and waits for its search. */
async function typed(page: Page, ...texts: readonly string[]): Promise<void> {
  await page.getByRole("combobox").focus();
  // One call for all, because each call leaves something in the page.
  await page.evaluate(async (all) => {
    const element = document.querySelector("backstory-search");
    const input = element?.shadowRoot?.querySelector("input");
    if (!element || !input) throw new Error("the page has no search box");
    for (const text of all) {
      const done = new Promise<void>((resolve) => {
        element.addEventListener("loadend", () => requestAnimationFrame(() => resolve()), { once: true });
      });
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await done;
    }
  }, texts);
}

async function memoryOf(page: Page): Promise<PageMemory> {
  await page.evaluate(() => performance.clearResourceTimings());
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  // The second pass collects what the first one released.
  for (let pass = 0; pass < 2; pass++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  await session.detach();
  return { heapBytes: usedSize, nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
}

/** In the page: waits for a key press and for the results that it leads to. */
function watchNextResult(): Promise<TypedSearch> {
  return new Promise((resolve) => {
    const element: (HTMLElement & { fetch?: typeof fetch }) | null =
      document.querySelector("backstory-search");
    const root = element?.shadowRoot;
    if (!element || !root) throw new Error("the page has no search box");
    let pressed = 0;
    let requestedAt = 0;
    let answered = 0;
    const press = ({ timeStamp }: Event) => {
      pressed = timeStamp;
    };
    addEventListener("keydown", press, { once: true });
    element.fetch = async (...request) => {
      const isFirst = pressed > 0 && requestedAt === 0 && String(request[0]).includes("/v1/search");
      if (isFirst) requestedAt = performance.now();
      const response = await fetch(...request);
      const body = await response.arrayBuffer();
      if (isFirst) answered = performance.now();
      return new Response(body, response);
    };
    const seen = new MutationObserver(() => {
      if (answered === 0 || root.querySelector("ol li, [part=empty]") === null) return;
      seen.disconnect();
      requestAnimationFrame(() => {
        // After the frame, everything is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const shown = performance.now();
          resolve({
            debounce: requestedAt - pressed,
            request: answered - requestedAt,
            rendering: shown - answered,
          });
        };
        port2.postMessage(null);
      });
    });
    seen.observe(root, { childList: true, subtree: true });
  });
}
