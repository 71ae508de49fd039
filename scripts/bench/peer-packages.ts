// The packages that Backstory is measured against. They lie under scripts/bench/peers/ with a lock file of their own and are found
// from there, so that an install of the project brings none of them.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { openProject } from "../files/project.ts";

export const INSTALL_PEERS = "npm ci --prefix scripts/bench/peers";
const PEERS = ["onnxruntime-web", "onnxruntime-node"] as const;
export type PeerPackage = (typeof PEERS)[number];

/** What of onnxruntime-web runs a model on the processor; its other builds are for graphics cards. */
export const ONNXRUNTIME_WEB_FILES = {
  script: "dist/ort.wasm.bundle.min.mjs",
  wasm: "dist/ort-wasm-simd-threaded.wasm",
} as const;

const manifestSchema = z.object({ version: z.string() });

/** Path of a file of a peer's package. Not installed: an error with the command that installs it. */
export function peerFile(name: PeerPackage, file: string): string {
  const path = join(openProject().packageRoot, "scripts", "bench", "peers", "node_modules", name, file);
  if (existsSync(path)) return path;
  throw new Error(`${name} is not installed for benchmarks (no ${path}). Run "${INSTALL_PEERS}".`);
}

export function peerVersion(name: PeerPackage): string {
  return manifestSchema.parse(JSON.parse(readFileSync(peerFile(name, "package.json"), "utf8"))).version;
}

/** What the package exports to CommonJS; the caller knows its type. */
export function requirePeer(name: PeerPackage): unknown {
  return createRequire(peerFile(name, "package.json"))(peerFile(name, ""));
}
