// The lines of `wrangler dev` that `npm start` shows: one for each request.

import { expect, it } from "vitest";
import { shownLine } from "../../../scripts/serving/wrangler-lines.ts";

const request = { level: "info", kind: "request", method: "GET", route: "/v1/search", status: 200 };

it("shows one short line for a request", () => {
  const lines = [
    JSON.stringify(request),
    "[wrangler:info] GET /v1/search?q=suez%20canal 200 OK (12ms)",
    "\u001b[2m[wrangler:info]\u001b[22m \u001b[1mGET /healthz 503 Service Unavailable\u001b[22m \u001b[90m(3ms)\u001b[39m",
    JSON.stringify({ ...request, level: "error", status: 503 }),
  ];
  expect(lines.map(shownLine)).toEqual([
    null,
    "GET /v1/search?q=suez%20canal 200 OK (12ms)",
    "GET /healthz 503 Service Unavailable (3ms)",
    null,
  ]);
});

it.each([
  "[wrangler:info] Ready on http://127.0.0.1:8787",
  '{"level":"error","kind":"problem","code":"index_unavailable"}',
  '{"level":"info","kind":"event","type":"click"}',
  "{not json",
  "",
])("leaves every other line as it is: %j", (line) => {
  expect(shownLine(line)).toBe(line);
});
