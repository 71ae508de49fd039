// /mcp over the sample archive, with the official client: the tools, their schemas, and how they respond to a wrong
// call.

import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { beforeAll, describe, expect, it } from "vitest";
import { openProject } from "../../../scripts/files/project.ts";
import { localHandlerOptions } from "../../../scripts/serving/local-index.ts";
import { createHandler } from "../../../src/http/handler.ts";
import { VERSION } from "../../../src/service/version.ts";
import { connectMcp } from "../../support/mcp-client.ts";
import { sampleHandler, sampleService } from "../../support/sample-service.ts";

const service = sampleHandler();
const get = sampleService();
const ask = (request: Request) => service(request, () => undefined);

const VLADIVOSTOK = "2019-04-25-kim-putin-vladivostok-talks";
const FUTURE = "2029-04-13-apophis-set-to-skim-past-earth";
const MEMBERS = "2023-09-25-writers-guild-tentative-deal";

let client: Client;
beforeAll(async () => {
  client = await connectMcp(ask);
});

interface Called {
  readonly text: string;
  readonly isError: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: answers of several shapes; expectations narrow them.
  readonly structured: any;
}

async function call(name: string, sent: Record<string, unknown>): Promise<Called> {
  const result = await client.callTool({ name, arguments: sent });
  const content = result.content as { type: string; text: string }[];
  expect(content.map(({ type }) => type)).toEqual(["text"]);
  return {
    text: content[0]?.text ?? "",
    isError: result.isError === true,
    structured: result.structuredContent,
  };
}

const idsOf = (hits: readonly { id: string }[]) => hits.map(({ id }) => id);

describe("the server", () => {
  it("completes the handshake with the official client, without a session", () => {
    expect(client.getServerVersion()).toEqual({ name: "backstory", version: VERSION });
    expect(client.getServerCapabilities()).toEqual({ tools: {} });
    expect(client.getInstructions()).toContain("get_article");
    expect((client.transport as { sessionId?: string }).sessionId).toBeUndefined();
  });

  it("has three read-only tools, with schemas of their input and output", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search", "related", "get_article"]);
    for (const { inputSchema, outputSchema, annotations, description } of tools) {
      expect(description?.length).toBeGreaterThan(40);
      expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
      expect(outputSchema?.type).toBe("object");
      expect(annotations).toEqual({ readOnlyHint: true, openWorldHint: false });
    }
    const [search] = tools;
    // A filter can replace it.
    expect(search?.inputSchema).not.toHaveProperty("required");
    expect(search?.inputSchema.properties).toHaveProperty("section");
    expect(search?.inputSchema.properties).toMatchObject({
      q: { type: "string", description: "Text of up to 512 characters.", default: "" },
      limit: { type: "integer", minimum: 1, maximum: 50, default: 10 },
      mode: { enum: ["hybrid", "semantic", "keyword"], default: "hybrid" },
    });
    for (const { inputSchema } of tools) {
      for (const name of ["explain", "text"]) expect(inputSchema.properties).not.toHaveProperty(name);
    }
  });
});

describe("search", () => {
  it("returns the same as the HTTP API, and lines of text", async () => {
    const { structured, text, isError } = await call("search", { q: "Kim Putin Vladivostok", limit: 3 });
    expect(isError).toBe(false);
    const { body } = await get("/v1/search?q=Kim+Putin+Vladivostok&limit=3");
    expect(structured).toEqual(body);
    expect(text).toContain(body.hits[0].title);
    expect(text).toContain(`id ${body.hits[0].id}`);
    expect(text).toContain(body.hits[0].excerpt.text);
  });

  it("says that nothing was found", async () => {
    const { structured, text, isError } = await call("search", { q: "kubernetes ingress yaml syntax" });
    expect([structured.hits, isError]).toEqual([[], false]);
    expect(text).toBe('No articles found for "kubernetes ingress yaml syntax".');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["nothing", {}, "/v1/search"],
    ["a limit beyond", { q: "a", limit: 51 }, "/v1/search?q=a&limit=51"],
    ["an unknown mode", { q: "a", mode: "fuzzy" }, "/v1/search?q=a&mode=fuzzy"],
  ])("responds to %s with the HTTP API's message", async (_, sent, path) => {
    const { text, isError, structured } = await call("search", sent);
    expect([isError, structured]).toEqual([true, undefined]);
    const { message } = (await get(path)).body;
    // A number is a number here and text in a URL.
    expect(text.replaceAll('"', "")).toBe(message.replaceAll('"', ""));
  });

  it("names an unknown argument, and the ones that exist", async () => {
    const { text, isError } = await call("search", { q: "a", explain: true });
    expect(isError).toBe(true);
    expect(text).toContain('There is no parameter "explain" here. Accepted: `q`, `limit`');
  });

  it.each([5, ["a"], { a: 1 }, "x".repeat(513)])("refuses %j as a query", async (q) => {
    const { text, isError } = await call("search", { q });
    expect([isError, text]).toEqual([true, expect.stringContaining("must be text of up to 512")]);
  });

  it("accepts a filter instead of a query, and refuses a call that has neither", async () => {
    const { structured } = await call("search", { tag: ["diplomacy"], publishedAfter: "2019-01-01" });
    const { body } = await get("/v1/search?tag=diplomacy&publishedAfter=2019-01-01");
    expect(body.hits.length).toBeGreaterThan(0);
    expect(structured).toEqual(body);
    const { text, isError } = await call("search", { q: " " });
    expect([isError, text]).toEqual([true, expect.stringContaining("unless there is a filter")]);
  });
});

describe("related", () => {
  it("returns the same as the HTTP API", async () => {
    const { structured, text } = await call("related", { id: VLADIVOSTOK, limit: 4 });
    const { body } = await get(`/v1/articles/${VLADIVOSTOK}/related?limit=4`);
    expect(structured).toEqual(body);
    for (const { title } of body.hits) expect(text).toContain(title);
  });

  it("returns a timeline as two lists", async () => {
    const { structured, text } = await call("related", { id: VLADIVOSTOK, direction: "timeline" });
    const { body } = await get(`/v1/articles/${VLADIVOSTOK}/related?direction=timeline`);
    expect(idsOf(structured.before)).toEqual(idsOf(body.before));
    expect(idsOf(structured.after)).toEqual(idsOf(body.after));
    expect(text).toMatch(/^Before "[\s\S]*\n\nAfter "/);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["neither id nor url", {}, "`id` is missing"],
    ["both", { id: "a", url: "https://a.example/" }, "`id` and `url` can't be combined"],
    ["an unknown id", { id: "nobody" }, 'No published article has the id "nobody".'],
    ["an unknown url", { url: "https://a.example/" }, 'has the URL "https://a.example/"'],
    ["a future article", { id: FUTURE }, "No published article"],
    ["an invalid id", { id: "a/b" }, "`id` must be an article"],
    ["an invalid url", { url: "javascript:alert(1)" }, "must be an absolute http(s) URL"],
    ["a draft", { text: "x" }, 'There is no parameter "text"'],
  ])("responds to %s by saying what is accepted", async (_, sent, sentence) => {
    const { text, isError } = await call("related", sent);
    expect([isError, text]).toEqual([true, expect.stringContaining(sentence)]);
  });
});

describe("get_article", () => {
  it("returns the stored fields of one article", async () => {
    const { structured, text } = await call("get_article", { id: VLADIVOSTOK });
    expect(structured).toEqual((await get(`/v1/articles/${VLADIVOSTOK}`)).body);
    expect(text).toContain("2019-04-25");
  });

  it("returns only the summary of a members-only article", async () => {
    const { structured, text } = await call("get_article", { id: MEMBERS });
    expect(structured.access).toBe("members");
    expect(text).toContain("members only");
    expect(text).toContain(structured.summary);
  });

  it.each(["nobody", FUTURE])("does not find %s", async (id) => {
    const { text, isError } = await call("get_article", { id });
    expect([isError, text]).toEqual([true, `No published article has the id "${id}".`]);
  });
});

describe("an unknown tool", () => {
  it("is a protocol error that names the tools that exist", async () => {
    await expect(client.callTool({ name: "delete", arguments: {} })).rejects.toThrow(
      'There is no tool "delete"; there are `search`, `related`, `get_article`.',
    );
  });
});

/** A request from a client other than the official one. */
async function post(body: string, headers: Record<string, string> = {}, path = "/mcp") {
  return get(path, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      ...headers,
    },
  });
}

const PING = JSON.stringify({ jsonrpc: "2.0", id: 7, method: "ping" });

describe("the endpoint", () => {
  it("responds to a single request without a handshake, as JSON", async () => {
    const { status, headers, body } = await post(PING);
    expect([status, body]).toEqual([200, { jsonrpc: "2.0", id: 7, result: {} }]);
    expect(headers.get("Content-Type")).toContain("application/json");
    expect(headers.get("Mcp-Session-Id")).toBeNull();
    expect(headers.get("X-Request-Id")).not.toBeNull();
  });

  it("accepts a notification without responding to it", async () => {
    const { status } = await post(JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }));
    expect(status).toBe(202);
  });

  it.each(["GET", "DELETE", "PUT"])("refuses %s, since it has no sessions", async (method) => {
    const { status, headers, body } = await get("/mcp", { method });
    expect([status, headers.get("Allow"), body.code]).toEqual([405, "POST", "method_not_allowed"]);
  });

  it.each<[string, number, string, Record<string, string>, string]>([
    ["another media type", 415, PING, { "Content-Type": "text/plain" }, "unsupported_media_type"],
    ["a body that is not JSON", 400, "{", {}, "invalid_body"],
    ["a list of messages", 400, `[${PING}]`, {}, "invalid_body"],
    ["a body that is too large", 413, " ".repeat(300_000), {}, "payload_too_large"],
  ])("refuses %s as every other path does", async (_, status, body, headers, code) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each<[string, number, string, Record<string, string>]>([
    ["a client that does not accept JSON", 406, PING, { Accept: "text/html" }],
    ["a body that is not a message", 400, '{"a":1}', {}],
    ["an unknown version of the protocol", 400, PING, { "MCP-Protocol-Version": "1999-01-01" }],
  ])("refuses %s as the protocol prescribes", async (_, status, body, headers) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.body.jsonrpc]).toEqual([status, "2.0"]);
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts\b|\bat /);
  });

  it("refuses parameters in its URL", async () => {
    expect((await post(PING, {}, "/mcp?q=x")).body.code).toBe("unknown_parameter");
  });

  it("handles many requests at once, each with the right response", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, id) =>
        post(
          JSON.stringify({
            jsonrpc: "2.0",
            id,
            method: "tools/call",
            params: { name: "search", arguments: { q: "moon", limit: 1 + (id % 5) } },
          }),
        ),
      ),
    );
    for (const [id, { body }] of answers.entries()) {
      expect([body.id, body.result.structuredContent.limit]).toEqual([id, 1 + (id % 5)]);
    }
  });
});

describe("without an index", () => {
  it("a tool says so in a message for readers, and the handshake still works", async () => {
    const options = localHandlerOptions(openProject());
    const broken = createHandler({
      ...options,
      host: {
        ...options.host,
        source: (folder) => (folder === "model" ? { read: async () => null } : options.host.source(folder)),
      },
    });
    const quiet = console.error;
    console.error = () => undefined;
    try {
      const connected = await connectMcp((request) => broken(request, () => undefined));
      const { isError, content } = await connected.callTool({ name: "search", arguments: { q: "a" } });
      expect(isError).toBe(true);
      expect(content).toEqual([
        { type: "text", text: "Search is unavailable right now. Try again in a minute." },
      ]);
    } finally {
      console.error = quiet;
    }
  });
});
