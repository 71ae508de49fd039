// Entry of a child process: serves one engine on 127.0.0.1 and sends its parent the port. engine-process.ts starts it
// as `node node-host.ts ENGINE_MODULE`; the module exports `engine`.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { type BenchEngine, createEngineHandler } from "./engine.ts";

const [, , enginePath = ""] = process.argv;
const { engine } = (await import(pathToFileURL(enginePath).href)) as { engine: BenchEngine };
const handle = createEngineHandler({
  prepare: (inputs) => engine.prepare(inputs),
  // The file is read here and not sent, so that no second copy of it counts as memory.
  load: async (bytes, { file, ...options }) =>
    engine.load(file === undefined ? bytes : await readFile(file), options),
});

const server = createServer((incoming, outgoing) => {
  const answer = async () => {
    const body = await buffer(incoming);
    return handle(
      new Request(`http://127.0.0.1${incoming.url ?? "/"}`, { method: "POST", body: new Uint8Array(body) }),
    );
  };
  answer()
    .then(async (response) => {
      outgoing.writeHead(response.status, { "content-type": "application/json" });
      outgoing.end(await response.text());
    })
    .catch((cause: unknown) => outgoing.writeHead(500).end(String(cause)));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.send?.({ port: address.port });
});
// An engine must not outlive the benchmark that started it.
process.once("disconnect", () => process.exit());
