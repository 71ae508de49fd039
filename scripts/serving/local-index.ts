// The built index opened from disk, for commands and measurements in Node: the same code as in the function.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createEncoder } from "../../src/encoder/create-encoder.ts";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { assembleSearcher, type Searcher } from "../../src/index/searcher.ts";
import { openSnapshot } from "../../src/index/snapshot/reader.ts";
import { memorySource, type Source } from "../../src/index/snapshot/source.ts";
import { type SnapshotInput, writeSnapshot } from "../../src/index/snapshot/writer.ts";
import { withoutArticles } from "../../src/index/visibility.ts";
import { openIndex } from "../../src/service/open-index.ts";
import { DenyKeeper, deniedInFile } from "../../src/service/removal-watcher.ts";
import type { ServiceOptions } from "../../src/service/service.ts";
import { createScan } from "../../src/vector/create-scan.ts";

import type { KernelModules } from "../../src/wasm/kernels.ts";
import { loadKernels } from "../build/kernels.ts";
import { denyFolder } from "../build/pack/removed-articles.ts";
import type { Project } from "../files/project.ts";

export function folderSource(folder: string): Source {
  return {
    async read(name) {
      try {
        return new Uint8Array(await readFile(join(folder, name)));
      } catch (cause) {
        if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
        throw cause;
      }
    },
  };
}

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

/** An archive that is laid out and nowhere written, as the function opens it. */
export async function openLayout(
  layout: SnapshotInput,
  encoder: Encoder,
  kernels: KernelModules,
): Promise<Searcher> {
  const snapshot = await openSnapshot(memorySource(await writeSnapshot(layout)));
  return assembleSearcher(snapshot, encoder, (vectors) => createScan(vectors, kernels));
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
