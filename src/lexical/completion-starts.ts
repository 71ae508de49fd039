// Where a reader may begin to type a completion: at every word of it. One integer holds the completion's number and the
// byte of its key, so a range of starts tells whose they are without another look.

/** Bytes of a key at most: what follows is not looked up. */
export const COMPLETION_KEY_MAX_BYTES = 255;
const OFFSETS = 256;
/** Numbers are below this. */
export const COMPLETIONS_MAX = 2 ** 32 / OFFSETS;

export function startAt(number: number, offset: number): number {
  return number * OFFSETS + offset;
}

export function numberOf(start: number): number {
  return start >>> 8;
}

/** Byte of the key at which the word begins; 0 is the beginning of the completion. */
export function offsetOf(start: number): number {
  return start & (OFFSETS - 1);
}

/** Throws a RangeError where offsets do not ascend to `bytes`, or a start is outside its key. */
export function checkStarts(starts: Uint32Array, keyOffsets: Uint32Array, bytes: number): void {
  let former = 0;
  for (const offset of keyOffsets) {
    if (offset < former) throw new RangeError(`completions: offset ${offset} after ${former}`);
    former = offset;
  }
  if (keyOffsets[0] !== 0 || former !== bytes) {
    throw new RangeError(`completions: offsets from ${keyOffsets[0]} to ${former} over ${bytes} bytes`);
  }
  for (const start of starts) {
    const number = numberOf(start);
    const end = keyOffsets[number + 1];
    if (end === undefined || (keyOffsets[number] ?? 0) + offsetOf(start) >= end) {
      throw new RangeError(`completions: a start at byte ${offsetOf(start)} of completion ${number}`);
    }
  }
}
