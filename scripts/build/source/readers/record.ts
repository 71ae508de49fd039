// What a reader returns: the fields of an article as its author wrote them, or the reason why it can't be read. Nothing
// here is validated yet; article/normalise.ts makes an Article of it.

export interface RawRecord {
  readonly kind: "record";
  /** File, relative to the source's root, with `/`. */
  readonly path: string;
  /** Line on which the record begins, from 1. */
  readonly line: number;
  /** `path`, with `:line` or `#number` behind it in a file of several records. */
  readonly sourcePath: string;
  /** By the source's own field names. */
  readonly fields: ReadonlyMap<string, unknown>;
  /** True if the format writes null for "no value"; false if an empty field is an author's mistake. */
  readonly nullMeansAbsent: boolean;
  /** Id of a record that names none, from the path of its file; null if the file may hold several records. */
  readonly idFromPath: string | null;
  /** Text of a format whose body is not a field, without its top-level heading; null if the body is a field. */
  readonly content: {
    readonly heading: string | null;
    readonly body: string;
    /** Targets of the links in the body, as written. */
    readonly hrefs: readonly string[];
  } | null;
}

export type ProblemCode =
  | "source_not_found"
  | "unsupported_file"
  | "no_article_files"
  | "unreadable_file"
  | "empty_file"
  | "not_text"
  | "too_large"
  | "nested_too_deep"
  | "invalid_front_matter"
  | "unsupported_front_matter"
  | "invalid_json"
  | "not_a_record"
  | "missing_title"
  | "missing_id"
  | "invalid_field"
  | "duplicate_id"
  | "duplicate_url";

/** Why a file or a record gave no article. `fatal`: an archive without it would be wrong, so the build must stop. */
export interface Problem {
  readonly kind: "problem";
  readonly code: ProblemCode;
  readonly path: string;
  readonly line: number | null;
  readonly reason: string;
  readonly fatal: boolean;
}

/** Something for the author to look at; the article is read all the same. */
export interface Warning {
  readonly path: string;
  readonly line: number | null;
  readonly reason: string;
}

export type SkipReason = "draft" | "unpublished" | "noindex" | "excluded" | "readme";

/** Left out on purpose, as the author asked. */
export interface Skipped {
  readonly kind: "skipped";
  readonly reason: SkipReason;
  readonly path: string;
}

export function problemAt(
  path: string,
  line: number | null,
  code: ProblemCode,
  reason: string,
  fatal = false,
): Problem {
  return { kind: "problem", code, path, line, reason, fatal };
}

export function articleTooLarge(path: string, line: number | null, bytes: number, limit: number): Problem {
  const reason = `the article has ${bytes} bytes; limits.articleBytes allows ${limit}`;
  return problemAt(path, line, "too_large", reason);
}

/** File and line of a record's `sourcePath`. */
export function splitSourcePath(sourcePath: string): { path: string; line: number | null } {
  const line = /:(\d+)$/.exec(sourcePath)?.[1];
  return { path: sourcePath.replace(/:\d+$|#\d+$/, ""), line: line === undefined ? null : Number(line) };
}

/** Thrown by the readers of single fields; normalise.ts turns it into a Problem, so nobody else sees it. */
export class UnreadableField extends Error {
  override readonly name = "UnreadableField";
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

const SHOWN_MAX_CHARS = 80;

/** A value as messages show it: JSON, shortened. */
export function showValue(value: unknown): string {
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_MAX_CHARS ? `${text.slice(0, SHOWN_MAX_CHARS)}…` : text;
}
