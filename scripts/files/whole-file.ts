// Writes files atomically, and the small key files that say what a built file was made from.

import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes another file and renames it; creates folders as needed. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.partial`, content);
  await rename(`${path}.partial`, path);
}

/**
 * Writes only the files whose bytes differ from those in the folder, so that a watcher sees no needless changes.
 *
 * @returns names of the files that were written
 */
export async function writeChanged(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<string[]> {
  const written: string[] = [];
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    const present = existsSync(path) ? await readFile(path) : null;
    if (present?.equals(bytes)) continue;
    await writeWhole(path, bytes);
    written.push(name);
  }
  return written;
}

export function writeKey(path: string, key: string): Promise<void> {
  return writeWhole(path, `${JSON.stringify({ key })}\n`);
}

/** The last key; null if there is none or the file is not one of ours. */
export async function readKey(path: string): Promise<string | null> {
  if (!existsSync(path)) return null;
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return typeof value === "object" && value !== null && "key" in value ? String(value.key) : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
