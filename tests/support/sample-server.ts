// `npm run serve` over the sample archive. All test files share one server and only read from it: a global set-up starts
// it for the first file that needs it and stops it at the end.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Responds with the server's URL once it is ready, or with status 500 and the reason. */
    readonly sampleServerDesk: string;
  }
}

const START_TIMEOUT_MS = 60_000;

/** `http://127.0.0.1:PORT`, without a slash at the end. */
export async function sampleServerUrl(): Promise<string> {
  const response = await fetch(inject("sampleServerDesk"));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

/** The global set-up; what it returns is run after all tests. */
export default async function offerSampleServer(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<Server> | null = null;
  const desk = createServer((_, response) => {
    running ??= startServer();
    running.then(
      ({ url }) => response.end(url),
      (cause: unknown) => response.writeHead(500).end(String(cause)),
    );
  }).listen(0, "127.0.0.1");
  await once(desk, "listening");
  project.provide("sampleServerDesk", `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`);
  return async () => {
    desk.close();
    // Whoever asked for it was told of a failure.
    await running?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
  };
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, ["scripts/serving/serve.ts", "--port", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = once(child, "exit");
  let printed = "";
  child.stderr.setEncoding("utf8");
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`npm run serve did not get ready:\n${printed}`));
    const timer = setTimeout(fail, START_TIMEOUT_MS);
    child.once("exit", fail);
    child.stderr.on("data", (text: string) => {
      printed += text;
      const [, found] = /^Listening on (\S+)$/m.exec(printed) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
