// Which articles the index is made from. A source is named on the command line, configured, or the sample;
// an index remembers its source, and refreshing it never turns it into an index of another one.

import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Project, SAMPLE_PATTERN } from "../../files/project.ts";
import type { LoadedConfig } from "../config/load.ts";
import type { IndexSource } from "../prepare/index-folder.ts";

export interface SourceChoice {
  readonly source: IndexSource;
  /** Said to the user where the index's source is not the one that the configuration names now. */
  readonly notice: string | null;
}

/** The archive was asked for but there is nothing to make it from. */
export class NoSourceError extends Error {
  override readonly name = "NoSourceError";
}

/**
 * `named` is the path given on the command line. With `refresh` an existing index keeps its source; without it
 * the configured source is taken, and failing that the one the index has.
 */
export function chooseSource(options: {
  readonly project: Project;
  readonly loaded: LoadedConfig;
  readonly recorded: IndexSource | null;
  readonly named: string | null;
  readonly refresh: boolean;
}): SourceChoice {
  const { project, loaded, recorded, named, refresh } = options;
  if (named !== null) {
    const path = relativeTo(project, resolve(project.root, named));
    const kind = path === SAMPLE_PATTERN ? "sample" : "named";
    return { source: { kind, patterns: [path], root: "." }, notice: null };
  }
  const wanted = configuredSource(project, loaded);
  if (recorded === null) {
    if (wanted !== null) return { source: wanted, notice: null };
    throw new NoSourceError(
      `There are no articles to index: ${join(project.root, SAMPLE_PATTERN)} does not exist and no \`content\` is ` +
        'configured. Name a folder or file, as in "npm run build -- path/to/articles".',
    );
  }
  if (wanted !== null && wanted.kind === recorded.kind) return { source: wanted, notice: null };
  if (!refresh && wanted?.kind === "configured") return { source: wanted, notice: null };
  return { source: recorded, notice: differs(wanted, recorded) };
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

function differs(wanted: IndexSource | null, recorded: IndexSource): string | null {
  if (wanted === null) return null;
  const switchCommand = wanted.kind === "sample" ? `npm run build -- ${SAMPLE_PATTERN}` : "npm run build";
  return `The index is made from ${describeSource(recorded)}. To switch to ${describeSource(wanted)}: ${switchCommand}`;
}

export function describeSource(source: IndexSource): string {
  const patterns = source.patterns.join(", ");
  if (source.kind === "sample") return `the sample archive (${patterns})`;
  return source.kind === "configured" ? `the configured content (${patterns})` : patterns;
}

function relativeTo(project: Project, path: string): string {
  return relative(project.root, path) || ".";
}
