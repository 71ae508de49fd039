// A test's own archive, from files to workerd: the real readers and build steps in a separate folder, and the real function
// over the result in wrangler dev.

import { spawn } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { buildArchive } from "../../scripts/build/build-archive.ts";
import { openProject } from "../../scripts/files/project.ts";
import { freePort } from "../../scripts/serving/free-port.ts";
import { waitForAnswer } from "../../scripts/serving/wait-for-answer.ts";
import { wranglerEnvironment } from "../../scripts/serving/wrangler-environment.ts";
import type { Report } from "../../scripts/terminal/report.ts";
import { putConvertedEncoder } from "./converted-encoder.ts";
import { makeTempFolder } from "./temp-folder.ts";

const START_TIMEOUT_MS = 60_000;
const WRANGLER = resolve("node_modules/wrangler/bin/wrangler.js");

export interface BuiltArchive {
  /** Absolute path of the project, with `build/` and `index/`. */
  readonly folder: string;
  /** What the build said, a line each. */
  readonly said: readonly string[];
  remove(): Promise<void>;
}

/**
 * `files` by their path below the project: articles in `news/`, and `backstory.config.json` where one is needed. A
 * configured base path holds for the search page as well. What an index at `formerIndex` has the vectors of is not
 * embedded again.
 */
export async function buildFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  { formerIndex }: { readonly formerIndex?: string } = {},
): Promise<BuiltArchive> {
  const { folder, remove } = await makeTempFolder(files);
  const said: string[] = [];
  const report: Report = {
    line: (text) => said.push(text),
    progress: () => ({ advance: () => undefined, stop: () => undefined }),
  };
  try {
    await putConvertedEncoder(folder);
    if (formerIndex !== undefined) await cp(formerIndex, join(folder, "index"), { recursive: true });
    for (const part of ["page", "widget"]) {
      await cp(join("src", part), join(folder, "src", part), { recursive: true });
    }
    await buildArchive({
      project: openProject(folder),
      configFile: null,
      source: join(folder, "news"),
      update: false,
      strict: false,
      maxNewPassages: Number.POSITIVE_INFINITY,
      report,
    });
  } catch (cause) {
    await remove();
    throw cause;
  }
  return { folder, said, remove };
}

export interface ServedArchive {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Everything that wrangler and the function have printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** The function over `build/assets` of a folder, without rate limits. */
export async function serveFolder(folder: string): Promise<ServedArchive> {
  const toml = await readFile("wrangler.toml", "utf8");
  const [, date = ""] = /^compatibility_date = "(.*)"$/m.exec(toml) ?? [];
  await writeFile(
    join(folder, "wrangler.toml"),
    `name = "backstory-test"
main = ${JSON.stringify(resolve("src/hosts/cloudflare/worker.ts"))}
compatibility_date = "${date}"
send_metrics = false
[assets]
directory = "build/assets"
binding = "ASSETS"
run_worker_first = true
html_handling = "none"
not_found_handling = "none"
`,
  );
  // A port that was free may have been taken before the server listens: then another one is tried, once.
  return start(folder).catch(() => start(folder));
}

async function start(folder: string): Promise<ServedArchive> {
  const port = await freePort();
  // Servers that start at the same moment would choose the same port for their inspectors.
  const args = ["dev", "--local", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  const server = spawn(process.execPath, [WRANGLER, ...args, "--show-interactive-dev-session=false"], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: wranglerEnvironment(),
  });
  let printed = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const ended = new AbortController();
  const exited = new Promise<void>((done) =>
    server.once("exit", () => {
      ended.abort(new Error(`wrangler dev ended:\n${printed}`));
      done();
    }),
  );
  const stop = async () => {
    // The group that was started here: wrangler and workerd.
    if (server.exitCode === null && server.pid !== undefined) process.kill(-server.pid, "SIGTERM");
    await exited;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitForAnswer(`${url}/healthz`, START_TIMEOUT_MS, ended.signal);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { url, port, output: () => printed, stop };
}
