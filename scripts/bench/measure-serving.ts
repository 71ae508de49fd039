// `npm run measure:serving -- [ASSETS]`: what it takes to serve a built index with wrangler dev: size of the snapshot,
// time to the first response, time per response over HTTP, and memory of workerd. No response comes from a cache.

import { readdir, stat } from "node:fs/promises";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { openProject } from "../files/project.ts";
import { freePort } from "../serving/free-port.ts";
import { waitForAnswer } from "../serving/wait-for-answer.ts";
import { startWrangler, workerdOf } from "../serving/wrangler-server.ts";
import { formatBytes } from "../terminal/report.ts";

const ROUNDS = 60;
const TIMEOUT_MS = 120_000;
/** A private key: its responses are never cached. */
const KEY = "measure";

const assets = resolve(process.argv[2] ?? openProject().assetsFolder);
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const server = startWrangler(assets, port, { PRIVATE_KEYS: KEY });
try {
  // A path that is not served gets its 404 without opening the index.
  await waitForAnswer(`${base}/not-served`, TIMEOUT_MS);
  const before = workerdOf(server).bytes;
  const first = await timed(`${base}/v1/search?q=first+answer`);
  const listed = await ask<{ hits: { id: string; title: string }[] }>(`${base}/v1/articles?limit=50`);
  const { counts } = await ask<{ counts: { articles: number; passages: number } }>(`${base}/healthz`);
  const times: Record<string, number[]> = { hybrid: [], semantic: [], keyword: [], related: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const article = listed.hits[round % listed.hits.length];
    if (article === undefined) throw new Error("the index has no article to ask for");
    const query = encodeURIComponent(article.title.split(/\s+/).slice(0, 6).join(" "));
    for (const mode of ["hybrid", "semantic", "keyword"] as const) {
      times[mode]?.push(await timed(`${base}/v1/search?q=${query}&mode=${mode}`));
    }
    times.related?.push(await timed(`${base}/v1/articles/${encodeURIComponent(article.id)}/related`));
  }
  const { files, bytes } = await sizeOf(join(assets, "snapshot"));
  print(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);
  print(`Archive: ${counts.articles} articles, ${counts.passages} passages`);
  print(`Snapshot: ${formatBytes(bytes)} in ${files} files`);
  print(
    `Memory of workerd: ${formatBytes(before)} before the index is opened, ${formatBytes(workerdOf(server).bytes)} after`,
  );
  print(`First answer, index and encoder opened by it: ${first.toFixed(0)} ms`);
  for (const [kind, values] of Object.entries(times)) {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    print(
      `${kind.padEnd(8)} ${ROUNDS} answers over HTTP: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`,
    );
  }
} finally {
  server.kill("SIGTERM");
}

async function ask<T>(url: string): Promise<T> {
  const headers = { Authorization: `Bearer ${KEY}` };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

async function timed(url: string): Promise<number> {
  const start = performance.now();
  await ask(url);
  return performance.now() - start;
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return { files: names.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
