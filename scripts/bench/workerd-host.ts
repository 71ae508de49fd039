// Starts an engine in the real workerd, one process an engine, so that its CPU time is its own.

import { join } from "node:path";
import { startWorkerd } from "../serving/workerd.ts";
import { EngineProcess } from "./engine-process.ts";

export interface WorkerdEngine {
  /** Module of `engines/` whose default export is the Worker. */
  readonly entry: string;
  /** Import specifiers of the entry and the file that stands behind each. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Names under which the entry imports compiled modules, and their files. */
  readonly wasm: Readonly<Record<string, string>>;
}

export async function startInWorkerd({ entry, aliases, wasm }: WorkerdEngine): Promise<EngineProcess> {
  const { child, port, stop } = await startWorkerd({
    entry: join(import.meta.dirname, "engines", entry),
    aliases,
    wasm,
  });
  return new EngineProcess(child, port, stop);
}
