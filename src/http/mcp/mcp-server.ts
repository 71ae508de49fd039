// Answers one message of the Model Context Protocol with the official SDK. Each message gets its own server and
// transport, because nothing is kept between requests. What the tools do is in tools.ts.

import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import type { Searcher } from "../../index/searcher.ts";

import { VERSION } from "../../service/version.ts";
import type { DeclaredFields } from "../parameters/declared-fields.ts";
import { errorAnswer, needsOperator } from "../problems/problem.ts";
import { problemOf } from "../problems/problem-of.ts";
import { archiveTools, type Tool } from "./tools.ts";

export interface ToolDeps {
  readonly declared: DeclaredFields;
  /** The open index; rejects with an IndexUnavailable. */
  readonly searcher: () => Promise<Searcher>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Receives what clients must not see. */
  readonly log: (code: string, cause: unknown) => void;
}

const INSTRUCTIONS =
  "The archive of a publication. `search` finds articles by meaning and wording, `related` the coverage around an article, " +
  "`get_article` its stored fields. Cite articles by their url, else by their title and date. Bodies are not given whole: " +
  "an excerpt or, with `includePassages`, the passage that matched.";

/** `message` is the parsed body of `request`. */
export async function answerMessage(
  request: Request,
  message: Readonly<Record<string, unknown>>,
  deps: ToolDeps,
): Promise<Response> {
  const server = createToolServer(deps);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody: message });
  } finally {
    await server.close();
  }
}

function createToolServer(deps: ToolDeps): Server {
  const tools = archiveTools(deps.declared);
  const server = new Server(
    { name: "backstory", version: VERSION },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS, jsonSchemaValidator: NO_VALIDATOR },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ call: _, ...described }) => described),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool === undefined) {
      const names = tools.map(({ name }) => `\`${name}\``).join(", ");
      const sent = JSON.stringify(params.name.slice(0, TOOL_NAME_SHOWN_CHARS));
      throw new McpError(ErrorCode.InvalidParams, `There is no tool ${sent}; there are ${names}.`);
    }
    return callTool(tool, params.arguments ?? {}, deps);
  });
  return server;
}

const TOOL_NAME_SHOWN_CHARS = 80;

/**
 * The SDK's own validator compiles schemas to functions, which Workers forbid. Here the HTTP API's tables check
 * all arguments, and this server never requests anything from its client that would need validating.
 */
const NO_VALIDATOR = {
  getValidator: () => {
    throw new TypeError("jsonSchemaValidator: nothing is asked of the client");
  },
};

/** A problem the caller can fix is a result in the words of the HTTP API, so that a model can try again. */
async function callTool(
  tool: Tool,
  sent: Readonly<Record<string, unknown>>,
  { searcher, now, log }: ToolDeps,
): Promise<CallToolResult> {
  try {
    const { text, structured } = await tool.call(sent, searcher, now, log);
    return { content: [{ type: "text", text }], structuredContent: structured };
  } catch (error) {
    const problem = problemOf(error);
    if (needsOperator(problem)) log(problem.reason, error);
    return { content: [{ type: "text", text: errorAnswer(problem).message }], isError: true };
  }
}
