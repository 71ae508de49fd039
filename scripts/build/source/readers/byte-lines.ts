// Splits a stream of bytes into lines of limited length, so that a line of 10 GB takes no memory. It knows nothing
// about JSON, and about encodings only that a line feed is the byte 10, as in UTF-8.

const LINE_FEED = 0x0a;

export type ByteLine =
  /** `bytes`: the line without its line feed, valid until the next line is requested. */
  | { readonly kind: "line"; readonly number: number; readonly bytes: Uint8Array }
  /** Longer than the limit; `size` is its length in bytes. */
  | { readonly kind: "too_long"; readonly number: number; readonly size: number };

/** Lines numbered from 1, empty ones included. The end of the stream ends the last line if it has any bytes. */
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
