// The built index opened from disk, for commands, measurements and tests in Node: the same code as in the function.

import { join } from "node:path";
import { createEncoder } from "../../src/encoder/create-encoder.ts";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import type { HandlerOptions } from "../../src/http/handler.ts";
import type { Host } from "../../src/http/host.ts";
import type { Searcher } from "../../src/index/searcher.ts";
import { withoutArticles } from "../../src/index/searcher.ts";

import { writeToConsole } from "../../src/service/log-lines.ts";
import { openIndex } from "../../src/service/open-index.ts";
import { RemovalWatcher, removalsInFile } from "../../src/service/removal-watcher.ts";
import { createScan } from "../../src/vector/create-scan.ts";
import { loadKernels } from "../build/kernels.ts";
import type { Project } from "../files/project.ts";

/** The function over build/assets, for callers without an address: nothing is cached or limited. */
export function localHandlerOptions(project: Project): HandlerOptions {
  const host: Host = {
    source: (folder) => folderSource(join(project.assetsFolder, folder)),
    clientAddress: () => null,
    log: writeToConsole,
  };
  return { host, ...kernelsOf(project) };
}

/** Without the articles that are removed at the moment. */
export async function openLocalIndex(project: Project): Promise<Searcher> {
  const { host, ...kernels } = localHandlerOptions(project);
  const watcher = new RemovalWatcher({
    lists: [removalsInFile(host.source("removals"))],
    now: Date.now,
    onFailure: () => undefined,
  });
  const sources = { snapshot: host.source("snapshot"), model: host.source("model") };
  return withoutArticles(await openIndex({ ...sources, ...kernels }), (await watcher.current()).ids);
}

function kernelsOf(project: Project): Pick<HandlerOptions, "createEncoder" | "createScan"> {
  const kernels = loadKernels(project);
  return {
    createEncoder: (pieces) => createEncoder(pieces, kernels),
    createScan: (vectors) => createScan(vectors, kernels),
  };
}
