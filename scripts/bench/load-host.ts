// Where the function runs under load: in `wrangler dev`, as everybody starts it, and in plain workerd without the proxy
// and the inspector of wrangler, which take most of the time of a short response and retain something of each request.

import { join } from "node:path";
import { kernelFiles } from "../build/kernels.ts";
import type { Project } from "../files/project.ts";
import { freePort } from "../serving/free-port.ts";
import { waitForAnswer } from "../serving/wait-for-answer.ts";
import { startWorkerd } from "../serving/workerd.ts";
import { startWrangler, workerdOf } from "../serving/wrangler-server.ts";

export const HOSTS = ["wrangler dev", "workerd"] as const;
export type HostName = (typeof HOSTS)[number];

export interface LoadHost {
  readonly port: number;
  /** The process that runs the function. */
  readonly pid: number;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 120_000;

/** `assets` is the folder that the function reads. */
export function startHost(name: HostName, project: Project, assets: string): Promise<LoadHost> {
  return name === "workerd" ? plainWorkerd(project, assets) : wranglerDev(assets);
}

async function plainWorkerd(project: Project, folder: string): Promise<LoadHost> {
  const entry = join(project.packageRoot, "src", "hosts", "cloudflare", "worker.ts");
  const { child, port, stop } = await startWorkerd({ entry, wasm: kernelFiles(project), assets: { folder } });
  if (child.pid === undefined) throw new Error("workerd has no process id");
  return { port, pid: child.pid, stop };
}

async function wranglerDev(folder: string): Promise<LoadHost> {
  const port = await freePort();
  const server = startWrangler(folder, port);
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    if (server.exitCode === null) server.kill("SIGTERM");
    await ended;
  };
  try {
    await waitForAnswer(`http://127.0.0.1:${port}/healthz`, START_TIMEOUT_MS);
    return { port, pid: workerdOf(server).pid, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
