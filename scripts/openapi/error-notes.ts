// Every error of the API: status, code and cause. The error table of docs/api.md and the sections of the API reference
// that an error's `link` points to are generated from this list.

import { type ErrorType, errorSection } from "../../src/http/problems/problem.ts";

export interface ErrorNote {
  /** As `errorSection` names it. */
  readonly section: string;
  readonly status: number;
  readonly type: ErrorType;
  /** As shown to readers; for codes that contain a parameter name, the pattern. */
  readonly code: string;
  readonly when: string;
}

export const ERROR_NOTES: readonly ErrorNote[] = [
  note(
    400,
    "invalid_request",
    "invalid_…",
    "A parameter or field has a value that isn't accepted, was sent more than once without being a list, or can't be " +
      "combined with another one. The code ends with its name in snake_case, for example `invalid_published_after`; the message " +
      "says what is accepted. `invalid_draft_text` also means that the model knows no word of the draft.",
  ),
  note(
    400,
    "invalid_request",
    "missing_…",
    "A required parameter is absent or empty: `missing_q` (without a filter either), `missing_url`, `missing_draft` (without " +
      "`ids` either), `missing_draft_text`, `missing_type`, `missing_query`, `missing_article_id`.",
  ),
  note(
    400,
    "invalid_request",
    "invalid_body",
    "The body is not a JSON object, is nested more than 32 levels deep, or was cut off.",
  ),
  note(
    400,
    "invalid_request",
    "unknown_parameter",
    "This path has no such parameter. `utm_*`, `fbclid`, `gclid` and `_` are ignored. Options of a POST belong in its body.",
  ),
  note(
    401,
    "unauthorized",
    "unauthorized",
    "A key is required, and the request had none or a wrong one. The response has `WWW-Authenticate`.",
  ),
  note(
    403,
    "forbidden",
    "forbidden",
    "The request needs a private key (drafts and `explain`), but a public one was sent.",
  ),
  note(
    404,
    "not_found",
    "article_not_found",
    "No published article has this id or URL. Articles dated in the future and removed articles count as absent.",
  ),
  note(404, "not_found", "route_not_found", "Nothing is served at this path."),
  note(
    405,
    "invalid_request",
    "method_not_allowed",
    "The path does not accept this method. `Allow` lists the ones it accepts.",
  ),
  note(
    413,
    "invalid_request",
    "payload_too_large",
    "The URL, body or draft is too long. The message says how long it may be.",
  ),
  note(
    415,
    "invalid_request",
    "unsupported_media_type",
    "The body has no media type, or not the one the message names.",
  ),
  note(
    429,
    "too_many_requests",
    "rate_limited",
    "The caller sent too many requests. Wait as many seconds as `Retry-After` says.",
  ),
  note(
    500,
    "internal",
    "internal_error",
    "The function failed. The operator finds the cause in the log under the request's id.",
  ),
  note(
    503,
    "unavailable",
    "index_unavailable",
    "Search is unavailable right now: the index is missing, damaged or from a different encoder. Try again after " +
      "`Retry-After` seconds. The operator finds the fix in the log and at `/healthz`.",
  ),
  note(
    503,
    "unavailable",
    "encoder_unavailable",
    "The query or draft can't be encoded right now, and words alone can't answer it: `mode` is `semantic`, or it is a draft. " +
      "Try again after `Retry-After` seconds. In other modes the response is by keywords, with `degraded: true`.",
  ),
];

function note(status: number, type: ErrorNote["type"], code: string, when: string): ErrorNote {
  return { section: errorSection(code), status, type, code, when };
}
