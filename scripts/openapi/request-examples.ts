// One example request per operation, as a curl command. Hosts and ids are placeholders.

export interface RequestExample {
  /** Under the base path. */
  readonly path: string;
  readonly body?: object;
  readonly accept?: string;
}

/** By operationId. */
export const EXAMPLES: Readonly<Record<string, RequestExample>> = {
  search: { path: "/v1/search?q=summit&section=World&publishedAfter=2020-01-01&facets=year" },
  searchByBody: { path: "/v1/search", body: { q: "summit", section: ["World"], limit: 3 } },
  suggest: { path: "/v1/suggest?q=black+se" },
  listArticles: { path: "/v1/articles?limit=3&tag=science" },
  getArticle: { path: "/v1/articles/ID" },
  relatedToArticle: { path: "/v1/articles/ID/related?direction=timeline" },
  relatedToUrl: { path: "/v1/related?url=https%3A%2F%2Fnews.example%2Fworld%2Fsummit" },
  relatedToBody: {
    path: "/v1/related",
    body: { draft: { title: "Grain ships", text: "Odesa’s port reopens …" } },
  },
  sendEvent: { path: "/v1/events", body: { type: "click", articleId: "ID", position: 1, query: "summit" } },
  callTools: {
    path: "/mcp",
    body: { jsonrpc: "2.0", id: 1, method: "tools/list" },
    accept: "application/json, text/event-stream",
  },
  health: { path: "/healthz" },
  describe: { path: "/openapi.json" },
};

const HOST = "https://news.example";

/** `basePath` is `/`, or a path without a trailing slash. */
export function curlLine({ path, body, accept }: RequestExample, basePath: string): string {
  const address = `${HOST}${basePath === "/" ? "" : basePath}${path}`;
  const parts = [
    ...(accept === undefined ? [] : [`-H 'Accept: ${accept}'`]),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body)}'`]),
    `'${address}'`,
  ];
  return `curl ${parts.join(" \\\n  ")}`;
}
