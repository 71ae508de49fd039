// The output of `wrangler dev` with one line a request. wrangler prints a line of its own beside the function's line of
// JSON, which says the same: the short one stays. Everything else passes, failures of the function among it.

const PREFIX = "[wrangler:info] ";
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with ESC.
const COLOURS = /\u001b\[[\d;]*m/g;
const REQUEST = /^[A-Z]+ \S+ \d{3} .*\(\d+ms\)$/;

/** The line as it is to be shown; null if it is not. */
export function shownLine(line: string): string | null {
  if (isRequestLog(line)) return null;
  const plain = line.replaceAll(COLOURS, "");
  if (!plain.startsWith(PREFIX)) return line;
  const rest = plain.slice(PREFIX.length);
  return REQUEST.test(rest) ? rest : line;
}

function isRequestLog(line: string): boolean {
  if (!line.startsWith("{")) return false;
  try {
    return Reflect.get(Object(JSON.parse(line)), "kind") === "request";
  } catch {
    // Not JSON, so none of the function's lines.
    return false;
  }
}
