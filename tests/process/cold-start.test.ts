// The function itself in new workerd processes, without wrangler: what is asked while it starts is answered correctly.
// Each test has a process of its own, since an isolate starts only once.

import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { kernelsFolder } from "../../scripts/kernels.ts";
import { openProject } from "../../scripts/project.ts";
import { startWorkerd, type WorkerdServer } from "../../scripts/workerd.ts";

const TIMEOUT_MS = 30_000;
const QUERY = "/v1/search?q=kim+putin+vladivostok&mode=semantic&limit=3";
const FIRST_HIT = /vladivostok/;
/** From a request's arrival to its answer a new isolate takes about 100 ms; clients leave at any time of it. */
const LEAVES_AFTER_MS = [0, 5, 20, 50];

let server: WorkerdServer;
beforeEach(async () => {
  const project = openProject();
  const kernels = kernelsFolder(project);
  server = await startWorkerd({
    entry: join(project.packageRoot, "src", "worker.ts"),
    wasm: { "base.wasm": join(kernels, "base.wasm"), "relaxed.wasm": join(kernels, "relaxed.wasm") },
    assets: project.assetsFolder,
  });
});
afterEach(() => server.stop());

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

/** Sends a request and closes the connection without waiting for an answer. */
async function askAndLeave(after: number): Promise<void> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`GET ${QUERY} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  await delay(after);
  socket.destroy();
}

describe("a new isolate", () => {
  it("answers its first request", async () => {
    expectAnswered(await ask());
  });

  it("answers ten requests that come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    for (const answer of answers) {
      expectAnswered(answer);
      expect(answer).toEqual(answers[0]);
    }
  });

  it.each(
    LEAVES_AFTER_MS,
  )("answers the others where the client that began the start goes away after %i ms", async (after) => {
    const gone = askAndLeave(after);
    // They come while it starts, and the last one when it may be over.
    const others = [ask(), delay(after).then(ask), delay(after + 20).then(ask)];
    await gone;
    for (const answer of await Promise.all(others)) expectAnswered(answer);
    expectAnswered(await ask());
  });

  it("answers after a client that was alone has gone away", async () => {
    for (const after of LEAVES_AFTER_MS) await askAndLeave(after);
    expectAnswered(await ask());
  });
});
