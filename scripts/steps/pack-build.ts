// build/ from index/: packs the snapshot where the packed one is not of this index, these settings and this
// encoder, and lays out the search page where the function's source is there.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { modelBaseName } from "../../src/encoder/profile.ts";
import { MANIFEST_FILE, manifestSchema, type Settings } from "../../src/snapshot/format.ts";
import type { Project } from "../project.ts";
import { formatBytes, plural, type Report } from "../report.ts";
import { readKey, writeKey } from "../whole-file.ts";
import { type IndexRecord, readContent } from "./index-folder.ts";
import { packSnapshot, replaceFolder } from "./pack.ts";
import { buildPage } from "./page.ts";

/** Raised whenever packing gives other bytes for the same index. */
const PACK_VERSION = 3;
const PACKED_FILE = "packed.json";

export async function packBuild(
  project: Project,
  record: IndexRecord,
  settings: Settings,
  report: Report,
): Promise<{ indexVersion: string; settings: Settings }> {
  const { generation: _, ...identity } = record;
  const key = createHash("sha256").update(JSON.stringify({ PACK_VERSION, identity, settings })).digest("hex");
  const folder = join(project.assetsFolder, "snapshot");
  const keyPath = join(project.buildFolder, PACKED_FILE);
  if (!(existsSync(join(folder, MANIFEST_FILE)) && (await readKey(keyPath)) === key)) {
    report.line("Packing the snapshot");
    const content = await readContent(project.indexFolder, record);
    const { fingerprint, dims, name } = record.model;
    const files = await packSnapshot({
      content,
      // Without its folder: the function shows the name to everyone.
      encoder: { fingerprint, dims, model: modelBaseName(name) },
      settings,
    });
    await mkdir(project.assetsFolder, { recursive: true });
    await replaceFolder(folder, files);
    await writeKey(keyPath, key);
    const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
    report.line(`Snapshot of ${formatBytes(bytes)} in ${plural(files.size, "file")}`);
  }
  const pageSource = join(project.root, "src", "page");
  if (existsSync(pageSource)) {
    await buildPage({
      sourceFolder: pageSource,
      outFolder: join(project.assetsFolder, "page"),
      basePath: settings.basePath,
      siteName: settings.siteName,
    });
  }
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST_FILE), "utf8")));
  return { indexVersion: manifest.indexVersion, settings };
}
