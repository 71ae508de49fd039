// `npm run measure:widget`: what the web components cost a page that embeds them: bytes, layout shift, the time from a
// key press to results, and memory after a thousand searches. It exits with 1 if memory keeps growing.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildWidget } from "../build/pack/widget.ts";
import { openProject } from "../files/project.ts";
import { launchBrowser } from "../serving/browser.ts";
import { runEntry } from "../terminal/entry.ts";
import { UsageError, wholeNumber } from "../terminal/usage.ts";
import { benchCommand, printFigures } from "./bench-command.ts";
import { startHost } from "./load-host.ts";
import { describeMachine, machineLines } from "./machine.ts";
import { startWidgetHost } from "./widget-host.ts";
import { measureMemory, measureTyping, type PageMemory } from "./widget-searches.ts";
import { measureShift } from "./widget-shift.ts";

/** Allowed growth of JavaScript's heap between the two counts; a leak in each search is far more. */
const HEAP_MAY_GROW_BYTES = 256 * 1024;

await runEntry(async () => {
  const { quick, json, from, to } = benchCommand("measure:widget", "Measures the widgets in a real browser.")
    .option("--from <searches>", "after how many memory is looked at first", wholeNumber(1, 10_000))
    .option("--to <searches>", "and after how many again", wholeNumber(2, 100_000))
    .parse()
    .opts<{ quick?: true; json?: true; from?: number; to?: number }>();
  const [first, all] = [from ?? (quick ? 20 : 100), to ?? (quick ? 60 : 1000)];
  if (first >= all) throw new UsageError(`--from is ${first} and --to ${all}; --to is to be more.`);
  const project = openProject();
  const sizes = await measureSizes(join(project.packageRoot, "src", "widget"));
  const [server, browser] = await Promise.all([
    startHost("workerd", project, project.assetsFolder),
    launchBrowser(),
  ]);
  const machine = describeMachine({ chromium: browser.version() });
  const api = `http://127.0.0.1:${server.port}/`;
  const host = await startWidgetHost(browser, api);
  try {
    const articles = await listArticles(api);
    const queries = articles.map(({ title }) => title.split(/\s+/).slice(0, 4).join(" "));
    const shift = await measureShift(host, api, articles[0]?.id ?? "");
    const typing = await measureTyping(host, queries.slice(0, quick ? 5 : 50));
    const memory = await measureMemory(host, queries.slice(0, 10), first, all);
    const grown = growth(memory);
    printFigures(
      json
        ? [JSON.stringify({ machine, sizes, shift, typing, memory, grown })]
        : [
            ...machineLines(machine),
            ...sizes.map(
              ({ name, raw, gzip, brotli }) =>
                `${name}: ${count(raw)} bytes, ${count(gzip)} with gzip, ${count(brotli)} with Brotli`,
            ),
            `Layout shift: ${shift.reserved.toFixed(3)} with \`reserve\`, ${shift.unreserved.toFixed(3)} without, ` +
              `${shift.fragment.toFixed(3)} with the fragment in the page`,
            `From a key press to results, ${typing.length} searches, warm function (median / 90 % at most):`,
            `  pause of typing ${middle(typing.map(({ debounce }) => debounce))}`,
            `  request         ${middle(typing.map(({ request }) => request))}`,
            `  until it shows  ${middle(typing.map(({ rendering }) => rendering))}`,
            `  together        ${middle(typing.map(({ debounce, request, rendering }) => debounce + request + rendering))}`,
            ...memory.map(
              ({ heapBytes, nodes, listeners }, index) =>
                `After ${count(index === 0 ? first : all)} searches: ${count(heapBytes / 1024)} KiB of heap, ` +
                `${count(nodes)} nodes, ${count(listeners)} listeners`,
            ),
          ],
    );
    if (grown.length > 0) throw new Error(`The page has grown: more ${grown.join(", ")}.`);
  } finally {
    host.stop();
    await browser.close();
    await server.stop();
  }
});

/** Sizes of the bundles that send events, which are the larger ones, whatever the served bundles do. */
async function measureSizes(sourceFolder: string) {
  const outFolder = await mkdtemp(join(tmpdir(), "backstory-widget-"));
  try {
    const { bundles } = await buildWidget({ sourceFolder, outFolder, timeZone: "UTC", events: true });
    return await Promise.all(
      bundles.map(async ({ name }) => {
        const bytes = await readFile(join(outFolder, name));
        const gzip = gzipSync(bytes, { level: 9 }).length;
        return { name, raw: bytes.length, gzip, brotli: brotliCompressSync(bytes).length };
      }),
    );
  } finally {
    await rm(outFolder, { recursive: true, force: true });
  }
}

async function listArticles(api: string): Promise<readonly { id: string; title: string }[]> {
  const answer = (await (await fetch(`${api}v1/articles?limit=50`)).json()) as {
    hits: { id: string; title: string }[];
  };
  // Opens the index and the encoder before anything is timed.
  await (await fetch(`${api}v1/search?q=first+answer`)).arrayBuffer();
  return answer.hits;
}

function growth([before, after]: readonly [PageMemory, PageMemory]): string[] {
  return [
    ...(after.heapBytes - before.heapBytes > HEAP_MAY_GROW_BYTES ? ["heap"] : []),
    ...(after.nodes > before.nodes ? ["nodes"] : []),
    ...(after.listeners > before.listeners ? ["listeners"] : []),
  ];
}

function middle(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  return `${at(0.5)} / ${at(0.9)} ms`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}
