// The assets of an archive that nobody wrote, for the function under load: texts and vectors of rank-archive.ts, packed as
// a build packs them, for the encoder that really reads the queries. Its hits mean nothing; what they cost does.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import { DEFAULT_HTTP_SETTINGS } from "../../src/index/settings.ts";
import { readManifest } from "../../src/index/snapshot/reader.ts";
import { writeSnapshot } from "../../src/index/snapshot/writer.ts";
import { createScan } from "../../src/vector/create-scan.ts";
import { loadKernels } from "../build/kernels.ts";
import { layOutSnapshot } from "../build/pack/pack.ts";
import type { IndexContent } from "../build/prepare/index-folder.ts";
import type { Project } from "../files/project.ts";
import { makeRankArchive } from "./rank-archive.ts";

export const LOAD_PASSAGES_PER_ARTICLE = 4;

export interface LoadArchive {
  readonly titles: readonly string[];
  readonly ids: readonly string[];
  /** Of the snapshot. */
  readonly bytes: number;
}

/** Writes `folder` as build/assets of `project`, which must be built: encoder and page are its own. */
export async function writeLoadArchive(
  project: Project,
  folder: string,
  { articles, seed }: { readonly articles: number; readonly seed: number },
): Promise<LoadArchive> {
  const built = await readManifest(folderSource(join(project.assetsFolder, "snapshot")));
  const { encoder } = built;
  const shape = {
    articles,
    passagesPerArticle: LOAD_PASSAGES_PER_ARTICLE,
    dims: encoder.dims,
    queries: 1,
    seed,
  };
  const content = withTexts(makeRankArchive(shape).content);
  const kernels = loadKernels(project);
  const layout = layOutSnapshot({
    content,
    encoder,
    settings: {
      ...built.settings,
      basePath: "/",
      filterFields: [],
      facetFields: [],
      http: DEFAULT_HTTP_SETTINGS,
    },
    createScan: (vectors) => createScan(vectors, kernels),
  });
  const files = await writeSnapshot(layout);
  await mkdir(join(folder, "snapshot"), { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(folder, "snapshot", name), bytes);
  for (const part of ["model", "page"]) {
    await cp(join(project.assetsFolder, part), join(folder, part), { recursive: true });
  }
  await mkdir(join(folder, "removals"), { recursive: true });
  await writeFile(
    join(folder, "removals", "list.json"),
    await readFile(join(project.assetsFolder, "removals", "list.json")),
  );
  return {
    titles: content.articles.map(({ title }) => title),
    ids: content.articles.map(({ id }) => id),
    bytes: [...files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}

/** Each passage has its part of the body, so that excerpts are made from texts of a real length. */
function withTexts(content: IndexContent): IndexContent {
  const bodies = new Map(content.articles.map(({ id, body }) => [id, body]));
  const passages = content.passages.map((passage) => {
    const body = bodies.get(passage.articleId) ?? "";
    const length = Math.ceil(body.length / LOAD_PASSAGES_PER_ARTICLE);
    return { ...passage, text: body.slice(passage.ordinal * length, (passage.ordinal + 1) * length).trim() };
  });
  return { ...content, passages };
}
