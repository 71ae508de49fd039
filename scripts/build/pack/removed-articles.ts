// Articles that are removed from every response until they are restored. index/removed.json is the record, which no
// build changes; build/assets/removals/list.json is the same list for the function.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { parseRemovals, REMOVALS_FILE, writeRemovals } from "../../../src/service/removal-list.ts";
import { withLock } from "../../files/process-lock.ts";
import type { Project } from "../../files/project.ts";
import { writeWhole } from "../../files/whole-file.ts";
import type { Report } from "../../terminal/report.ts";

const recordSchema = z.strictObject({
  removed: z.array(z.strictObject({ id: z.string().min(1).max(128), since: z.iso.datetime() })),
});
export type RemovedArticle = z.output<typeof recordSchema>["removed"][number];

export function removalsFolder(project: Pick<Project, "assetsFolder">): string {
  return join(project.assetsFolder, "removals");
}

/** Writes the function's list from the record; part of every build. */
export function publishRemoved(project: Project, report: Report): Promise<readonly RemovedArticle[]> {
  return changeRemoved(project, report, (removed) => removed);
}

/** Changes record and list together, one process at a time. The change is in force when this resolves. */
export function changeRemoved(
  project: Project,
  report: Report,
  change: (removed: readonly RemovedArticle[]) => readonly RemovedArticle[],
): Promise<readonly RemovedArticle[]> {
  // A separate lock, so that an article does not stay visible until a build ends.
  const lock = { onWait: (holder: number) => report.line(`Waiting for process ${holder}`) };
  return withLock(join(project.indexFolder, "removed.lock"), lock, async () => {
    const before = await readRemoved(project);
    const removed = change(before).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const record = `${JSON.stringify({ removed }, null, 1)}\n`;
    if (removed.length > 0 || before.length > 0) await writeChanged(recordFile(project), record);
    await writeChanged(listFile(project), writeRemovals(removed.map(({ id }) => id)));
    return removed;
  });
}

/** Sorted by id. If index/ was emptied, articles on the function's list stay removed. */
export async function readRemoved(project: Project): Promise<readonly RemovedArticle[]> {
  const file = recordFile(project);
  const text = await readOrNull(file);
  if (text === null) {
    const list = await readOrNull(listFile(project));
    const since = new Date().toISOString();
    return list === null ? [] : parseRemovals(list).map((id) => ({ id, since }));
  }
  try {
    return recordSchema.parse(JSON.parse(text)).removed;
  } catch (cause) {
    throw new Error(
      `${file} can't be read, so the removed articles are unknown. Repair it, or delete it to use ${listFile(project)} instead.`,
      { cause },
    );
  }
}

function recordFile(project: Project): string {
  return join(project.indexFolder, "removed.json");
}

function listFile(project: Project): string {
  return join(removalsFolder(project), REMOVALS_FILE);
}

/** A watcher of the file sees no needless changes. */
async function writeChanged(path: string, text: string): Promise<void> {
  if ((await readOrNull(path)) !== text) await writeWhole(path, text);
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}
