// The memories that the kernels work in. A large file is put there as it arrives, so that it is never held twice.

/** Room at the start of every memory that the kernels leave alone; offset 0 so never means an array. */
export const MEMORY_START = 1024;
const PAGE_BYTES = 65_536;
/** A file's memory grows by this much at a time, since an engine may move it whenever it grows. */
const STEP_BYTES = 4 * 1024 * 1024;

/** A file in pieces, in order; a piece is used up before the next one is asked for. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A memory of `bytes`, in whole pages. */
export function createMemory(bytes: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
}

/** Makes it `bytes` long where it is shorter. Views of its former buffer are detached. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
  if (missing > 0) memory.grow(missing);
}

/** The file from MEMORY_START on. More than `maxBytes` of it are a RangeError. */
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
      throw new RangeError(`more than ${maxBytes} bytes arrived where ${maxBytes} are the most`);
    }
    if (end > memory.buffer.byteLength) growMemory(memory, Math.ceil(end / STEP_BYTES) * STEP_BYTES);
    new Uint8Array(memory.buffer).set(piece, start);
  }
  return { memory, file: new Uint8Array(memory.buffer, MEMORY_START, end - MEMORY_START) };
}
