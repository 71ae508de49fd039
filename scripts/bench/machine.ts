// The machine and the versions that figures were measured with; without these they mean nothing.

import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { openProject } from "../files/project.ts";
import { workerdVersion } from "../serving/workerd.ts";
import { baselineVersion } from "./baseline-packages.ts";

/** A benchmark alone on a machine starts near 0. */
const BUSY_LOAD = 0.5;

const versionSchema = z.object({ version: z.string() });

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Processes that were ready to run, averaged over the last minute. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

export function describeMachine(baselines: Readonly<Record<string, string>>): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    load: loadavg()[0] ?? 0,
    versions: {
      node: process.versions.node,
      v8: process.versions.v8,
      workerd: workerdVersion(),
      ...baselines,
    },
  };
}

export function onnxruntimeVersions(): Record<string, string> {
  return {
    "onnxruntime-web": baselineVersion("onnxruntime-web"),
    "onnxruntime-node": baselineVersion("onnxruntime-node"),
  };
}

export function vectraVersion(): string {
  const manifest = join(openProject().packageRoot, "node_modules", "vectra", "package.json");
  return versionSchema.parse(JSON.parse(readFileSync(manifest, "utf8"))).version;
}

export function machineLines({ cpu, cores, load, versions }: Machine): string[] {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const lines = [`${cpu}, ${cores} cores, load ${load.toFixed(2)} at the start`, list.join(", ")];
  return load > BUSY_LOAD
    ? [...lines, "The machine was busy with other work, so these figures are noise."]
    : lines;
}
