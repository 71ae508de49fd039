// From index/ to build/: packs the snapshot unless the packed one is already of this index, these settings and this
// encoder, and builds the search page if the function's source is there.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import type { Settings } from "../../src/index/settings.ts";
import { readManifest } from "../../src/index/snapshot/manifest.ts";

import { writeSnapshot } from "../../src/index/snapshot/writer.ts";
import { SnapshotError } from "../../src/index/snapshot-error.ts";
import { ENCODER_FILE } from "../../src/service/open-index.ts";
import { createScan } from "../../src/vector/create-scan.ts";
import type { Project } from "../files/project.ts";
import { readKey, writeKey, writeWhole } from "../files/whole-file.ts";
import { modelBaseName } from "../model/known-models.ts";
import { formatBytes, plural, type Report } from "../terminal/report.ts";
import { fitArchive } from "./fit/fit-archive.ts";
import { loadKernels } from "./kernels.ts";
import { layOutSnapshot, replaceFolder } from "./pack/pack.ts";
import { buildPage } from "./pack/page.ts";
import { buildReference } from "./pack/reference.ts";
import { publishRemoved } from "./pack/removed-articles.ts";
import { buildWidget, scriptTag } from "./pack/widget.ts";
import { type IndexRecord, readContent } from "./prepare/index-folder.ts";

/** Increased whenever packing gives other bytes for the same index. */
const PACK_VERSION = 7;
const PACKED_FILE = "packed.json";

export interface PackBuildOptions {
  readonly project: Project;
  readonly record: IndexRecord;
  readonly settings: Settings;
  readonly hiddenFields: readonly string[];
  /** Primary tags of the languages that the model reads. */
  readonly modelLanguages: readonly string[];
  /** The converted model, which goes to the function together with its snapshot. */
  readonly encoderPath: string;
  /** Fit the ranking again, even if the packed one is up to date. */
  readonly refit: boolean;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

/** Rejects with IndexDamaged if index/ can't be read. */
export async function packBuild(
  options: PackBuildOptions,
): Promise<{ indexVersion: string; settings: Settings }> {
  const { project, record, settings, hiddenFields, modelLanguages, encoderPath, report, refit, signal } =
    options;
  // Before the snapshot, so that no build shows removed articles.
  await publishRemoved(project, report);
  const { generation: _, ...identity } = record;
  const input = JSON.stringify({ PACK_VERSION, identity, settings, hiddenFields, modelLanguages });
  const key = createHash("sha256").update(input).digest("hex");
  const folder = join(project.assetsFolder, "snapshot");
  const servedEncoder = join(project.assetsFolder, "model", ENCODER_FILE);
  const keyPath = join(project.buildFolder, PACKED_FILE);
  const isPacked =
    !refit &&
    (await readKey(keyPath)) === key &&
    (await isWhole(folder)) &&
    (await sameSize(encoderPath, servedEncoder));
  if (!isPacked) {
    report.line("Packing the snapshot");
    const content = await readContent(project.indexFolder, record);
    const { fingerprint, dims, name } = record.model;
    const kernels = loadKernels(project);
    const encoder = new Uint8Array(await readFile(encoderPath));
    const layout = layOutSnapshot({
      content,
      // Without its folder, because the function shows the name to everyone.
      encoder: { fingerprint, dims, model: modelBaseName(name), languages: [...modelLanguages] },
      settings,
      hiddenFields,
      createScan: (vectors) => createScan(vectors, kernels),
    });
    const search = await fitArchive({
      indexFolder: project.indexFolder,
      layout,
      content,
      encoder,
      kernels,
      refit,
      report,
      ...(signal === undefined ? {} : { signal }),
    });
    const files = await writeSnapshot({ ...layout, ranking: { ...layout.ranking, search } });
    // Until the key is written again, build/ counts as unfinished.
    await rm(keyPath, { force: true });
    await mkdir(project.assetsFolder, { recursive: true });
    await replaceFolder(folder, files);
    await writeWhole(servedEncoder, encoder);
    await writeKey(keyPath, key);
    const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
    report.line(`Snapshot of ${formatBytes(bytes)} in ${plural(files.size, "file")}`);
  }
  const pageSource = join(project.root, "src", "page");
  if (existsSync(pageSource)) {
    const outFolder = join(project.assetsFolder, "page");
    await buildReference({ sourceFolder: pageSource, outFolder, settings });
    await buildPage({
      sourceFolder: pageSource,
      outFolder,
      basePath: settings.basePath,
      siteName: settings.siteName,
      timeZone: settings.timeZone,
    });
    const { bundles, written } = await buildWidget({
      sourceFolder: join(project.root, "src", "widget"),
      outFolder,
      timeZone: settings.timeZone,
      events: settings.http.events.enabled,
    });
    const fresh = bundles.filter(({ hashedName }) => written.includes(hashedName));
    if (fresh.length > 0) report.line("To embed the widgets, with the address of your Worker:");
    for (const bundle of fresh) report.line(`  ${scriptTag(bundle, settings.basePath)}`);
  }
  const { indexVersion } = await readManifest(folderSource(folder));
  return { indexVersion, settings };
}

/** True if the manifest is readable and every file in it exists with the right length. */
async function isWhole(folder: string): Promise<boolean> {
  try {
    const manifest = await readManifest(folderSource(folder));
    const files = [...Object.values(manifest.sections).flatMap(({ parts }) => parts), ...manifest.pages];
    const sizes = await Promise.all(files.map(async ({ file }) => (await stat(join(folder, file))).size));
    return files.every(({ bytes }, index) => bytes === sizes[index]);
  } catch (cause) {
    if (cause instanceof SnapshotError || hasCode(cause, "ENOENT")) return false;
    throw cause;
  }
}

async function sameSize(a: string, b: string): Promise<boolean> {
  return existsSync(a) && existsSync(b) && (await stat(a)).size === (await stat(b)).size;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
