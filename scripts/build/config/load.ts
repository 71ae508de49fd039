// Loads backstory.config.json and says precisely what is wrong with it. It doesn't check the articles or the model that
// the configuration names; the steps that use them do.

import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isReservedName } from "../../../src/http/parameters/parameters.ts";
import { locateInJson, scanJson } from "../source/readers/json-scan.ts";
import { type ConfigIssue, describeIssues } from "./config-issues.ts";
import { type Config, configSchema } from "./schema.ts";

export const CONFIG_FILE = "backstory.config.json";

const URL_PATTERN_PARTS = ["{id}", "{slug}", "{section}", "{yyyy}", "{mm}", "{dd}"];

export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path of the file; null if there is no file and all defaults apply. */
  readonly path: string | null;
  /** Absolute folder; globs and folders in the configuration are relative to it. */
  readonly root: string;
}

export class ConfigError extends Error {
  readonly file: string;
  readonly issues: readonly ConfigIssue[];

  constructor(file: string, issues: readonly ConfigIssue[], options?: ErrorOptions) {
    super(issues.map((issue) => `${file}: ${issue.message}`).join("\n"), options);
    this.name = "ConfigError";
    this.file = file;
    this.issues = issues;
  }
}

/**
 * Reads `file` (relative to `cwd`), or `backstory.config.json` in `cwd`; if the latter doesn't exist, all defaults
 * apply. Throws a ConfigError if the file is missing, unreadable, not JSON, or doesn't fit the schema.
 */
export async function loadConfig(options: {
  readonly cwd: string;
  readonly file?: string | undefined;
}): Promise<LoadedConfig> {
  const cwd = resolve(options.cwd);
  const path = resolve(cwd, options.file ?? CONFIG_FILE);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    if (missing && options.file === undefined) {
      return { config: configSchema.parse({}), path: null, root: cwd };
    }
    const reason = missing ? "the file doesn't exist" : `can't be read (${String(cause)})`;
    throw new ConfigError(path, [{ field: "", message: reason }], { cause });
  }
  return { config: parseConfig(text, path), path, root: dirname(path) };
}

/** Parses the text of a configuration file; `path` only names it in messages. Throws ConfigError. */
export function parseConfig(text: string, path: string): Config {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const scan = scanJson(json);
  if (scan.kind === "error") {
    const { line, column } = locateInJson(json, scan.offset);
    const message = `is not valid JSON: line ${line}, column ${column}: ${scan.reason}`;
    throw new ConfigError(path, [{ field: "", message }]);
  }
  const raw: unknown = JSON.parse(json);
  const result = configSchema.safeParse(raw, { reportInput: true });
  if (!result.success) throw new ConfigError(path, describeIssues(result.error.issues));

  const unknownPart = result.data.site.urlPattern
    ?.match(/\{[^}]*\}?|\}/g)
    ?.find((part) => !URL_PATTERN_PARTS.includes(part));
  if (unknownPart !== undefined) {
    const field = "site.urlPattern";
    const message = `${field}: found "${unknownPart}", expected ${URL_PATTERN_PARTS.join(" ")}`;
    throw new ConfigError(path, [{ field, message }]);
  }
  const taken = Object.entries(result.data.customFields)
    .filter(([name, { filter, facet }]) => (filter || facet) && isReservedName(name))
    .map(([name]) => {
      const field = `customFields.${name}`;
      const message =
        `${field}: found "filter" or "facet", but the API already has a parameter "${name}"; ` +
        "choose another name, or use neither of them";
      return { field, message };
    });
  if (taken.length > 0) throw new ConfigError(path, taken);
  return result.data;
}
