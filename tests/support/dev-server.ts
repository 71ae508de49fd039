// `npm start` as a process on a free port: the build, wrangler dev and workerd, as a newcomer gets them.

import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../scripts/free-port.ts";

export interface DevServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Everything it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 100_000;
const STOP_TIMEOUT_MS = 10_000;
const READY = "Ctrl-C stops it.";

/** Starts in `projectFolder` (default: this checkout) and resolves once the addresses are printed. */
export async function startDevServer(options: { projectFolder?: string } = {}): Promise<DevServer> {
  const port = await freePort();
  const child = spawn("npm", ["start", "--", "--port", String(port)], {
    cwd: options.projectFolder ?? process.cwd(),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
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
    // The group is the one this test started: npm, node, wrangler and workerd.
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
  return { url: `http://127.0.0.1:${port}`, output: () => printed, stop };
}
