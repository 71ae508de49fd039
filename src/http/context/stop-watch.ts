// Times a request for `processingTimeMs`. A Worker's clock stands still during CPU work, so it has no clock to give.

/** Returns `{ processingTimeMs }` to a tenth of a millisecond, or `{}` without a clock. */
export function stopWatch(clock: (() => number) | undefined): () => { processingTimeMs?: number } {
  if (clock === undefined) return () => ({});
  const start = clock();
  return () => ({ processingTimeMs: Math.round((clock() - start) * 10) / 10 });
}
