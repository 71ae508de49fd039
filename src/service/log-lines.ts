// The function's log: one line of JSON on the console per request, event and failure. Decides what goes into a line
// about a failure, and what must not: paths, stacks and keys.

export interface LogLine {
  readonly level: "info" | "error";
  readonly kind: "request" | "event" | "problem";
  readonly [field: string]: unknown;
}

export function writeToConsole(line: LogLine): void {
  const text = JSON.stringify(line);
  // biome-ignore lint/suspicious/noConsole: a Worker's log is its console.
  if (line.level === "error") console.error(text);
  // biome-ignore lint/suspicious/noConsole: the same.
  else console.log(text);
}

const CAUSES_SHOWN = 4;
const FUNCTIONS_SHOWN = 8;
const MESSAGE_MAX_CHARS = 500;

/**
 * Describes a failure for the operator: names and messages of the error and its causes, and the names of the
 * functions it came from. `secrets` are blotted out wherever they appear.
 */
export function problemLine(
  { requestId, code, cause }: { requestId: string; code: string; cause: unknown },
  secrets: readonly string[],
): LogLine {
  const errors: { name: string; message: string }[] = [];
  let error: unknown = cause;
  for (let depth = 0; depth < CAUSES_SHOWN && error !== undefined && error !== null; depth++) {
    errors.push(described(error, secrets));
    error = error instanceof Error ? error.cause : undefined;
  }
  const [first, ...behind] = errors;
  return {
    level: "error",
    kind: "problem",
    requestId,
    code,
    ...first,
    ...(behind.length === 0 ? {} : { causes: behind }),
    functions: functionsOf(cause),
  };
}

function described(error: unknown, secrets: readonly string[]): { name: string; message: string } {
  if (error instanceof Error)
    return { name: redact(error.name, secrets), message: redact(error.message, secrets) };
  // Anything can be thrown, even a request with its headers, so only text is shown.
  const message = typeof error === "string" ? redact(error, secrets) : "";
  return { name: `thrown ${typeof error}`, message };
}

/** The text without keys, paths, and everything after the host in URLs. */
function redact(text: string, secrets: readonly string[]): string {
  let safe = String(text);
  for (const secret of secrets) safe = safe.replaceAll(secret, "[key]");
  safe = safe
    .replace(/\bBearer\s+[^\s"']+/gi, "Bearer [key]")
    .replace(/([?&]key=)[^&\s"']+/gi, "$1[key]")
    .replace(/\bfile:\/\/[^\s"')]+/gi, "[path]")
    .replace(/\b(https?:\/\/[^/\s"'?#]+)[^\s"')]*/gi, "$1/[path]")
    .replace(/\b[A-Za-z]:\\[^\s"')]+/g, "[path]")
    .replace(/(?<![\w/.\]])\.{0,2}\/(?!\/)[^\s"'():]+/g, "[path]");
  return safe.slice(0, MESSAGE_MAX_CHARS);
}

/** Only names from the stack, because a function's location is a path. */
function functionsOf(cause: unknown): string[] {
  const stack = cause instanceof Error && typeof cause.stack === "string" ? cause.stack : "";
  const names = stack
    .split("\n")
    .flatMap((line) => /^\s+at (?:async )?([\w.<>#$]+) \(/.exec(line)?.[1] ?? []);
  return names.slice(0, FUNCTIONS_SHOWN);
}
