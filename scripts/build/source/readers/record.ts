// What a reader of one format hands on: an article's fields as its author wrote them, or why it can't be read.
// Nothing here is validated yet; normalise.ts makes an Article of it.

export interface RawRecord {
  readonly kind: "record";
  /** JSON exports write null for "no value"; a field left empty in front matter is a mistake. */
  readonly origin: "markdown" | "json";
  /** File, relative to the source's root, with `/`. */
  readonly path: string;
  /** Line on which the record begins, from 1. */
  readonly line: number;
  /** `path`, with `:line` in a file of lines or `#number` in a file of several records. */
  readonly sourcePath: string;
  /** By the source's own field names. */
  readonly fields: ReadonlyMap<string, unknown>;
  /** Plain text of a Markdown file, its first level-1 heading apart; null where the body is one of the fields. */
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

/** Why a file or a record gave no article. `fatal`: to go on without it would give a wrong archive. */
export interface Problem {
  readonly kind: "problem";
  readonly code: ProblemCode;
  readonly path: string;
  readonly line: number | null;
  readonly reason: string;
  readonly fatal: boolean;
}

/** Something that an author should look at; the article is read all the same. */
export interface Warning {
  readonly path: string;
  readonly line: number | null;
  readonly reason: string;
}

export type SkipReason = "draft" | "unpublished" | "noindex" | "excluded" | "readme";

/** Left out on purpose, as its author asked. */
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

/** Thrown by the readers of single fields and turned into a Problem in normalise.ts; it leaves no other module. */
export class UnreadableField extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string) {
    super(message);
    this.name = "UnreadableField";
    this.code = code;
  }
}

const SHOWN_MAX_CHARS = 80;

/** A value as a message shows it: JSON, shortened. */
export function showValue(value: unknown): string {
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_MAX_CHARS ? `${text.slice(0, SHOWN_MAX_CHARS)}…` : text;
}
