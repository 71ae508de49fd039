// `npm run test:fuzz`: sends the function in workerd requests that schemathesis generates from our OpenAPI description.
// Every response must be one that the description lists, in its shape; valid requests must be accepted, invalid ones
// rejected, and nothing may be a 5xx. With --quick only a small part, for CI.

import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { kernelFiles } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { startWorkerd } from "../serving/workerd.ts";
import { runEntry } from "../terminal/entry.ts";
import { createReport } from "../terminal/report.ts";
import { wholeNumber } from "../terminal/usage.ts";
import { buildFuzzArchive, FUZZ_BASE_PATH } from "./fuzz-archive.ts";
import { installFuzzer } from "./python-tool.ts";

interface Size {
  /** Minimum number of generated requests. */
  readonly least: number;
  /** For each operation and kind of data, in addition to those from the boundaries of its schema. */
  readonly perOperation: number;
  readonly phases: string;
  readonly timeoutMs: number;
}

const WHOLE: Size = {
  least: 20_000,
  perOperation: 2700,
  phases: "examples,coverage,fuzzing,stateful",
  timeoutMs: 3 * 60 * 60_000,
};
const QUICK: Size = {
  least: 800,
  perOperation: 100,
  phases: "examples,fuzzing,stateful",
  timeoutMs: 5 * 60_000,
};

const SETTINGS = fileURLToPath(new URL("./schemathesis.toml", import.meta.url));
const HOOKS = fileURLToPath(new URL("./hooks.py", import.meta.url));

await runEntry(fuzz);

async function fuzz(): Promise<void> {
  const program = new Command("npm run test:fuzz --")
    .description("Asks the function what schemathesis makes of its description, and holds the answers to it.")
    .option("--quick", "a small part of it, for CI")
    .option("--seed <number>", "repeat the requests of a former run", wholeNumber(1, 2 ** 31))
    .option("--python <command>", "Python 3.10 or later with venv and pip", "python3")
    .exitOverride()
    .parse();
  const { quick, seed, python } = program.opts<{ quick?: true; seed?: number; python: string }>();
  const size = quick === true ? QUICK : WHOLE;
  const checkout = openProject();
  const report = createReport();
  const folder = join(checkout.root, ".cache", "fuzz");
  await mkdir(folder, { recursive: true });
  const command = await installFuzzer(join(folder, "venv"), python, report);
  const archive = await buildFuzzArchive(checkout, report);
  const server = await startWorkerd({
    entry: join(checkout.packageRoot, "src", "hosts", "cloudflare", "worker.ts"),
    wasm: kernelFiles(checkout),
    assets: { folder: archive.assetsFolder },
  });
  try {
    const base = `http://127.0.0.1:${server.port}${FUZZ_BASE_PATH}`;
    const generated = await runFuzzer(command, base, folder, size, seed);
    if (generated < size.least) {
      throw new Error(`Only ${generated} requests were generated; ${size.least} are needed.`);
    }
  } finally {
    await server.stop();
  }
}

/** Resolves with the number of requests; rejects if schemathesis found anything. */
async function runFuzzer(
  command: string,
  base: string,
  folder: string,
  size: Size,
  seed: number | undefined,
): Promise<number> {
  const environment = { BACKSTORY_FUZZ_BASE: base, SCHEMATHESIS_HOOKS: HOOKS };
  const args = [
    ...["--config-file", SETTINGS, "run"],
    `${base}/openapi.json`,
    ...["--checks", "all", "--phases", size.phases, "--workers", "2", "--no-color"],
    ...["--max-examples", String(size.perOperation), "--generation-database", "none"],
    ...["--continue-on-failure", "--request-timeout", "30"],
    // /mcp requires both; no other path looks at it.
    ...["--header", "Accept: application/json, text/event-stream"],
    ...(seed === undefined ? [] : ["--seed", String(seed)]),
  ];
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...environment },
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), size.timeoutMs);
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
    process.stdout.write(text);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearTimeout(timer);
  if (code === null) throw new Error(`schemathesis took longer than ${size.timeoutMs / 1000} s.`);
  if (code !== 0) throw new Error(`schemathesis ended with ${code}; what it found is above.`);
  return Number(/^\s*(\d+) generated/m.exec(printed)?.[1] ?? 0);
}
