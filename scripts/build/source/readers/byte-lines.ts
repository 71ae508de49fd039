// Splits a stream of bytes into lines of bounded length: a record of 10 GB on one line costs no memory.
// It knows nothing of JSON or of encodings, except that a line feed is the byte 10 in UTF-8.

const LINE_FEED = 0x0a;

export type ByteLine =
  /** `bytes`: the line without its line feed; valid until the next line is asked for. */
  | { readonly kind: "line"; readonly number: number; readonly bytes: Uint8Array }
  /** Longer than the limit; `size` is its length in bytes. */
  | { readonly kind: "too_long"; readonly number: number; readonly size: number };

/** Lines from 1, empty ones included. The end of the stream ends the last line if it has any bytes. */
export async function* byteLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<ByteLine> {
  let number = 1;
  let size = 0;
  let parts: Uint8Array[] = [];

  const add = (part: Uint8Array): void => {
    size += part.length;
    if (size > maxBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const finish = (): ByteLine => {
    const line: ByteLine =
      size > maxBytes
        ? { kind: "too_long", number, size }
        : { kind: "line", number, bytes: join(parts, size) };
    number++;
    size = 0;
    parts = [];
    return line;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      yield finish();
    }
    add(chunk.subarray(start));
  }
  if (size > 0) yield finish();
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, size);
}
