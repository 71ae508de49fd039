// /mcp inside workerd, which does not allow code generation at run time: the handshake and a tool.

import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";

const worker = exports.default;

async function send(message: object): Promise<{ status: number; body: { result: Record<string, unknown> } }> {
  const response = await worker.fetch("https://backstory.test/mcp", {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...message }),
    headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
  });
  return { status: response.status, body: await response.json() };
}

it("completes the handshake, lists its tools and calls one", async () => {
  const params = {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "edge", version: "1" },
  };
  const hello = await send({ method: "initialize", params });
  expect(hello.status).toBe(200);
  expect(hello.body.result).toMatchObject({
    protocolVersion: "2025-06-18",
    serverInfo: { name: "backstory" },
  });
  const { result } = (await send({ method: "tools/list" })).body;
  expect(result.tools).toHaveLength(3);
  const called = await send({
    method: "tools/call",
    params: { name: "search", arguments: { q: "helicopter on another planet", limit: 1 } },
  });
  expect(called.body.result.isError).toBeUndefined();
  expect(called.body.result.structuredContent).toMatchObject({
    hits: [{ id: expect.stringContaining("mars") }],
  });
});
