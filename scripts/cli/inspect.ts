// `backstory inspect`: shows what the index was built from, and how one article was read and split into passages.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import { MANIFEST_FILE } from "../../src/index/snapshot/format.ts";
import { readManifest } from "../../src/index/snapshot/manifest.ts";

import { describeSource } from "../build/choose-source.ts";
import { readBundles, scriptTag } from "../build/pack/widget.ts";
import { type IndexRecord, readContent, readRecord } from "../build/prepare/index-folder.ts";
import { openProject, type Project } from "../files/project.ts";
import { formatBytes, plural, words } from "../terminal/report.ts";

export interface InspectArguments {
  readonly article: string | undefined;
  readonly json?: true;
}

export async function runInspect(args: InspectArguments): Promise<void> {
  const project = openProject();
  const record = await readRecord(project.indexFolder);
  if (record === null)
    throw new Error(`There is no index in ${project.indexFolder}. Run "npm run build" to build one.`);
  const found =
    args.article === undefined
      ? await describeIndex(project, record)
      : await describeArticle(project, record, args.article);
  process.stdout.write(args.json ? `${JSON.stringify(found.data)}\n` : `${found.lines.join("\n")}\n`);
}

async function describeIndex(project: Project, record: IndexRecord) {
  const snapshotFolder = join(project.assetsFolder, "snapshot");
  const manifest = await readManifest(folderSource(snapshotFolder));
  const files = [...Object.values(manifest.sections).flatMap((section) => section.parts), ...manifest.pages];
  const snapshotBytes = files.reduce(
    (sum, file) => sum + file.bytes,
    (await stat(join(snapshotFolder, MANIFEST_FILE))).size,
  );
  const { source, model, counts, passages, files: sourceFiles } = record;
  const widgets = await readBundles(join(project.assetsFolder, "page"));
  const data = {
    indexVersion: manifest.indexVersion,
    source,
    model,
    counts,
    passages,
    sourceFiles: sourceFiles.length,
    snapshotBytes,
    widgets,
  };
  const counted = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `  ${words(name)}: ${count.toLocaleString("en")}`);
  const lines = [
    `Index version ${manifest.indexVersion}`,
    `Source: ${describeSource(source)}, ${plural(sourceFiles.length, "file")}`,
    `Model: ${model.name}, ${model.dims} dimensions, fingerprint ${model.fingerprint.slice(0, 16)}`,
    `Passages: ${passages.toLocaleString("en")}`,
    `Snapshot: ${formatBytes(snapshotBytes)} in ${files.length + 1} files`,
    "At build time:",
    ...counted,
    ...(widgets.length > 0 ? ["To embed the widgets, with the address of your Worker:"] : []),
    ...widgets.map((bundle) => `  ${scriptTag(bundle, manifest.settings.basePath)}`),
  ];
  return { data, lines };
}

async function describeArticle(project: Project, record: IndexRecord, id: string) {
  const content = await readContent(project.indexFolder, record);
  const article = content.articles.find((candidate) => candidate.id === id);
  if (article === undefined)
    throw new Error(`The index has no article "${id}". "backstory search" shows ids.`);
  const passages = content.passages.filter((passage) => passage.articleId === id);
  const { body, ...fields } = article;
  const lines = [
    ...Object.entries(fields).map(
      ([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    ),
    `body: ${body.length.toLocaleString("en")} characters`,
    ...passages.map(
      ({ ordinal, text, withheld }) =>
        `passage ${ordinal}${withheld ? " (withheld)" : ""}: ${text.replace(/\s+/g, " ")}`,
    ),
  ];
  return { data: { article, passages }, lines };
}
