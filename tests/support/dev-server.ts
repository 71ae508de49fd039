// `npm start` of this checkout, as a newcomer gets it: the build, wrangler dev and workerd over the sample archive. All
// test files share one server and only read from it: a global set-up starts it for the first file that needs it and stops
// it at the end. Two at a time would both write to wrangler's folder of local state.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { freePort } from "../../scripts/serving/free-port.ts";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * Address at which `/` answers with a `Started` or a `Failure` once the server is ready, `/printed` with everything
     * that it has printed, and `/enter` presses Enter in its terminal.
     */
    readonly devServerDesk: string;
  }
}

export interface DevServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Everything it had printed when it was ready. */
  output(): string;
  /** Everything it has printed so far. */
  printed(): Promise<string>;
  /** As in its terminal. */
  pressEnter(): Promise<void>;
  /** Gives it back; other test files may still need it. */
  stop(): Promise<void>;
}

interface Started {
  readonly url: string;
  readonly printed: string;
}
interface Failure {
  readonly failure: string;
}

const START_TIMEOUT_MS = 100_000;
const STOP_TIMEOUT_MS = 10_000;
const READY = "Ctrl-C stops it.";

/** Resolves once the addresses are printed. */
export async function startDevServer(): Promise<DevServer> {
  const desk = inject("devServerDesk");
  const response = await fetch(desk);
  const answer = (await response.json()) as Started | Failure;
  if ("failure" in answer) throw new Error(answer.failure);
  return {
    url: answer.url,
    output: () => answer.printed,
    printed: async () => (await fetch(`${desk}printed`)).text(),
    pressEnter: async () => {
      await (await fetch(`${desk}enter`)).text();
    },
    stop: async () => undefined,
  };
}

/** The global set-up; what it returns is run after all tests. */
export default async function offerDevServer(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<Running> | null = null;
  const desk = createServer((request, response) => {
    running ??= spawnDevServer();
    running.then(
      (server) => {
        if (request.url === "/enter") server.pressEnter();
        const { url, printed } = server;
        response.end(
          request.url === "/" ? JSON.stringify({ url, printed } satisfies Started) : server.soFar(),
        );
      },
      (cause: unknown) => response.end(JSON.stringify({ failure: String(cause) } satisfies Failure)),
    );
  }).listen(0, "127.0.0.1");
  await once(desk, "listening");
  project.provide("devServerDesk", `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`);
  return async () => {
    desk.close();
    // Whoever started it has been told of a failure.
    await running?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
  };
}

interface Running extends Started {
  soFar(): string;
  pressEnter(): void;
  stop(): Promise<void>;
}

async function spawnDevServer(): Promise<Running> {
  const port = await freePort();
  const child = spawn("npm", ["start", "--", "--port", String(port)], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    // The group is the one that was started here: npm, node, wrangler and workerd.
    process.kill(-child.pid, "SIGTERM");
    const timer = setTimeout(
      () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"),
      STOP_TIMEOUT_MS,
    );
    await exited;
    clearTimeout(timer);
  };
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!printed.includes(READY)) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`npm start did not get ready:\n${printed}`);
    }
    await delay(100);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    printed,
    soFar: () => printed,
    pressEnter: () => child.stdin.write("\n"),
    stop,
  };
}
