// Starts an engine in the real workerd, one process an engine, so that its CPU time is its own. The binary is the one
// that wrangler brings and `npm start` uses; its configuration is written to a temporary folder.

import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { freePort } from "../free-port.ts";
import { kernelsFolder } from "../kernels.ts";
import { openProject } from "../project.ts";
import { waitForAnswer } from "../wait-for-answer.ts";
import { EngineProcess } from "./engine-process.ts";

const START_TIMEOUT_MS = 30_000;

/** An engine must not outlive the benchmark that started it. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export interface WorkerdEngine {
  /** Module of `engines/` whose default export is the Worker. */
  readonly entry: string;
  /** Import specifiers of the entry and the file that stands behind each. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Names under which the entry imports compiled modules, and their files. */
  readonly wasm: Readonly<Record<string, string>>;
}

export async function startInWorkerd({ entry, aliases, wasm }: WorkerdEngine): Promise<EngineProcess> {
  const folder = await mkdtemp(join(tmpdir(), "backstory-bench-"));
  const cleanUp = () => rm(folder, { recursive: true, force: true });
  try {
    await build({
      entryPoints: [join(import.meta.dirname, "engines", entry)],
      outfile: join(folder, "worker.mjs"),
      bundle: true,
      format: "esm",
      target: "es2024",
      conditions: ["workerd", "worker", "browser"],
      alias: { ...aliases },
      // A package may ask for Node's modules behind a check that fails in a Worker.
      external: [...Object.keys(wasm), "node:*", "module", "worker_threads"],
      logLevel: "error",
    });
    for (const [name, file] of Object.entries(wasm)) await cp(file, join(folder, name));
    const port = await freePort();
    await writeFile(join(folder, "config.capnp"), await configuration(port, Object.keys(wasm)));
    const child = spawn(workerdBinary(), ["serve", join(folder, "config.capnp")], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    running.add(child);
    const gone = new AbortController();
    child.once("error", (cause) => gone.abort(cause));
    child.once("exit", (code) =>
      gone.abort(new Error(`workerd ended with ${code} while it started ${entry}`)),
    );
    await waitForAnswer(`http://127.0.0.1:${port}/ready`, START_TIMEOUT_MS, gone.signal);
    return new EngineProcess(child, port, async () => {
      running.delete(child);
      await cleanUp();
    });
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** Both builds of the kernels, under the names that the Workers import. */
export function kernelModules(): Readonly<Record<string, string>> {
  const folder = kernelsFolder(openProject());
  return {
    "kernels-base.wasm": join(folder, "base.wasm"),
    "kernels-relaxed.wasm": join(folder, "relaxed.wasm"),
  };
}

export function workerdVersion(): string {
  return requireFromWrangler("workerd/package.json").version;
}

/** workerd comes with wrangler; it is looked up from there, wherever npm has put it. */
function requireFromWrangler(name: string) {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));
  return fromWrangler(name);
}

function workerdBinary(): string {
  return requireFromWrangler("workerd").default;
}

/** Cap'n Proto's text form, as workerd reads it. */
async function configuration(port: number, wasm: readonly string[]): Promise<string> {
  const modules = [
    `(name = "worker.mjs", esModule = embed "worker.mjs")`,
    ...wasm.map((name) => `(name = "${name}", wasm = embed "${name}")`),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "engine", worker = .engine)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "engine")],
);
const engine :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  compatibilityDate = "${await compatibilityDate()}",
);
`;
}

/** That of the function, so that both see the same runtime. */
async function compatibilityDate(): Promise<string> {
  const file = join(openProject().packageRoot, "wrangler.toml");
  const line = /^compatibility_date = "([\d-]+)"$/m.exec(await readFile(file, "utf8"));
  if (line?.[1] === undefined) throw new Error(`${file} has no compatibility_date`);
  return line[1];
}
