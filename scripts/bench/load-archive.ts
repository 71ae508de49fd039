// The assets of a generated archive for load tests: texts and vectors from rank-archive.ts, packed as a build packs
// them, for the encoder that really encodes the queries. The hits mean nothing; their cost is realistic.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import { DEFAULT_HTTP_SETTINGS } from "../../src/index/settings.ts";
import { readManifest } from "../../src/index/snapshot/manifest.ts";
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
  /** Size of the snapshot. */
  readonly bytes: number;
}

/** Writes `folder` like build/assets of `project`, which must be built: its encoder and page are used. */
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

/** Gives each passage its part of the body, so that excerpts come from texts of realistic length. */
function withTexts(content: IndexContent): IndexContent {
  const bodies = new Map(content.articles.map(({ id, body }) => [id, body]));
  const passages = content.passages.map((passage) => {
    const body = bodies.get(passage.articleId) ?? "";
    const length = Math.ceil(body.length / LOAD_PASSAGES_PER_ARTICLE);
    return { ...passage, text: body.slice(passage.ordinal * length, (passage.ordinal + 1) * length).trim() };
  });
  return { ...content, passages };
}
