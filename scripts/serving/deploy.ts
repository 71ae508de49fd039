// `npm run deploy`: builds, checks what Cloudflare will check, and deploys. With --dry-run it does everything but the
// last.

import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { updateArchive } from "../build/build-archive.ts";
import { openProject, type Project } from "../files/project.ts";
import { abortOnInterrupt, runEntry } from "../terminal/entry.ts";
import { createReport, formatBytes, type Report } from "../terminal/report.ts";
import { runWrangler } from "./run-wrangler.ts";

/** Cloudflare's limits in bytes and files; the Worker's limit is on uncompressed code. */
const WORKER_MAX_BYTES = 64 * 1024 * 1024;
const ASSET_MAX_BYTES = 25 * 1024 * 1024;
const ASSETS_MAX_FILES = 20_000;

await runEntry(deploy);

async function deploy(): Promise<void> {
  const { dryRun } = new Command("npm run deploy --")
    .description("Builds the index, checks the limits and deploys the function.")
    .option("--dry-run", "do everything but deploy")
    .exitOverride()
    .parse()
    .opts<{ dryRun?: true }>();
  const project = openProject();
  const report = createReport();
  await updateArchive(project, report, abortOnInterrupt());
  await checkAssets(project, report);
  const bundle = join(project.buildFolder, "worker");
  await rm(bundle, { recursive: true, force: true });
  await runWrangler(project, ["deploy", "--dry-run", "--outdir", bundle], "CLOUDFLARE_API_TOKEN");
  await checkWorker(bundle, report);
  const profile = join(project.buildFolder, "startup.cpuprofile");
  await runWrangler(project, ["check", "startup", "--outfile", profile]);
  if (dryRun) {
    report.line("Dry run: all checks passed, nothing was deployed.");
    return;
  }
  await runWrangler(project, ["deploy"]);
}

async function checkAssets(project: Project, report: Report): Promise<void> {
  const names = await readdir(project.assetsFolder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (files.length > ASSETS_MAX_FILES) {
    throw new Error(`build/assets has ${files.length} files; Cloudflare takes ${ASSETS_MAX_FILES} at most.`);
  }
  let total = 0;
  for (const file of files) {
    const { size } = await stat(file);
    total += size;
    if (size > ASSET_MAX_BYTES) {
      throw new Error(
        `${file} has ${formatBytes(size)}; Cloudflare takes ${formatBytes(ASSET_MAX_BYTES)} a file.`,
      );
    }
  }
  report.line(`Assets: ${files.length} files, ${formatBytes(total)}`);
}

async function checkWorker(bundle: string, report: Report): Promise<void> {
  const names = (await readdir(bundle)).filter((name) => /\.(?:js|wasm|bin)$/.test(name));
  let total = 0;
  for (const name of names) total += (await readFile(join(bundle, name))).length;
  if (total > WORKER_MAX_BYTES) {
    throw new Error(
      `The Worker has ${formatBytes(total)}; Cloudflare takes ${formatBytes(WORKER_MAX_BYTES)}.`,
    );
  }
  report.line(`Worker: ${formatBytes(total)}`);
}
