// Picks a bounded number of texts, evenly spread over a stream of unknown length, in one pass: it keeps every n-th text
// and doubles n whenever it has twice as many as needed. Not random: the same stream gives the same texts.

/**
 * `count` texts in order, or all if there are fewer; blank texts are skipped. The gap between two neighbours is at most
 * about twice the average.
 */
export async function spreadSample(texts: AsyncIterable<string>, count: number): Promise<string[]> {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`spreadSample: count is ${count}; an integer from 1 on is expected`);
  }
  let kept: string[] = [];
  let step = 1;
  let position = 0;
  for await (const text of texts) {
    if (text.trim() === "") continue;
    if (position++ % step !== 0) continue;
    kept.push(text);
    if (kept.length < 2 * count) continue;
    kept = kept.filter((_, index) => index % 2 === 0);
    step *= 2;
  }
  if (kept.length <= count) return kept;
  const last = kept.length;
  return Array.from({ length: count }, (_, i) => kept[Math.floor((i * last) / count)] as string);
}
