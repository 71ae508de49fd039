// Chooses the articles that the index is made from: named on the command line, configured, or the sample archive. An
// index remembers its source, and updating the index never switches to another one.

import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Project, SAMPLE_PATTERN } from "../files/project.ts";
import type { LoadedConfig } from "./config/load.ts";
import type { IndexSource } from "./prepare/index-folder.ts";

export interface SourceChoice {
  readonly source: IndexSource;
  /** Tells the user that the index has another source than the one configured now; null if it hasn't. */
  readonly notice: string | null;
}

/** There is nothing to build an index from. */
export class NoSourceError extends Error {
  override readonly name = "NoSourceError";
}

/**
 * `named` is the path given on the command line. With `update` an existing index keeps its source; without it
 * the configured source is taken, and failing that the one the index has.
 */
export function chooseSource(options: {
  readonly project: Project;
  readonly loaded: LoadedConfig;
  readonly recorded: IndexSource | null;
  readonly named: string | null;
  readonly update: boolean;
}): SourceChoice {
  const { project, loaded, recorded, named, update } = options;
  if (named !== null) {
    const path = relativeTo(project, resolve(project.root, named));
    const kind = path === SAMPLE_PATTERN ? "sample" : "named";
    return { source: { kind, patterns: [path], root: "." }, notice: null };
  }
  const configured = configuredSource(project, loaded);
  if (recorded === null) {
    if (configured !== null) return { source: configured, notice: null };
    throw new NoSourceError(
      `There are no articles to index: ${join(project.root, SAMPLE_PATTERN)} doesn't exist, and \`content\` isn't ` +
        'configured. Name a folder or file, for example "npm run build -- path/to/articles".',
    );
  }
  if (configured !== null && configured.kind === recorded.kind) return { source: configured, notice: null };
  if (!update && configured?.kind === "configured") return { source: configured, notice: null };
  return { source: recorded, notice: switchNotice(configured, recorded) };
}

function configuredSource(project: Project, loaded: LoadedConfig): IndexSource | null {
  if (loaded.config.content.length > 0) {
    return {
      kind: "configured",
      patterns: [...loaded.config.content],
      root: relativeTo(project, loaded.root),
    };
  }
  if (existsSync(join(project.root, SAMPLE_PATTERN))) {
    return { kind: "sample", patterns: [SAMPLE_PATTERN], root: "." };
  }
  return null;
}

function switchNotice(configured: IndexSource | null, recorded: IndexSource): string | null {
  if (configured === null) return null;
  const switchCommand = configured.kind === "sample" ? `npm run build -- ${SAMPLE_PATTERN}` : "npm run build";
  return `The index is made from ${describeSource(recorded)}. To switch to ${describeSource(configured)}: ${switchCommand}`;
}

export function describeSource(source: IndexSource): string {
  const patterns = source.patterns.join(", ");
  if (source.kind === "sample") return `the sample archive (${patterns})`;
  return source.kind === "configured" ? `the configured content (${patterns})` : patterns;
}

function relativeTo(project: Project, path: string): string {
  return relative(project.root, path) || ".";
}
