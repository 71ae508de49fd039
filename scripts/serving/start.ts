// `npm start`: brings the index up to date, starts `wrangler dev` on 127.0.0.1 and prints what to open and to paste.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { Command } from "commander";
import { updateArchive } from "../build/build-archive.ts";
import { describeSource } from "../build/choose-source.ts";
import { openProject } from "../files/project.ts";
import { abortOnInterrupt, runEntry } from "../terminal/entry.ts";
import { createReport, plural } from "../terminal/report.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { type BannerFacts, banner, readersKey } from "./banner.ts";
import { readDevKeys } from "./dev-keys.ts";
import { waitForAnswer } from "./wait-for-answer.ts";
import { wranglerEnvironment } from "./wrangler-environment.ts";
import { shownLine } from "./wrangler-lines.ts";

const HOST = "127.0.0.1";
const START_TIMEOUT_MS = 120_000;

await runEntry(start);

async function start(): Promise<void> {
  const program = new Command("npm start --")
    .description("Builds the index if it is missing or stale and serves it locally.")
    .option("--port <port>", "port to listen on", wholeNumber(1, 65_535), 8787)
    .exitOverride()
    .parse();
  const { port } = program.opts<{ port: number }>();
  const project = openProject();
  const report = createReport();
  const interrupted = abortOnInterrupt();
  await refuseTakenPort(port);
  const { record, settings, indexVersion } = await updateArchive(project, report, interrupted);
  interrupted.throwIfAborted();
  const articles = plural(record.counts.articles ?? 0, "article");
  report.line(`Serving ${describeSource(record.source)}: ${articles}, version ${indexVersion}`);

  const base = `http://${HOST}:${port}${settings.basePath === "/" ? "" : settings.basePath}`;
  const server = spawnWrangler(project.packageRoot, port);
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      asked = true;
      server.kill(signal);
    });
  }
  const over = new AbortController();
  const ended = new Promise<number>((resolve) =>
    server.once("exit", (code) => resolve(code ?? (asked ? 0 : 1))),
  );
  ended.finally(() => over.abort()).catch(() => undefined);
  try {
    const status = await waitForAnswer(`${base}/healthz`, START_TIMEOUT_MS, over.signal);
    if (status === 200) {
      const keys = readDevKeys(project.packageRoot);
      const text = banner({
        base,
        hasPage: settings.http.page,
        query: record.source.kind === "sample" ? "Vladivostok summit" : "climate",
        articleId: await firstArticleId(base, keys),
        keys,
      });
      report.line(text);
      onEnter(over.signal, () => report.line(text));
    } else report.line(`The function answers ${status} at ${base}/healthz; its message says what to do.`);
  } catch (error) {
    // Ended by itself or by Ctrl-C: its exit code tells.
    if (!over.signal.aborted) {
      server.kill("SIGTERM");
      throw error;
    }
  }
  process.exitCode = await ended;
}

async function firstArticleId(base: string, keys: BannerFacts["keys"]): Promise<string> {
  const key = readersKey(keys);
  const headers: Record<string, string> = key === null ? {} : { Authorization: `Bearer ${key}` };
  const response = await fetch(`${base}/v1/articles?limit=1`, {
    headers,
    signal: AbortSignal.timeout(30_000),
  });
  const body = (await response.json()) as { hits?: { id?: string }[] };
  return body.hits?.[0]?.id ?? "ID";
}

/** Calls `print` for every line on the standard input until `signal`. */
function onEnter(signal: AbortSignal, print: () => void): void {
  if (signal.aborted || !mayReadInput()) return;
  const lines = createInterface({ input: process.stdin, signal });
  lines.on("line", print);
}

/** A terminal stops a background process that reads from it, so `npm start &` must not. */
function mayReadInput(): boolean {
  if (!process.stdin.isTTY) return true;
  try {
    return execFileSync("ps", ["-o", "stat=", "-p", String(process.pid)], { encoding: "utf8" }).includes("+");
  } catch {
    return process.platform === "win32";
  }
}

function spawnWrangler(packageRoot: string, port: number): ChildProcess {
  const wrangler = join(packageRoot, "node_modules", "wrangler", "bin", "wrangler.js");
  const args = [
    "dev",
    "--local",
    "--ip",
    HOST,
    "--port",
    String(port),
    "--show-interactive-dev-session=false",
  ];
  const child = spawn(process.execPath, [wrangler, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: wranglerEnvironment(),
  });
  show(child.stdout, process.stdout);
  show(child.stderr, process.stderr);
  return child;
}

function show(from: Readable, to: Writable): void {
  createInterface({ input: from }).on("line", (line) => {
    const shown = shownLine(line);
    if (shown !== null) to.write(`${shown}\n`);
  });
}

async function refuseTakenPort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause) => {
      const message = `Port ${port} of ${HOST} can't be used. Choose another one: npm start -- --port ${port + 1}`;
      reject(new Error(message, { cause }));
    });
    probe.listen(port, HOST, () => probe.close(() => resolve()));
  });
}
