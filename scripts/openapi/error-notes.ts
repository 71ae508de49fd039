// Every error of the API: its status, its codes and when it happens. Sections of the readable reference, to which the
// `link` of an error leads, and responses of the description are made from this list.

import { errorSection } from "../../src/http/problems/problem.ts";

export interface ErrorNote {
  /** As `errorSection` names it. */
  readonly section: string;
  readonly status: number;
  readonly type: "invalid_request" | "auth" | "not_found" | "too_many_requests" | "internal";
  /** As it is shown: of parameters the pattern of the codes. */
  readonly code: string;
  readonly when: string;
}

export const ERROR_NOTES: readonly ErrorNote[] = [
  note(
    400,
    "invalid_request",
    "invalid_…",
    "A parameter or field has a value that is not accepted, was sent twice and is no list, or excludes another one. The " +
      "code ends with its name in snake_case, such as `invalid_published_after`; the message says what is accepted. " +
      "`invalid_text` is also a draft without a word that the model knows.",
  ),
  note(
    400,
    "invalid_request",
    "missing_…",
    "A parameter that is needed is absent or empty: `missing_q` (and there is no filter either), `missing_url`, " +
      "`missing_text` (and there are no `ids` either), `missing_type`, `missing_query`, `missing_article_id`.",
  ),
  note(400, "invalid_request", "invalid_body", "The body is no JSON object, or has more than 32 levels."),
  note(
    400,
    "invalid_request",
    "unknown_parameter",
    "There is no parameter of this name here. `utm_*`, `fbclid`, `gclid` and `_` are ignored. Options of a POST belong in " +
      "its body.",
  ),
  note(401, "auth", "unauthorized", "A key is needed, and none or another one was sent."),
  note(
    403,
    "auth",
    "forbidden",
    "A public key was sent where a private one is needed: drafts and `explain`.",
  ),
  note(
    404,
    "not_found",
    "article_not_found",
    "No published article has this id or URL. Articles of the future and removed ones are not there.",
  ),
  note(404, "not_found", "route_not_found", "Nothing is served at this path."),
  note(405, "invalid_request", "method_not_allowed", "Another method is needed; `Allow` has them."),
  note(
    413,
    "invalid_request",
    "payload_too_large",
    "The URL, the body or a draft is too long; the message says how long it may be.",
  ),
  note(
    415,
    "invalid_request",
    "unsupported_media_type",
    "The body has another media type than the message names, or none.",
  ),
  note(
    429,
    "too_many_requests",
    "rate_limited",
    "Too many requests of one caller. `Retry-After` says for how many seconds to wait.",
  ),
  note(
    500,
    "internal",
    "internal_error",
    "A defect. The operator's log has the cause under the request's id.",
  ),
  note(
    503,
    "internal",
    "index_unavailable",
    "The index is missing, damaged or of another encoder; the message has the command that mends it. `Retry-After` says " +
      "when to ask again.",
  ),
];

function note(status: number, type: ErrorNote["type"], code: string, when: string): ErrorNote {
  return { section: errorSection(code), status, type, code, when };
}
