// `npm run measure:load`: the function under load, with autocannon: searches, suggestions and related articles over
// many connections at once, with hostile clients among them, and the memory of workerd. It exits with 1 if a response
// is not a success, a connection fails, plain workerd keeps growing, or the function does not answer as before
// afterwards.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon, { type Result } from "autocannon";
import { updateArchive } from "../build/build-archive.ts";
import { openProject } from "../files/project.ts";
import { abortOnInterrupt, runEntry } from "../terminal/entry.ts";
import { createReport, formatBytes, type Report } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { benchCommand, printFigures } from "./bench-command.ts";
import { type HostileCounts, startHostileClients } from "./hostile-clients.ts";
import { LOAD_PASSAGES_PER_ARTICLE, type LoadArchive, writeLoadArchive } from "./load-archive.ts";
import { HOSTS, type HostName, type LoadHost, startHost } from "./load-host.ts";
import { pathsOf, WORKLOADS, type Workload } from "./load-workload.ts";
import { describeMachine, type Machine, machineLines } from "./machine.ts";
import { residentBytes } from "./process-usage.ts";

const FULL = { articles: 10_000, connections: 50, seconds: 60 };
const QUICK = { articles: 1000, connections: 20, seconds: 3 };
const ANSWER_TIMEOUT_MS = 120_000;
const ANSWER_TIMEOUT_SECONDS = 30;
const SAMPLE_EVERY_MS = 250;
/** Last third over first third; more growth than this is not noise. A short run is all warm-up. */
const GROWTH_MAX = 1.15;
const GROWTH_MIN_SECONDS = 30;

interface Options {
  readonly quick?: true;
  readonly json?: true;
  readonly articles?: number;
  readonly connections?: number;
  readonly seconds?: number;
  readonly seed: number;
}

interface WorkloadResult {
  readonly host: HostName;
  readonly workload: Workload;
  readonly load: Result;
  readonly hostile: HostileCounts;
  /** Mean resident bytes of workerd in the first and the last third of the time. */
  readonly memory: { readonly first: number; readonly last: number; readonly most: number };
}

await runEntry(async () => {
  const options = readOptions();
  const plan = { ...(options.quick ? QUICK : FULL), ...defined(options) };
  const report = createReport();
  const project = openProject();
  await updateArchive(project, report, abortOnInterrupt());
  const machine = describeMachine({});
  const folder = await mkdtemp(join(tmpdir(), "backstory-load-"));
  try {
    report.line(`Making and packing ${plan.articles.toLocaleString("en")} articles`);
    const archive = await writeLoadArchive(project, folder, { articles: plan.articles, seed: options.seed });
    const results: WorkloadResult[] = [];
    for (const name of HOSTS) {
      const host = await startHost(name, project, folder);
      try {
        results.push(...(await measure({ name, ...host }, archive, { ...plan, seed: options.seed }, report)));
      } finally {
        await host.stop();
      }
    }
    const complaints = results.flatMap(complaintsAbout);
    const { bytes: snapshotBytes } = archive;
    const figures = { machine, plan, seed: options.seed, snapshotBytes, results, complaints };
    const lines = options.json ? [JSON.stringify(figures)] : describe(machine, plan, archive, results);
    printFigures(lines);
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function readOptions(): Options {
  return benchCommand(
    "measure:load",
    "Measures the function in wrangler dev and in workerd under load, with hostile clients among the normal ones.",
  )
    .option("--articles <n>", "articles of the archive (default: 10000)", wholeNumber(200, 100_000))
    .option("--connections <n>", "concurrent connections (default: 50)", wholeNumber(1, 1000))
    .option("--seconds <n>", "seconds for each workload (default: 60)", wholeNumber(1, 3600))
    .option("--seed <n>", "seed for words, vectors and requests", wholeNumber(0, 999_999_999), 1)
    .parse()
    .opts<Options>();
}

type Plan = typeof FULL;

function defined({ articles, connections, seconds }: Options): Partial<Plan> {
  return Object.fromEntries(
    Object.entries({ articles, connections, seconds }).filter(([, value]) => value !== undefined),
  );
}

async function measure(
  host: LoadHost & { readonly name: HostName },
  archive: LoadArchive,
  { connections, seconds, seed }: Plan & { readonly seed: number },
  report: Report,
): Promise<WorkloadResult[]> {
  const url = `http://127.0.0.1:${host.port}`;
  const ordinary = `${url}/v1/search?${new URLSearchParams({ q: archive.titles[0] ?? "" })}`;
  const before = await answerOf(ordinary);
  const ask = (nextPath: () => string, duration: number) =>
    autocannon({
      url,
      connections,
      duration,
      timeout: ANSWER_TIMEOUT_SECONDS,
      requests: [{ method: "GET", setupRequest: (request) => ({ ...request, path: nextPath() }) }],
    });
  // Warm-up: the heap, compiled code and cached pages reach their size after some thousand responses.
  await ask(pathsOf("distinct", archive, seed + 2), seconds);
  const results: WorkloadResult[] = [];
  for (const workload of WORKLOADS) {
    report.line(`${host.name}: ${connections} connections for ${seconds} s, ${workload} requests`);
    const nextPath = pathsOf(workload, archive, seed);
    const hostile = startHostileClients(host.port, pathsOf(workload, archive, seed + 1));
    const memory = sampleMemory(host.pid);
    let counts: HostileCounts;
    let load: Result;
    try {
      load = await ask(nextPath, seconds);
    } finally {
      counts = hostile.stop();
      memory.stop();
    }
    results.push({ host: host.name, workload, load, hostile: counts, memory: thirdsOf(memory.samples) });
    const health = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    await health.arrayBuffer();
    if (health.status !== 200)
      throw new Error(`After ${workload} requests /healthz returns ${health.status}.`);
    if ((await answerOf(ordinary)) !== before) {
      throw new Error(`After ${workload} requests ${ordinary} has another response than before.`);
    }
  }
  return results;
}

/** The response's text, which is the same for the same request. */
async function answerOf(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return text;
}

function sampleMemory(pid: number): { readonly samples: readonly number[]; stop(): void } {
  const samples = [residentBytes(pid)];
  const timer = setInterval(() => samples.push(residentBytes(pid)), SAMPLE_EVERY_MS);
  return { samples, stop: () => clearInterval(timer) };
}

function thirdsOf(samples: readonly number[]): WorkloadResult["memory"] {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const mean = (some: readonly number[]) => some.reduce((sum, bytes) => sum + bytes, 0) / some.length;
  return {
    first: mean(samples.slice(0, third)),
    last: mean(samples.slice(-third)),
    most: Math.max(...samples),
  };
}

function complaintsAbout({ host, workload, load, memory }: WorkloadResult): string[] {
  const complaints: string[] = [];
  if (load["2xx"] === 0) complaints.push(`No ${workload} request got a response.`);
  if (load.non2xx > 0) {
    const statuses = JSON.stringify(load.statusCodeStats);
    complaints.push(`${load.non2xx} responses to ${workload} requests are not a success: ${statuses}`);
  }
  if (load.errors > 0) {
    complaints.push(
      `${load.errors} connections of ${workload} requests failed, ${load.timeouts} of them by timeout.`,
    );
  }
  if (host === "workerd" && load.duration >= GROWTH_MIN_SECONDS && memory.last > memory.first * GROWTH_MAX) {
    complaints.push(
      `With ${workload} requests workerd grew from ${formatBytes(memory.first)} to ${formatBytes(memory.last)}.`,
    );
  }
  return complaints;
}

function describe(
  machine: Machine,
  plan: Plan,
  archive: LoadArchive,
  results: readonly WorkloadResult[],
): string[] {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    ...machineLines(machine),
    `${plan.articles.toLocaleString("en")} articles of ${LOAD_PASSAGES_PER_ARTICLE} passages, made-up words and vectors; snapshot ${formatBytes(archive.bytes)}.`,
    `${plan.connections} connections for ${plan.seconds} s each: 60 % searches, 25 % suggestions, 15 % related articles.`,
    "",
    ...tableLines([
      [
        "",
        "responses",
        "per second",
        "median",
        "90 %",
        "99 %",
        "longest",
        "not 2xx",
        "failed",
        "memory, first and last third",
      ],
      ...results.map(({ host, workload, load, memory }) => [
        `${host}, ${workload}`,
        load["2xx"].toLocaleString("en"),
        load.requests.average.toFixed(0),
        ...[load.latency.p50, load.latency.p90, load.latency.p99, load.latency.max].map(ms),
        String(load.non2xx),
        String(load.errors),
        `${formatBytes(memory.first)}, ${formatBytes(memory.last)}`,
      ]),
    ]),
    "",
    ...results.map(
      ({ host, workload, hostile }) =>
        `${host}, ${workload}: with ${hostile.slow} clients that send a byte a second, ${hostile.halfOpen} half-open connections, ` +
        `${hostile.aborted} aborted requests; then /healthz is 200 and an ordinary search has the same response as before.`,
    ),
    "wrangler dev retains something of every request with any Worker, so memory is only checked in plain workerd.",
  ];
}
