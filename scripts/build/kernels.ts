// The kernels' WebAssembly: compiled from src/kernels/ when that has changed, in a checkout; ready in dist/, in an
// installation. The function imports the files; Node compiles them when it loads them.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { hasRelaxedSimd, type KernelModules } from "../../src/wasm/kernels.ts";
import type { Project } from "../files/project.ts";
import { readKey, writeKey, writeWhole } from "../files/whole-file.ts";
import type { Report } from "../terminal/report.ts";

/** Builds of the same source, by file name. */
const FEATURES = { base: ["simd"], relaxed: ["simd", "relaxed-simd"] } as const;
type BuildName = keyof typeof FEATURES;
const BUILDS = Object.keys(FEATURES) as BuildName[];

/** Compiler options; the host provides the memory, and the kernels have no runtime. */
const OPTIONS = [
  "-O3",
  "--converge",
  "--noAssert",
  "--runtime",
  "stub",
  "--importMemory",
  "--zeroFilledMemory",
];
/** `v128` is only passed between our files, never to the host. */
const DISABLED_WARNING = "AS112";

/** Folder of `base.wasm` and `relaxed.wasm`. */
function kernelsFolder({ packageRoot }: Pick<Project, "packageRoot">): string {
  return join(packageRoot, isCheckout(packageRoot) ? "build" : "dist", "kernels");
}

/** Path of each build by file name. */
export function kernelFiles(project: Pick<Project, "packageRoot">): Record<`${BuildName}.wasm`, string> {
  const path = (name: string) => join(kernelsFolder(project), name);
  return { "base.wasm": path("base.wasm"), "relaxed.wasm": path("relaxed.wasm") };
}

/** Compiles what is missing or older than its source; does nothing in an installation. */
export async function buildKernels(project: Pick<Project, "packageRoot">, report: Report): Promise<void> {
  const { packageRoot } = project;
  if (!isCheckout(packageRoot)) return;
  const key = await sourceKey(packageRoot);
  const keyPath = join(kernelsFolder(project), "compiled.json");
  const files = kernelFiles(project);
  const present = BUILDS.every((name) => existsSync(files[`${name}.wasm`]));
  if (present && (await readKey(keyPath)) === key) return;
  report.line("Compiling the kernels");
  for (const name of BUILDS) await writeWhole(files[`${name}.wasm`], await compile(packageRoot, name));
  await writeKey(keyPath, key);
}

/** Both builds, or only the first if this engine has no relaxed SIMD. */
export function loadKernels(project: Pick<Project, "packageRoot">): KernelModules {
  const files = kernelFiles(project);
  const load = (name: BuildName): WebAssembly.Module => {
    const path = files[`${name}.wasm`];
    if (!existsSync(path)) throw new Error(`There is no ${path}. Run "npm run build" to make it.`);
    return new WebAssembly.Module(readFileSync(path));
  };
  return { base: load("base"), relaxed: hasRelaxedSimd() ? load("relaxed") : null };
}

async function compile(packageRoot: string, name: BuildName): Promise<Uint8Array> {
  const { main } = await import("assemblyscript/asc");
  let wasm: Uint8Array | null = null;
  const features = FEATURES[name].flatMap((feature) => ["--enable", feature]);
  const { error, stderr } = await main(
    [
      "src/kernels/index.ts",
      "--outFile",
      "out.wasm",
      "--disableWarning",
      DISABLED_WARNING,
      ...OPTIONS,
      ...features,
    ],
    {
      readFile: (file, base) => readSource(join(base === "." ? packageRoot : base, file)),
      writeFile: (_, contents) => {
        if (typeof contents !== "string") wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || wasm === null) {
    throw new Error(`The kernels could not be compiled:\n${stderr.toString()}`, { cause: error });
  }
  return wasm;
}

async function readSource(path: string): Promise<string | null> {
  return existsSync(path) ? readFile(path, "utf8") : null;
}

async function sourceKey(packageRoot: string): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([OPTIONS, FEATURES]));
  const folder = join(packageRoot, "src", "kernels");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  const compiler = await readFile(join(packageRoot, "node_modules", "assemblyscript", "package.json"));
  return hash.update(compiler).digest("hex");
}

function isCheckout(packageRoot: string): boolean {
  return existsSync(join(packageRoot, "src", "kernels", "index.ts"));
}
