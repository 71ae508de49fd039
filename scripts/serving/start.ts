// `npm start`: brings the index up to date, starts `wrangler dev` on 127.0.0.1 and says what to look at.

import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { Command } from "commander";
import { refreshArchive } from "../build/build-archive.ts";
import { describeSource } from "../build/choose-source.ts";
import { openProject } from "../files/project.ts";
import { abortOnInterrupt, runEntry } from "../terminal/entry.ts";
import { createReport, plural } from "../terminal/report.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { waitForAnswer } from "./wait-for-answer.ts";
import { wranglerEnvironment } from "./wrangler-environment.ts";

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
  const { record, settings, indexVersion } = await refreshArchive(project, report, interrupted);
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
    if (status === 200) report.line(await welcome(base, record.source.kind === "sample", settings.http.page));
    else report.line(`The function answers ${status} at ${base}/healthz; its message says what to do.`);
  } catch (error) {
    // Ended by itself or by Ctrl-C: its exit code tells.
    if (!over.signal.aborted) {
      server.kill("SIGTERM");
      throw error;
    }
  }
  process.exitCode = await ended;
}

async function welcome(base: string, isSample: boolean, hasPage: boolean): Promise<string> {
  const query = isSample ? "Vladivostok summit" : "climate";
  const articleId = await firstArticleId(base);
  return [
    "",
    ...(hasPage ? [`  Search page       ${base}/`, `  Operator's page   ${base}/studio`, ""] : []),
    `  curl "${base}/v1/search?q=${encodeURIComponent(query)}"`,
    `  curl "${base}/v1/articles/${articleId}/related"`,
    `  curl "${base}/healthz"`,
    "",
    "  Ctrl-C stops it.",
    "",
  ].join("\n");
}

async function firstArticleId(base: string): Promise<string> {
  const response = await fetch(`${base}/v1/articles?limit=1`, { signal: AbortSignal.timeout(30_000) });
  const body = (await response.json()) as { hits?: { id?: string }[] };
  return body.hits?.[0]?.id ?? "ID";
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
  return spawn(process.execPath, [wrangler, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: wranglerEnvironment(),
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
