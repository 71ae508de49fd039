// A server of the built assets that holds back one file until a test releases it: requests sent meanwhile reach the
// function while it starts, however fast the machine is.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

export interface GatedAssets {
  /** `127.0.0.1:PORT`. */
  readonly address: string;
  /** Resolves when the file has been asked for. */
  readonly asked: Promise<void>;
  /** Lets the file, and every later request for it, through. */
  release(): void;
  stop(): Promise<void>;
}

/** `held` is the path of the file within `folder`, with slashes. */
export async function serveGatedAssets(folder: string, held: string): Promise<GatedAssets> {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname.slice(1);
    const answer = async () => {
      if (path === held) {
        asked.resolve();
        await released.promise;
      }
      response.end(await readFile(join(folder, path)));
    };
    answer().catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    address: `127.0.0.1:${address.port}`,
    asked: asked.promise,
    release: () => released.resolve(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
