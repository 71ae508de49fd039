// Where things are: the folder that the command was called in, and the package's folder. These are the same in a
// checkout and different in an installation.

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface Project {
  /** Folder of the configuration, index/ and build/. */
  readonly root: string;
  /** Folder of this package, with the bundled model, and in a checkout the sample archive and the function's source. */
  readonly packageRoot: string;
  readonly indexFolder: string;
  readonly buildFolder: string;
  readonly assetsFolder: string;
  /** Models fetched from the Hub. */
  readonly modelCache: string;
}

export const SAMPLE_PATTERN = "content/articles";

export function openProject(root: string = process.cwd()): Project {
  const folder = resolve(root);
  const buildFolder = join(folder, "build");
  return {
    root: folder,
    packageRoot: findPackageRoot(),
    indexFolder: join(folder, "index"),
    buildFolder,
    assetsFolder: join(buildFolder, "assets"),
    modelCache: join(folder, ".cache", "models"),
  };
}

function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("the package's own folder was not found beside its code");
    folder = parent;
  }
  return folder;
}
