// The packages that Backstory is compared with. They are in scripts/bench/baselines/ with a separate lock file and are
// loaded from there, so installing the project installs none of them.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { openProject } from "../files/project.ts";

export const INSTALL_BASELINES = "npm ci --prefix scripts/bench/baselines";
const BASELINES = ["onnxruntime-web", "onnxruntime-node"] as const;
export type BaselinePackage = (typeof BASELINES)[number];

/** The build of onnxruntime-web for CPUs; its other builds are for GPUs. */
export const ONNXRUNTIME_WEB_FILES = {
  script: "dist/ort.wasm.bundle.min.mjs",
  wasm: "dist/ort-wasm-simd-threaded.wasm",
} as const;

const manifestSchema = z.object({ version: z.string() });

/** Path of a file of a baseline's package; if it is not installed, an Error with the command that installs it. */
export function baselineFile(name: BaselinePackage, file: string): string {
  const path = join(openProject().packageRoot, "scripts", "bench", "baselines", "node_modules", name, file);
  if (existsSync(path)) return path;
  throw new Error(`${name} is not installed for benchmarks (no ${path}). Run "${INSTALL_BASELINES}".`);
}

export function baselineVersion(name: BaselinePackage): string {
  return manifestSchema.parse(JSON.parse(readFileSync(baselineFile(name, "package.json"), "utf8"))).version;
}

/** The package's CommonJS exports; the caller knows their type. */
export function requireBaseline(name: BaselinePackage): unknown {
  return createRequire(baselineFile(name, "package.json"))(baselineFile(name, ""));
}
