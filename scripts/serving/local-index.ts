// The built index opened from disk, for commands and measurements in Node: the same code as in the function.

import { join } from "node:path";
import { createEncoder } from "../../src/encoder/create-encoder.ts";
import type { Searcher } from "../../src/index/searcher.ts";
import { withoutArticles } from "../../src/index/visibility.ts";
import { openIndex } from "../../src/service/open-index.ts";
import { DenyKeeper, deniedInFile } from "../../src/service/removal-watcher.ts";
import type { ServiceOptions } from "../../src/service/service.ts";
import { createScan } from "../../src/vector/create-scan.ts";
import { loadKernels } from "../build/kernels.ts";
import { denyFolder } from "../build/pack/removed-articles.ts";
import { folderSource } from "../files/folder-source.ts";
import type { Project } from "../files/project.ts";

/** What the service is made of when its files lie in build/assets. */
export function localServiceOptions(project: Project): ServiceOptions {
  const kernels = loadKernels(project);
  return {
    snapshot: folderSource(join(project.assetsFolder, "snapshot")),
    model: folderSource(join(project.assetsFolder, "model")),
    page: folderSource(join(project.assetsFolder, "page")),
    denyLists: [deniedInFile(folderSource(denyFolder(project)))],
    createEncoder: (bytes) => createEncoder(bytes, kernels),
    createScan: (vectors) => createScan(vectors, kernels),
  };
}

/** Without the articles that are removed at this moment. */
export async function openLocalIndex(project: Project): Promise<Searcher> {
  const options = localServiceOptions(project);
  const removed = new DenyKeeper({
    lists: options.denyLists ?? [],
    now: Date.now,
    onFailure: () => undefined,
  });
  return withoutArticles(await openIndex(options), (await removed.current()).ids);
}
