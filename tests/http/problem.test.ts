// The error message for each thing that can be wrong with a request.

import { describe, expect, it } from "vitest";
import { errorAnswer, helpFor, type Problem, RETRY_AFTER_SECONDS } from "../../src/http/problems/problem.ts";

const PROBLEMS: readonly (readonly [Problem, number, string, string])[] = [
  [
    { reason: "invalid_parameter", name: "limit", sent: "99", accepted: "a whole number from 1 to 50" },
    400,
    "invalid_limit",
    '`limit` must be a whole number from 1 to 50, not "99".',
  ],
  [
    { reason: "invalid_parameter", name: "publishedAfter", sent: "x", accepted: "a date" },
    400,
    "invalid_published_after",
    '`publishedAfter` must be a date, not "x".',
  ],
  [
    { reason: "invalid_parameter", name: "limit", sent: true, accepted: "a number" },
    400,
    "invalid_limit",
    "`limit` must be a number, not true.",
  ],
  [
    { reason: "invalid_parameter", name: "ids", sent: ["a", "b"], accepted: "one" },
    400,
    "invalid_ids",
    "`ids` must be one, not a list of 2.",
  ],
  [
    { reason: "invalid_parameter", name: "text", sent: { a: 1 }, accepted: "text" },
    400,
    "invalid_text",
    "`text` must be text, not an object.",
  ],
  [
    { reason: "conflicting_parameters", name: "text", other: "ids" },
    400,
    "invalid_text",
    "`text` and `ids` can't be combined; send one of them.",
  ],
  [
    { reason: "misplaced_parameter", name: "limit" },
    400,
    "unknown_parameter",
    '"limit" can\'t be in the URL of a POST; send it as a field of the JSON body.',
  ],
  [
    { reason: "unauthorized", sent: "no key" },
    401,
    "unauthorized",
    'A key is required; send one as "Authorization: Bearer KEY" or "?key=KEY".',
  ],
  [
    { reason: "unauthorized", sent: "another key" },
    401,
    "unauthorized",
    'The key is not valid; send one as "Authorization: Bearer KEY" or "?key=KEY".',
  ],
  [
    { reason: "forbidden", what: "a draft" },
    403,
    "forbidden",
    "A public key was sent, but a draft requires a private one.",
  ],
  [
    { reason: "rate_limited", retryAfterSeconds: 60 },
    429,
    "rate_limited",
    "Too many requests. Try again in 60 seconds.",
  ],
  [
    { reason: "misplaced_field", name: "articleId", type: "no_results" },
    400,
    "invalid_article_id",
    "An event of type `no_results` has no field `articleId`.",
  ],
  [
    { reason: "invalid_body", found: "not JSON" },
    400,
    "invalid_body",
    "The body is not JSON; it must be a JSON object.",
  ],
  [
    { reason: "payload_too_large", found: "The body is too large", accepted: "10 bytes" },
    413,
    "payload_too_large",
    "The body is too large; the limit is 10 bytes.",
  ],
  [
    { reason: "unsupported_media_type", sent: "text/plain", accepted: '"Content-Type: application/json"' },
    415,
    "unsupported_media_type",
    'The body has the media type "text/plain"; send "Content-Type: application/json".',
  ],
  [
    { reason: "unsupported_media_type", sent: null, accepted: '"Content-Type: application/json"' },
    415,
    "unsupported_media_type",
    'The body has no media type; send "Content-Type: application/json".',
  ],
  [
    { reason: "repeated_parameter", name: "q", times: 3 },
    400,
    "invalid_q",
    "`q` was sent 3 times; send it once.",
  ],
  [
    { reason: "missing_parameter", name: "q", accepted: "text" },
    400,
    "missing_q",
    "`q` is missing; it must be text.",
  ],
  [
    { reason: "unknown_parameter", name: 'a"b', known: ["q", "limit"] },
    400,
    "unknown_parameter",
    'There is no parameter "a\\"b" here. Accepted: `q`, `limit`.',
  ],
  [
    { reason: "unknown_parameter", name: "x", known: [] },
    400,
    "unknown_parameter",
    'There is no parameter "x" here. None are accepted.',
  ],
  [
    { reason: "article_not_found", by: "id", sent: "a" },
    404,
    "article_not_found",
    'No published article has the id "a".',
  ],
  [
    { reason: "article_not_found", by: "url", sent: "https://a.example/" },
    404,
    "article_not_found",
    'No published article has the URL "https://a.example/".',
  ],
  [{ reason: "route_not_found", path: "/x" }, 404, "route_not_found", 'Nothing is served at "/x".'],
  [
    { reason: "method_not_allowed", method: "PUT", allowed: ["GET", "HEAD"] },
    405,
    "method_not_allowed",
    '"PUT" is not allowed here; use GET, HEAD.',
  ],
  [{ reason: "index_unavailable", detail: "Run it." }, 503, "index_unavailable", "Run it."],
];

describe("helpFor", () => {
  it.each([
    ["invalid_published_after", "invalid_parameter"],
    ["missing_q", "missing_parameter"],
    ["invalid_body", "invalid_body"],
    ["rate_limited", "rate_limited"],
  ])("links %s to the section %s of the reference, under the base path", (code, section) => {
    expect(helpFor(code, "/")).toBe(`/docs#${section}`);
    expect(helpFor(code, "/_backstory")).toBe(`/_backstory/docs#${section}`);
  });
});

describe("errorAnswer", () => {
  it.each(PROBLEMS)("turns %o into %i %s", (problem, status, code, message) => {
    expect(errorAnswer(problem)).toMatchObject({ status, code, message });
  });

  it("says nothing about an internal error except what to do", () => {
    const { status, code, message } = errorAnswer({ reason: "internal" });
    expect([status, code]).toEqual([500, "internal_error"]);
    expect(message).toContain("request id");
  });

  it("says when to try again, and which methods are accepted", () => {
    expect(errorAnswer({ reason: "index_unavailable", detail: "" }).headers).toEqual({
      "Retry-After": String(RETRY_AFTER_SECONDS),
    });
    const refused = errorAnswer({ reason: "method_not_allowed", method: "PUT", allowed: ["GET", "HEAD"] });
    expect(refused.headers).toEqual({ Allow: "GET, HEAD" });
  });

  it("quotes at most 80 characters of the request, without splitting any", () => {
    const { message } = errorAnswer({ reason: "route_not_found", path: "😀".repeat(500) });
    expect(message).toBe(`Nothing is served at "${"😀".repeat(80)}…".`);
  });
});
