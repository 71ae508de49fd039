// Waits until a server responds at all, whatever the response.

const TRY_EVERY_MS = 150;

/** Resolves with the status of the first response; rejects if there is none within `timeoutMs`, or at `signal`. */
export async function waitForAnswer(url: string, timeoutMs: number, signal?: AbortSignal): Promise<number> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  while (performance.now() < deadline) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
      await response.arrayBuffer();
      return response.status;
    } catch (cause) {
      last = cause;
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
    }
  }
  throw new Error(`${url} did not answer within ${Math.round(timeoutMs / 1000)} s.`, { cause: last });
}
