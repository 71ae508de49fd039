// CPU time and resident memory of another process, as Linux counts them. A Worker's clock stops while it computes, so
// what a request costs in workerd can only be measured from outside.

import { readdirSync, readFileSync } from "node:fs";

/**
 * Milliseconds of CPU that the threads of `pid` have used, with nanosecond resolution. A thread that has ended no
 * longer counts; neither Node nor workerd ends threads between two requests.
 */
export function cpuMilliseconds(pid: number): number {
  let nanoseconds = 0;
  for (const thread of listThreads(pid)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    } catch (cause) {
      // The thread ended after it was listed.
      if (!isMissing(cause)) throw cause;
    }
  }
  return nanoseconds / 1e6;
}

function listThreads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch (cause) {
    throw new Error(`CPU time of process ${pid} can't be read: benchmarks need Linux, and it must run.`, {
      cause,
    });
  }
}

/** Resident bytes of `pid`, shared pages included. */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  if (line === null) throw new Error(`/proc/${pid}/status has no line VmRSS`);
  return Number(line[1]) * 1024;
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ESRCH");
}
