// The official client of the Model Context Protocol, connected to a service without a port.

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

type Ask = (request: Request) => Promise<Response>;

/** The client has shaken hands and knows the tools, so that it checks every answer against its tool's schema. */
export async function connectMcp(ask: Ask, path = "/mcp"): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(path, "http://backstory.test"), {
    fetch: (url, init) => ask(new Request(url, init)),
  });
  // The class has `sessionId: string | undefined` where the interface has an optional one.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  await client.listTools();
  return client;
}
