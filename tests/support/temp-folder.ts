// A folder of files for one test, removed when the test has ended. Files that a test can write in a line are no fixtures.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export interface TempFolder {
  /** Absolute path. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Makes the folder with `files` (path to content, folders are made as needed); for hooks, which remove it themselves. */
export async function makeTempFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<TempFolder> {
  const folder = await mkdtemp(join(tmpdir(), "backstory-test-"));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Like `makeTempFolder`, removed when the test has ended; returns the path. */
export async function tempFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const { folder, remove } = await makeTempFolder(files);
  onTestFinished(remove);
  return folder;
}
