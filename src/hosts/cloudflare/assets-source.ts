// Cloudflare's assets binding as a source of files. It ignores `Range`, so a part of a file costs the whole file.

import type { Source } from "../../index/source.ts";

export interface AssetsBinding {
  fetch(url: string): Promise<Response>;
}

/** Large enough that reading costs little beside copying; with the stream's own pieces of 4 kB it takes eight times as long. */
const PIECE_BYTES = 256 * 1024;

/** The files in one folder of the assets. */
export function assetsSource(assets: AssetsBinding, folder: string): Required<Source> {
  const open = async (name: string): Promise<Response | null> => {
    const response = await assets.fetch(`https://assets.invalid/${folder}/${name}`);
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`the assets answered ${response.status} for ${folder}/${name}`);
    return response;
  };
  return {
    async read(name, range) {
      const response = await open(name);
      if (response === null) return null;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return range === undefined ? bytes : bytes.slice(range.start, range.end);
    },
    async stream(name) {
      const body = (await open(name))?.body;
      return body == null ? null : piecesOf(body);
    },
  };
}

/** All pieces share one buffer. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader({ mode: "byob" });
  let buffer = new Uint8Array(PIECE_BYTES);
  for (;;) {
    const { value, done } = await reader.read(buffer, { min: buffer.byteLength });
    if (value !== undefined && value.byteLength > 0) yield value;
    if (done) return;
    buffer = new Uint8Array(value.buffer);
  }
}
