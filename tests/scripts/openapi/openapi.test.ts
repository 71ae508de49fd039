// The description of the API: what is committed is what the schemas say, and it tells everything that a route takes.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describeApi } from "../../../scripts/openapi/document.ts";
import { ERROR_NOTES } from "../../../scripts/openapi/error-notes.ts";
import { NOTED_NAMES } from "../../../scripts/openapi/meanings.ts";
import { committedDocument, OPENAPI_FILE } from "../../../scripts/openapi/write-openapi.ts";
import { NO_FIELDS } from "../../../src/http/parameters/declared-fields.ts";
import {
  ARTICLES_PARAMETERS,
  DRAFT_FIELDS,
  EVENT_FIELDS,
  RELATED_BODY,
  RELATED_BY_URL_PARAMETERS,
  RELATED_PARAMETERS,
  SEARCH_PARAMETERS,
  SUGGEST_PARAMETERS,
} from "../../../src/http/parameters/parameters.ts";
import { errorSection } from "../../../src/http/problems/problem.ts";
import { memoryService } from "../../support/memory-service.ts";

const OPTIONS = { siteName: "The Test Gazette", basePath: "/", declared: NO_FIELDS, events: true };
const document = describeApi(OPTIONS);
const operation = (method: "get" | "post", path: string) => {
  const found = document.paths[path]?.[method];
  if (found === undefined) throw new Error(`${method} ${path} is not described`);
  return found;
};
const queryNames = (path: string) =>
  operation("get", path)
    .parameters.filter((parameter) => parameter.in === "query")
    .map(({ name }) => name);
const bodyNames = (path: string) =>
  Object.keys(operation("post", path).requestBody?.content["application/json"]?.schema.properties ?? {});

describe("docs/openapi.json", () => {
  it('is what "npm run openapi" writes', () => {
    expect(readFileSync(OPENAPI_FILE, "utf8")).toBe(committedDocument());
  });
});

describe("the description", () => {
  it("has every parameter of every table, and no other", () => {
    expect(queryNames("/v1/search")).toEqual(Object.keys(SEARCH_PARAMETERS));
    expect(queryNames("/v1/suggest")).toEqual(Object.keys(SUGGEST_PARAMETERS));
    expect(queryNames("/v1/articles")).toEqual(Object.keys(ARTICLES_PARAMETERS));
    expect(queryNames("/v1/articles/{id}")).toEqual([]);
    expect(queryNames("/v1/articles/{id}/related")).toEqual(Object.keys(RELATED_PARAMETERS));
    expect(queryNames("/v1/related")).toEqual(Object.keys(RELATED_BY_URL_PARAMETERS));
    expect(bodyNames("/v1/search")).toEqual(Object.keys(SEARCH_PARAMETERS));
    expect(bodyNames("/v1/related")).toEqual(Object.keys(RELATED_BODY));
    expect(bodyNames("/v1/events")).toEqual(Object.keys(EVENT_FIELDS));
  });

  it("says of each parameter what it is for, and notes none that there isn't", () => {
    const tables = [
      ...[SEARCH_PARAMETERS, RELATED_BY_URL_PARAMETERS, RELATED_BODY, EVENT_FIELDS],
      DRAFT_FIELDS,
    ];
    const names = new Set(tables.flatMap((table) => Object.keys(table)));
    expect(new Set(NOTED_NAMES)).toEqual(names);
  });

  it("tells bounds, choices, defaults and patterns of what a check alone knows", () => {
    const schema = (path: string, name: string) =>
      operation("get", path).parameters.find((parameter) => parameter.name === name)?.schema;
    expect(schema("/v1/search", "limit")).toMatchObject({
      type: "integer",
      minimum: 1,
      maximum: 50,
      default: 10,
    });
    expect(schema("/v1/search", "q")).toMatchObject({ type: "string", maxLength: 512 });
    expect(schema("/v1/suggest", "q")).toMatchObject({ minLength: 1, maxLength: 512, pattern: "\\S" });
    expect(schema("/v1/search", "facets")?.items?.enum).toEqual(["section", "tag", "author", "lang", "year"]);
    expect(schema("/v1/articles", "tag")).toMatchObject({
      maxItems: 100,
      items: { minLength: 1, maxLength: 200 },
    });
    expect(schema("/v1/related", "url")).toMatchObject({ maxLength: 2048, format: "uri" });
  });

  it("has the fields that an archive declares, as filters, facets and fields of a body", () => {
    const declared = { filterFields: ["region"], facetFields: ["desk"] };
    const { paths } = describeApi({ ...OPTIONS, declared });
    const parameters = paths["/v1/search"]?.get?.parameters ?? [];
    const schema = (name: string) => parameters.find((parameter) => parameter.name === name)?.schema;
    expect(schema("region")).toMatchObject({ type: "array", items: { type: "string" } });
    expect(schema("facets")?.items?.enum).toContain("desk");
    const body = paths["/v1/related"]?.post?.requestBody?.content["application/json"]?.schema;
    expect(body?.properties).toHaveProperty("region");
  });

  it("has events where they are accepted alone, and begins at the base path", () => {
    const { paths, servers, tags } = describeApi({ ...OPTIONS, basePath: "/_backstory", events: false });
    expect(paths).not.toHaveProperty("/v1/events");
    expect(tags.map(({ name }) => name)).not.toContain("Events");
    expect(servers).toEqual([{ url: "/_backstory" }]);
  });

  it("lists no code that the list of errors does not explain", () => {
    const codes = [
      ...JSON.stringify(document).matchAll(/"code":\{"type":"string","enum":\[([^\]]*)\]/g),
    ].flatMap(([, list = ""]) => JSON.parse(`[${list}]`) as string[]);
    expect(codes.length).toBeGreaterThan(100);
    const sections = new Set(ERROR_NOTES.map(({ section }) => section));
    expect(codes.filter((code) => !sections.has(errorSection(code)))).toEqual([]);
  });

  it("is of paths that the function serves", async () => {
    const { ask } = await memoryService({ http: { events: { enabled: true } } });
    for (const [path, methods] of Object.entries(document.paths)) {
      const { status, headers } = await ask(path.replace("{id}", "a"), { method: "DELETE" });
      expect([path, status]).toEqual([path, 405]);
      const allowed =
        headers
          .get("Allow")
          ?.split(", ")
          .filter((method) => method !== "HEAD") ?? [];
      expect(allowed.map((method) => method.toLowerCase()).sort()).toEqual(Object.keys(methods).sort());
    }
  });
});
