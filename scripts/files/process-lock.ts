// Lets one process at a time work in a folder: wrangler may run a build while a person builds. The lock is a file with
// the process's id; a lock of a process that is gone is taken over.

import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const TRY_EVERY_MS = 200;
const UNWRITTEN_MAX_MS = 5000;

export interface LockOptions {
  /** Called once for each process that is waited for. */
  readonly onWait: (holder: number) => void;
  readonly signal?: AbortSignal;
}

/** Runs `work` while holding the lock at `path`, after waiting for the process that holds it. */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  let told: number | null = null;
  while (!(await take(path))) {
    options.signal?.throwIfAborted();
    const holder = await readHolder(path);
    if (holder === null ? await isOld(path) : !isRunning(holder)) {
      await rm(path, { force: true });
      continue;
    }
    if (holder !== null && holder !== told) options.onWait(holder);
    told = holder ?? told;
    await delay(TRY_EVERY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.write(String(process.pid));
    await file.close();
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw cause;
  }
}

async function readHolder(path: string): Promise<number | null> {
  try {
    const id = Number.parseInt(await readFile(path, "utf8"), 10);
    return Number.isInteger(id) ? id : null;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}

/** A lock without an id is being written, or its process was killed while writing it. */
async function isOld(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > UNWRITTEN_MAX_MS;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return false;
    throw cause;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
