// `wrangler dev` over a folder of assets, for measurements: the function as it is, with what its process holds.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { openProject } from "../files/project.ts";
import { wranglerEnvironment } from "./wrangler-environment.ts";

/**
 * Listens on 127.0.0.1. `folder` has snapshot/, model/, page/ and removals/ of a build; `secrets` are given by name. End it
 * by SIGTERM.
 */
export function startWrangler(
  folder: string,
  port: number,
  secrets: Readonly<Record<string, string>> = {},
): ChildProcess {
  const wrangler = join(openProject().packageRoot, "node_modules", "wrangler", "bin", "wrangler.js");
  // Servers that start at the same moment would choose the same port for their inspectors.
  const args = ["dev", "--local", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  args.push("--assets", folder);
  for (const [name, value] of Object.entries(secrets)) args.push("--var", `${name}:${value}`);
  return spawn(process.execPath, [wrangler, ...args, "--show-interactive-dev-session=false"], {
    stdio: "ignore",
    env: wranglerEnvironment(),
  });
}

export interface WorkerdProcess {
  readonly pid: number;
  /** Resident. */
  readonly bytes: number;
}

/** The largest workerd among the server's descendants; throws where there is none. */
export function workerdOf(server: ChildProcess): WorkerdProcess {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,comm="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  const family = new Set([String(server.pid)]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [pid = "", parent = ""] of rows) if (family.has(parent)) family.add(pid);
  }
  const [largest] = rows
    .filter(([pid = "", , , name = ""]) => family.has(pid) && name.includes("workerd"))
    .map(([pid, , kibibytes]) => ({ pid: Number(pid), bytes: Number(kibibytes) * 1024 }))
    .sort((a, b) => b.bytes - a.bytes);
  if (largest === undefined) throw new Error(`Process ${server.pid} has no workerd among its descendants.`);
  return largest;
}
