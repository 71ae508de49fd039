// Runs wrangler once, to its end, and shows its output.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../files/project.ts";
import { wranglerEnvironment } from "./wrangler-environment.ts";

/** Rejects if it fails. `without` names an environment variable to hide, so that a dry run needs no account. */
export async function runWrangler(
  project: Project,
  args: readonly string[],
  without?: string,
): Promise<void> {
  const env = wranglerEnvironment();
  if (without !== undefined) delete env[without];
  const script = join(project.packageRoot, "node_modules", "wrangler", "bin", "wrangler.js");
  if (!existsSync(script)) throw new Error(`There is no wrangler in ${project.packageRoot}. Run "npm ci".`);
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "inherit", "inherit"], env });
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`wrangler ${args[0]} ended with ${code}.`);
}
