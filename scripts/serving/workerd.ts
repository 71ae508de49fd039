// Runs a Worker in the real workerd, one process each, without wrangler: bundles it and writes its configuration to a
// temporary folder. The binary is the one that wrangler brings and `npm start` uses. For measurements and tests.

import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { openProject } from "../files/project.ts";
import { freePort } from "./free-port.ts";
import { waitForAnswer } from "./wait-for-answer.ts";

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 2_000;

/** A server must not outlive the process that started it. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export interface WorkerdOptions {
  /** Module whose default export is the Worker. */
  readonly entry: string;
  /** The entry's import specifiers and the file of each. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Compiled modules by the base name of their import. */
  readonly wasm: Readonly<Record<string, string>>;
  /** For the binding ASSETS: a folder to serve, or `127.0.0.1:PORT` of a file server. */
  readonly assets?: { readonly folder: string } | { readonly address: string };
}

export interface WorkerdServer {
  readonly child: ChildProcess;
  readonly port: number;
  stop(): Promise<void>;
}

/** Resolves when it responds to `/ready`, with any status. */
export async function startWorkerd(options: WorkerdOptions): Promise<WorkerdServer> {
  const { entry, aliases = {}, wasm } = options;
  const folder = await mkdtemp(join(tmpdir(), "backstory-workerd-"));
  const cleanUp = () => rm(folder, { recursive: true, force: true });
  try {
    await build({
      entryPoints: [entry],
      outfile: join(folder, "worker.mjs"),
      bundle: true,
      format: "esm",
      target: "es2024",
      conditions: ["workerd", "worker", "browser"],
      alias: { ...aliases },
      plugins: [wasmByBaseName],
      // A package may import Node's modules after a check that fails in a Worker.
      external: ["node:*", "module", "worker_threads"],
      logLevel: "error",
    });
    for (const [name, file] of Object.entries(wasm)) await cp(file, join(folder, name));
    const port = await freePort();
    await writeFile(join(folder, "config.capnp"), await configuration(port, options));
    const child = spawn(workerdBinary(), ["serve", join(folder, "config.capnp")], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    running.add(child);
    const gone = new AbortController();
    const over = new Promise<void>((ended) => child.once("exit", () => ended()));
    child.once("error", (cause) => gone.abort(cause));
    child.once("exit", (code) =>
      gone.abort(new Error(`workerd ended with ${code} while it started ${entry}`)),
    );
    await waitForAnswer(`http://127.0.0.1:${port}/ready`, START_TIMEOUT_MS, gone.signal);
    const stop = async () => {
      if (child.exitCode === null && child.signalCode === null && child.kill("SIGTERM")) {
        // It waits for open requests, and those may wait forever.
        const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
        await over;
        clearTimeout(timer);
      }
      running.delete(child);
      await cleanUp();
    };
    return { child, port, stop };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

export function workerdVersion(): string {
  return requireFromWrangler("workerd/package.json").version;
}

/** Compiled modules are next to the bundle, whatever folder they are imported from. */
const wasmByBaseName: Plugin = {
  name: "wasm by base name",
  setup(context) {
    context.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: `./${basename(path)}`, external: true }));
  },
};

/** workerd comes with wrangler and is resolved from there, wherever npm has put it. */
function requireFromWrangler(name: string) {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));
  return fromWrangler(name);
}

function workerdBinary(): string {
  return requireFromWrangler("workerd").default;
}

const CACHE_MODULE =
  "export default { fetch: () => new Response(null, { status: 504, headers: { 'CF-Cache-Status': 'MISS' } }) }";

/** Cap'n Proto's text format, which workerd reads. */
async function configuration(port: number, { wasm, assets }: WorkerdOptions): Promise<string> {
  const modules = [
    `(name = "worker.mjs", esModule = embed "worker.mjs")`,
    ...Object.keys(wasm).map((name) => `(name = "${name}", wasm = embed "${name}")`),
  ];
  const services = [`(name = "worker", worker = .worker)`, `(name = "cache", worker = .cache)`];
  const bindings: string[] = [];
  if (assets !== undefined) {
    const behind =
      "folder" in assets
        ? `disk = ${JSON.stringify(resolve(assets.folder))}`
        : `external = (address = "${assets.address}", http = ())`;
    services.push(`(name = "assets", ${behind})`);
    bindings.push(`(name = "ASSETS", service = "assets")`);
  }
  const date = await compatibilityDate();
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [${services.join(", ")}],
  v8Flags = ["--expose-gc"],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "worker")],
);
const worker :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  bindings = [${bindings.join(", ")}],
  compatibilityDate = "${date}",
  cacheApiOutbound = "cache",
);
# Keeps nothing: what is measured is made anew each time.
const cache :Workerd.Worker = (
  modules = [(name = "cache.mjs", esModule = "${CACHE_MODULE}")],
  compatibilityDate = "${date}",
);
`;
}

/** The function's, so that both have the same runtime. */
async function compatibilityDate(): Promise<string> {
  const file = join(openProject().packageRoot, "wrangler.toml");
  const line = /^compatibility_date = "([\d-]+)"$/m.exec(await readFile(file, "utf8"));
  if (line?.[1] === undefined) throw new Error(`${file} has no compatibility_date`);
  return line[1];
}
