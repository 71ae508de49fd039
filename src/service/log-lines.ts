// The function's log: one line of JSON for each thing that is logged, on the console, which is a Worker's log. What goes
// into a line about a failure is told here, and what must not: paths, stacks and keys.

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
 * A failure for the operator: names and messages of the error and of what lies behind it, and the functions it came
 * from by name. `secrets` are blotted out wherever they stand.
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
  // What has no message may be anything, a request with its headers too: only text is shown.
  const message = typeof error === "string" ? redact(error, secrets) : "";
  return { name: `thrown ${typeof error}`, message };
}

/** The text without keys, paths, and the rest of URLs behind their host. */
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

/** Of a stack only names: where a function lies is a path. */
function functionsOf(cause: unknown): string[] {
  const stack = cause instanceof Error && typeof cause.stack === "string" ? cause.stack : "";
  const names = stack
    .split("\n")
    .flatMap((line) => /^\s+at (?:async )?([\w.<>#$]+) \(/.exec(line)?.[1] ?? []);
  return names.slice(0, FUNCTIONS_SHOWN);
}
