// Everything that can be wrong with a request, as a tagged reason with its facts; and the one place where a reason becomes
// a status, a code and a sentence.

export type Problem =
  | {
      readonly reason: "invalid_parameter";
      readonly name: string;
      /** Text from a URL, or any value from a JSON body. */
      readonly sent: unknown;
      readonly accepted: string;
    }
  | { readonly reason: "repeated_parameter"; readonly name: string; readonly times: number }
  | { readonly reason: "missing_parameter"; readonly name: string; readonly accepted: string }
  | { readonly reason: "unknown_parameter"; readonly name: string; readonly known: readonly string[] }
  /** An option in the URL of a request whose options belong in its body. */
  | { readonly reason: "misplaced_parameter"; readonly name: string }
  | { readonly reason: "conflicting_parameters"; readonly name: string; readonly other: string }
  /** A field of another type of event. */
  | { readonly reason: "misplaced_field"; readonly name: string; readonly type: string }
  | { readonly reason: "invalid_body"; readonly found: string }
  | { readonly reason: "unsupported_media_type"; readonly sent: string | null; readonly accepted: string }
  | { readonly reason: "payload_too_large"; readonly found: string; readonly accepted: string }
  | { readonly reason: "article_not_found"; readonly by: "id" | "url"; readonly sent: string }
  | { readonly reason: "route_not_found"; readonly path: string }
  | { readonly reason: "method_not_allowed"; readonly method: string; readonly allowed: readonly string[] }
  /** Never contains the key itself. */
  | { readonly reason: "unauthorized"; readonly sent: "no key" | "another key" }
  | { readonly reason: "forbidden"; readonly what: string }
  | { readonly reason: "rate_limited"; readonly retryAfterSeconds: number }
  /** `detail` is for the operator, and sent only to whoever checks the health. */
  | { readonly reason: "index_unavailable"; readonly detail?: string }
  /** The query can't be encoded, and keywords can't answer it. */
  | { readonly reason: "encoder_unavailable" }
  | { readonly reason: "internal" };

export const ERROR_TYPES = [
  "invalid_request",
  "unauthorized",
  "forbidden",
  "not_found",
  "too_many_requests",
  "unavailable",
  "internal",
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];
type Status = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;

export interface ErrorAnswer {
  readonly status: Status;
  readonly code: string;
  readonly type: ErrorType;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** When a client may try again while the index can't be used. */
export const RETRY_AFTER_SECONDS = 30;
/** What a reader reads; the operator's command is in the log and in the health check. */
const UNAVAILABLE = "Search is unavailable right now. Try again in a minute.";
const QUOTE_MAX_CHARS = 80;

export class RequestProblem extends Error {
  override readonly name = "RequestProblem";
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.reason, options);
    this.problem = problem;
  }
}

export function errorAnswer(problem: Problem): ErrorAnswer {
  switch (problem.reason) {
    case "invalid_parameter": {
      const { name, sent, accepted } = problem;
      return invalid(invalidCode(name), `\`${name}\` must be ${accepted}, not ${shown(sent)}.`);
    }
    case "repeated_parameter": {
      const { name, times } = problem;
      return invalid(invalidCode(name), `\`${name}\` was sent ${times} times; send it once.`);
    }
    case "missing_parameter":
      return invalid(
        missingCode(problem.name),
        `\`${problem.name}\` is missing; it must be ${problem.accepted}.`,
      );
    case "unknown_parameter":
      return invalid(
        "unknown_parameter",
        `There is no parameter ${quote(problem.name)} here. ${accepted(problem.known)}`,
      );
    case "misplaced_parameter":
      return invalid(
        "unknown_parameter",
        `${quote(problem.name)} can't be in the URL of a POST; send it as a field of the JSON body.`,
      );
    case "conflicting_parameters": {
      const { name, other } = problem;
      return invalid(invalidCode(name), `\`${name}\` and \`${other}\` can't be combined; send one of them.`);
    }
    case "misplaced_field":
      return invalid(
        invalidCode(problem.name),
        `An event of type \`${problem.type}\` has no field \`${problem.name}\`.`,
      );
    case "invalid_body":
      return invalid("invalid_body", `The body is ${problem.found}; it must be a JSON object.`);
    case "unsupported_media_type": {
      const sent = problem.sent === null ? "no media type" : `the media type ${quote(problem.sent)}`;
      const message = `The body has ${sent}; send ${problem.accepted}.`;
      return { ...invalid("unsupported_media_type", message), status: 415 };
    }
    case "payload_too_large": {
      const { found, accepted } = problem;
      return { ...invalid("payload_too_large", `${found}; the limit is ${accepted}.`), status: 413 };
    }
    case "article_not_found":
      return notFound(
        "article_not_found",
        `No published article has the ${problem.by === "id" ? "id" : "URL"} ${quote(problem.sent)}.`,
      );
    case "route_not_found":
      return notFound("route_not_found", `Nothing is served at ${quote(problem.path)}.`);
    case "method_not_allowed": {
      const allowed = problem.allowed.join(", ");
      const message = `${quote(problem.method)} is not allowed here; use ${allowed}.`;
      return {
        status: 405,
        code: "method_not_allowed",
        type: "invalid_request",
        message,
        headers: { Allow: allowed },
      };
    }
    case "unauthorized": {
      const found = problem.sent === "no key" ? "A key is required" : "The key is not valid";
      const message = `${found}; send one as "Authorization: Bearer KEY" or "?key=KEY".`;
      return {
        status: 401,
        code: "unauthorized",
        type: "unauthorized",
        message,
        headers: { "WWW-Authenticate": "Bearer" },
      };
    }
    case "forbidden": {
      const message = `A public key was sent, but ${problem.what} requires a private one.`;
      return { status: 403, code: "forbidden", type: "forbidden", message, headers: {} };
    }
    case "rate_limited": {
      const headers = { "Retry-After": String(problem.retryAfterSeconds) };
      const message = `Too many requests. Try again in ${headers["Retry-After"]} seconds.`;
      return { status: 429, code: "rate_limited", type: "too_many_requests", message, headers };
    }
    case "index_unavailable": {
      return unavailable("index_unavailable", problem.detail ?? UNAVAILABLE);
    }
    case "encoder_unavailable": {
      const message =
        "Semantic search is unavailable right now. Try again in a minute, or search with `mode` `keyword`.";
      return unavailable("encoder_unavailable", message);
    }
    case "internal": {
      const message =
        "Something went wrong. Try again; if it keeps happening, report it with this request id.";
      return { status: 500, code: "internal_error", type: "internal", message, headers: {} };
    }
  }
}

/** Whether the operator has something to do, so that its cause belongs in the log. */
export function needsOperator({ reason }: Problem): boolean {
  return reason === "internal" || reason === "index_unavailable" || reason === "encoder_unavailable";
}

/** The codes for a parameter with a wrong value, and for one that is missing. */
export function invalidCode(name: string): string {
  return `invalid_${snakeCase(name)}`;
}

export function missingCode(name: string): string {
  return `missing_${snakeCase(name)}`;
}

/** The section of the API reference that explains a code; all parameters share a section for each kind of error. */
export function helpFor(code: string, basePath: string): string {
  return `${basePath === "/" ? "" : basePath}/docs#${errorSection(code)}`;
}

export function errorSection(code: string): string {
  if (code === "invalid_body") return code;
  const [, kind] = /^(invalid|missing)_/.exec(code) ?? [];
  return kind === undefined ? code : `${kind}_parameter`;
}

function invalid(code: string, message: string): ErrorAnswer {
  return { status: 400, code, type: "invalid_request", message, headers: {} };
}

function unavailable(code: string, message: string): ErrorAnswer {
  const headers = { "Retry-After": String(RETRY_AFTER_SECONDS) };
  return { status: 503, code, type: "unavailable", message, headers };
}

function notFound(code: string, message: string): ErrorAnswer {
  return { status: 404, code, type: "not_found", message, headers: {} };
}

/** Lists and objects only by kind: they may be long and deep. */
function shown(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

function quote(text: string): string {
  const units = Array.from(text);
  return JSON.stringify(
    units.length <= QUOTE_MAX_CHARS ? text : `${units.slice(0, QUOTE_MAX_CHARS).join("")}…`,
  );
}

function accepted(names: readonly string[]): string {
  if (names.length === 0) return "None are accepted.";
  return `Accepted: ${names.map((name) => `\`${name}\``).join(", ")}.`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/[^a-z0-9_]/g, "_");
}
