// The built index opened from disk, for commands and measurements in Node: the same code as in the function.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createEncoder } from "../src/encoder/create-encoder.ts";
import { type Library, openLibrary } from "../src/search/library.ts";
import type { ServiceOptions } from "../src/service.ts";
import type { Source } from "../src/snapshot/source.ts";
import { createScan } from "../src/vector/scan.ts";
import { loadKernels } from "./kernels.ts";
import type { Project } from "./project.ts";

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
    createEncoder: (bytes) => createEncoder(bytes, kernels),
    createScan: (vectors) => createScan(vectors, kernels),
  };
}

export function openLocalLibrary(project: Project): Promise<Library> {
  return openLibrary(localServiceOptions(project));
}
