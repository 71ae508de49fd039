// Memories for the kernels to work in. A large file is loaded into one piece by piece, so that it is never in memory
// twice.

/** Unused bytes at the start of every memory, so that offset 0 never means an array. */
export const MEMORY_START = 1024;
const PAGE_BYTES = 65_536;
/** While a file is loaded, memory grows by this much at a time, since an engine may move it whenever it grows. */
const STEP_BYTES = 4 * 1024 * 1024;

/** A file in pieces, in order; a piece is no longer used when the next one is requested. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A memory of `bytes`, in whole pages. */
export function createMemory(bytes: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
}

/** Grows the memory to `bytes` if it is smaller. Views of its former buffer are detached. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
  if (missing > 0) memory.grow(missing);
}

/** Loads a file to MEMORY_START. Throws a RangeError if it has more than `maxBytes`. */
export async function loadIntoMemory(
  pieces: Pieces,
  maxBytes: number,
): Promise<{ memory: WebAssembly.Memory; file: Uint8Array<ArrayBuffer> }> {
  const memory = createMemory(MEMORY_START);
  let end = MEMORY_START;
  for await (const piece of pieces) {
    const start = end;
    end += piece.byteLength;
    if (end - MEMORY_START > maxBytes) {
      throw new RangeError(`the file has more than the maximum of ${maxBytes} bytes`);
    }
    if (end > memory.buffer.byteLength) growMemory(memory, Math.ceil(end / STEP_BYTES) * STEP_BYTES);
    new Uint8Array(memory.buffer).set(piece, start);
  }
  return { memory, file: new Uint8Array(memory.buffer, MEMORY_START, end - MEMORY_START) };
}
