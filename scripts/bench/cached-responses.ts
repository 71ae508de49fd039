// `npm run bench:cache`: what a request costs when it is answered afresh, from a cache in memory, or with a 304,
// through the whole service in Node over the built index. Cloudflare's cache has costs that these figures do not
// include.

import { createHandler, type Handler } from "../../src/http/handler.ts";
import type { CachedResponse, ResponseCache } from "../../src/http/middleware/response-cache.ts";
import { openProject } from "../files/project.ts";
import { localHandlerOptions } from "../serving/local-index.ts";
import { runEntry } from "../terminal/entry.ts";
import { createReport } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { benchCommand, printFigures } from "./bench-command.ts";
import { describeMachine, type Machine, machineLines } from "./machine.ts";
import { Mismatch } from "./mismatch.ts";
import { type Spread, spreadOf } from "./spread.ts";

const FULL = { titles: 100, rounds: 30 };
const QUICK = { titles: 10, rounds: 3 };
const WARM_UP_ROUNDS = 3;
const QUERY_WORDS = 6;
const TYPED_CHARS = 5;

const KINDS = ["search", "keyword search", "related", "suggest"] as const;
type Kind = (typeof KINDS)[number];
const VARIANTS = ["fresh", "fresh, then cached", "cached", "304"] as const;
type Variant = (typeof VARIANTS)[number];

interface Result {
  readonly machine: Machine;
  readonly plan: typeof FULL;
  /** CPU milliseconds of one request. */
  readonly kinds: Readonly<Record<Kind, Readonly<Record<Variant, Spread>>>>;
}

interface Asked {
  readonly url: string;
  /** Of the response. */
  readonly tag: string;
  readonly text: string;
}

await runEntry(async () => {
  const options = benchCommand(
    "bench:cache",
    "Measures answers of the service that are made anew against those that were kept.",
  )
    .option("--rounds <n>", "rounds in which every variant runs once", wholeNumber(1, 1000))
    .parse()
    .opts<{ quick?: true; json?: true; rounds?: number }>();
  const preset = options.quick ? QUICK : FULL;
  const result = await measure({ ...preset, rounds: options.rounds ?? preset.rounds });
  const lines = options.json ? [JSON.stringify(result)] : describe(result);
  printFigures(lines);
});

async function measure(plan: typeof FULL): Promise<Result> {
  const report = createReport();
  const machine = describeMachine({});
  const cache = new Map<string, CachedResponse>();
  const responses: ResponseCache = {
    match: async (key) => cache.get(key) ?? null,
    async put(key, answer) {
      cache.set(key, answer);
    },
  };
  const options = localHandlerOptions(openProject());
  const host = { ...options.host, log: () => undefined };
  const plain = createHandler({ ...options, host });
  const caching = createHandler({ ...options, host: { ...host, cache: responses } });
  const paths = await pathsOf(plain, plan.titles);
  const measured: [Kind, Record<Variant, Spread>][] = [];
  for (const kind of KINDS) {
    report.line(`Timing ${kind}`);
    const requests = await Promise.all(paths[kind].map((url) => askOnce(plain, url)));
    await check(caching, requests);
    const run: Record<Variant, () => Promise<number>> = {
      fresh: () => cpuOf(plain, requests),
      "fresh, then cached": () => {
        cache.clear();
        return cpuOf(caching, requests);
      },
      cached: () => cpuOf(caching, requests),
      "304": () => cpuOf(caching, requests, true),
    };
    const times: Record<Variant, number[]> = { fresh: [], "fresh, then cached": [], cached: [], "304": [] };
    for (let round = -WARM_UP_ROUNDS; round < plan.rounds; round++) {
      for (const variant of VARIANTS) {
        const time = await run[variant]();
        if (round >= 0) times[variant].push(time);
      }
    }
    const spreads = VARIANTS.map((variant) => [variant, spreadOf(times[variant])]);
    measured.push([kind, Object.fromEntries(spreads) as Record<Variant, Spread>]);
  }
  return { machine, plan, kinds: Object.fromEntries(measured) as Result["kinds"] };
}

function describe({ machine, plan, kinds }: Result): string[] {
  const rows = Object.entries(kinds).map(([kind, variants]) => [
    kind,
    ...VARIANTS.map((variant) => variants[variant].median.toFixed(3)),
    (variants.fresh.median / variants.cached.median).toFixed(1),
  ]);
  const count = `${plan.titles} requests of each kind, median of ${plan.rounds} rounds`;
  return [
    ...machineLines(machine),
    `CPU milliseconds of one request through the service in Node, ${count}`,
    ...tableLines([["", ...VARIANTS, "fresh / cached"], ...rows]),
  ];
}

/** The queries are titles' first words. */
async function pathsOf(service: Handler, count: number): Promise<Record<Kind, string[]>> {
  const { text } = await askOnce(service, "/v1/articles?limit=50");
  const { text: more } = await askOnce(service, "/v1/articles?limit=50&offset=50");
  const hits = [text, more].flatMap(
    (body) => (JSON.parse(body) as { hits: { id: string; title: string }[] }).hits,
  );
  const articles = hits.slice(0, count);
  const wordsOf = (title: string) => encodeURIComponent(title.split(/\s+/).slice(0, QUERY_WORDS).join(" "));
  return {
    search: articles.map(({ title }) => `/v1/search?q=${wordsOf(title)}`),
    "keyword search": articles.map(({ title }) => `/v1/search?q=${wordsOf(title)}&mode=keyword`),
    related: articles.map(({ id }) => `/v1/articles/${encodeURIComponent(id)}/related`),
    suggest: articles.map(({ title }) => `/v1/suggest?q=${encodeURIComponent(title.slice(0, TYPED_CHARS))}`),
  };
}

async function ask(service: Handler, url: string, headers: Record<string, string> = {}): Promise<Response> {
  const work: Promise<unknown>[] = [];
  const request = new Request(`http://127.0.0.1${url}`, { headers });
  const response = await service(request, (promise) => work.push(promise));
  await Promise.all(work);
  return response;
}

async function askOnce(service: Handler, url: string): Promise<Asked> {
  const response = await ask(service, url);
  const text = await response.text();
  if (response.status !== 200) throw new Mismatch(`${url} is answered with ${response.status}: ${text}`);
  return { url, tag: response.headers.get("ETag") ?? "", text };
}

/** A cached response equals a fresh one, and a client that has it gets an empty 304. */
async function check(service: Handler, requests: readonly Asked[]): Promise<void> {
  for (const { url, tag, text } of requests) {
    for (let i = 0; i < 2; i++) {
      if ((await askOnce(service, url)).text !== text)
        throw new Mismatch(`${url} has another answer where it is kept`);
    }
    const { status } = await ask(service, url, { "If-None-Match": tag });
    if (status !== 304) throw new Mismatch(`${url} is answered with ${status} to who has the answer`);
  }
}

/** CPU milliseconds per request, over all of them one after the other. */
async function cpuOf(service: Handler, requests: readonly Asked[], has = false): Promise<number> {
  const before = process.cpuUsage();
  for (const { url, tag } of requests) {
    await (await ask(service, url, has ? { "If-None-Match": tag } : {})).arrayBuffer();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / requests.length;
}
