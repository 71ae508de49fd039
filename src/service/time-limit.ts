// A time limit for waiting on work, such as I/O that another request began: that request may end, and its I/O with it.

/** The work took longer than it may. */
export class TimedOut extends Error {
  override readonly name = "TimedOut";
}

/**
 * Settles like `work`, or rejects with a TimedOut after `ms` milliseconds. The work itself goes on; if it fails later,
 * nobody hears of it.
 */
export async function withinTime<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut(`${what} took longer than ${ms} ms.`)), ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
