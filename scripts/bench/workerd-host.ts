// Starts an engine in the real workerd, one process per engine, so that its CPU time can be told apart.

import { join } from "node:path";
import { startWorkerd } from "../serving/workerd.ts";
import { EngineProcess } from "./engine-process.ts";

export interface WorkerdEngine {
  /** Module in `engines/` whose default export is the Worker. */
  readonly entry: string;
  /** The entry's import specifiers and the file of each. */
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
