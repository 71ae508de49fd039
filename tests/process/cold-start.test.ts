// The Worker in new workerd processes, without wrangler: requests that arrive while it starts get correct responses.
// Each test uses a separate process, since an isolate starts only once, and holds back the encoder's file, so that the
// start lasts as long as the test needs.

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { kernelFiles } from "../../scripts/build/kernels.ts";
import { openProject } from "../../scripts/files/project.ts";
import { startWorkerd, type WorkerdServer } from "../../scripts/serving/workerd.ts";
import { type GatedAssets, serveGatedAssets } from "../support/gated-assets.ts";

const TIMEOUT_MS = 60_000;
const QUERY = "/v1/search?q=kim+putin+vladivostok&mode=semantic&duplicates=include&limit=3";
const FIRST_HIT = /vladivostok/;
let assets: GatedAssets;
let server: WorkerdServer;
beforeEach(async () => {
  const project = openProject();
  assets = await serveGatedAssets(project.assetsFolder, "model/encoder.bin");
  server = await startWorkerd({
    entry: join(project.packageRoot, "src", "hosts", "cloudflare", "worker.ts"),
    wasm: kernelFiles(project),
    assets,
  });
});
afterEach(async () => {
  await server?.stop();
  await assets?.stop();
});

interface Answer {
  readonly status: number;
  readonly ids: readonly string[];
}

async function ask(): Promise<Answer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(`http://127.0.0.1:${server.port}${QUERY}`, { signal });
  const { hits = [] } = (await response.json()) as { hits?: { id: string }[] };
  return { status: response.status, ids: hits.map(({ id }) => id) };
}

function expectAnswered({ status, ids }: Answer): void {
  expect(status).toBe(200);
  expect(ids).toHaveLength(3);
  expect(ids[0]).toMatch(FIRST_HIT);
}

/**
 * Resolves when everything sent so far has reached the Worker: an isolate has one thread, and two consecutive
 * requests that need no encoder have been answered since.
 */
async function arrived(): Promise<"arrived"> {
  for (let round = 0; round < 2; round++) {
    const response = await fetch(`http://127.0.0.1:${server.port}/no-such-path`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    expect(response.status).toBe(404);
    await response.text();
  }
  return "arrived";
}

/** Sends a request on a separate connection, which can be reset before the response arrives. */
async function begin(): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`GET ${QUERY} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  return socket;
}

describe("a new isolate", () => {
  it("responds to its first request, but not before it is ready", async () => {
    const first = ask();
    await assets.asked;
    expect(await Promise.race([first, arrived()])).toBe("arrived");
    assets.release();
    expectAnswered(await first);
  });

  it("responds to ten requests that arrive while it starts", async () => {
    const answers = Array.from({ length: 10 }, ask);
    await assets.asked;
    await arrived();
    assets.release();
    for (const answer of await Promise.all(answers)) {
      expectAnswered(answer);
      expect(answer).toEqual(await answers[0]);
    }
  });

  it("responds to the others if the client that triggered the start disconnects", async () => {
    const first = await begin();
    await assets.asked;
    const others = [ask(), ask()];
    await arrived();
    first.resetAndDestroy();
    await arrived();
    assets.release();
    for (const answer of await Promise.all(others)) expectAnswered(answer);
    expectAnswered(await ask());
  });

  it("responds to later requests after the only client has disconnected", async () => {
    const first = await begin();
    await assets.asked;
    first.resetAndDestroy();
    await arrived();
    const later = ask();
    await arrived();
    assets.release();
    expectAnswered(await later);
  });
});
