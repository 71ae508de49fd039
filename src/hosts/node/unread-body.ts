// Reads and drops what the application left of a request's body, for instance because it is too large. A client that is
// still sending would otherwise lose the response along with its connection.

import type { IncomingMessage } from "node:http";

/** Beyond either, the connection is closed instead. */
const DISCARD_MAX_BYTES = 4 * 1024 * 1024;
const DISCARD_MAX_MS = 1000;

/** Resolves with whether all of the body has arrived, so that the connection can take another request. */
export async function discardBody(message: IncomingMessage): Promise<boolean> {
  if (message.complete || message.destroyed) return message.complete;
  await new Promise<void>((resolve) => {
    let bytes = 0;
    const onData = (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes > DISCARD_MAX_BYTES) done();
    };
    const timer = setTimeout(done, DISCARD_MAX_MS);
    function done(): void {
      clearTimeout(timer);
      message.off("data", onData).off("end", done).off("close", done).off("error", done);
      resolve();
    }
    message.on("data", onData).on("end", done).on("close", done).on("error", done);
    message.resume();
  });
  return message.complete;
}
