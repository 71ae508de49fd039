// A folder on disk as a source of files for the code that the function runs.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Source } from "../../src/index/source.ts";

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
