// A client that disconnects in the middle of a body: the request is refused like any other body that is not JSON, and
// the log does not report a defect.

import { describe, expect, it } from "vitest";
import { memoryService } from "../support/memory-service.ts";

/** The beginning of a body, and then an end of the connection. */
function cut(headers: Readonly<Record<string, string>>): RequestInit & { duplex: "half" } {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"text": "Vol')),
    pull: (controller) => controller.error(new Error("Network connection lost.")),
  });
  return {
    method: "POST",
    body,
    duplex: "half",
    headers: { "Content-Type": "application/json", ...headers },
  };
}

describe.each([
  "/v1/related",
  "/v1/search",
  "/v1/events",
  "/mcp",
])("a body sent to %s that is cut short", (path) => {
  it.each([
    ["of a length that was named", { "Content-Length": "1000" }],
    ["of no named length", {}],
  ])("returns 400 %s and logs no error", async (_, headers) => {
    const { ask, lines } = await memoryService({ http: { events: { enabled: true } } });
    const { status, body } = await ask(path, cut(headers));
    expect([status, body.code]).toEqual([400, "invalid_body"]);
    expect(body.message).toBe("The body is incomplete; it must be a JSON object.");
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});
