// The configuration: defaults, messages for mistakes, and the published JSON Schema.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateJsonSchema, SCHEMA_FILE } from "../../../../scripts/build/config/json-schema.ts";
import { ConfigError, loadConfig, parseConfig } from "../../../../scripts/build/config/load.ts";
import { configSchema } from "../../../../scripts/build/config/schema.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

function messageOf(config: unknown): string {
  try {
    parseConfig(typeof config === "string" ? config : JSON.stringify(config), "backstory.config.json");
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

describe("loadConfig", () => {
  it("uses all defaults if there is no file", async () => {
    const folder = await tempFolder();
    const loaded = await loadConfig({ cwd: folder });
    expect(loaded).toEqual({ config: configSchema.parse({}), path: null, root: folder });
    expect(loaded.config.limits.queryTokens).toBe(64);
  });

  it("reads globs relative to the file's folder and fills in defaults", async () => {
    const folder = await tempFolder({
      "sub/my.json": '\ufeff{ "site": { "timeZone": "Europe/Berlin" } }\r\n',
    });
    const { config, path, root } = await loadConfig({ cwd: folder, file: "sub/my.json" });
    expect(root).toBe(join(folder, "sub"));
    expect(path).toBe(join(folder, "sub/my.json"));
    expect(config.site).toEqual({ ...configSchema.parse({}).site, timeZone: "Europe/Berlin" });
  });

  it("says that a file named by the user is missing", async () => {
    const folder = await tempFolder();
    await expect(loadConfig({ cwd: folder, file: "no.json" })).rejects.toThrow(
      /no\.json: the file doesn't exist/,
    );
  });
});

describe("an invalid configuration", () => {
  it("isn't JSON: the error names file, line and column", () => {
    expect(messageOf('{\n  "site": {,}\n}')).toMatch(/^backstory\.config\.json: .*line 2, column 12.*","/);
  });

  it.each([
    [{ limits: { queryTokens: "many" } }, 'limits.queryTokens: found "many", expected a number'],
    [{ limits: { queryTokens: 1.5 } }, "limits.queryTokens: found 1.5, expected a whole number"],
    [{ limits: { queryTokens: 2 } }, "limits.queryTokens: found 2, expected 8 or more"],
    [{ content: "articles" }, 'content: found "articles", expected a list such as'],
    [{ site: { timeZone: "Mars/Olympus" } }, "site.timeZone: "],
    [{ site: { url: "ftp://a.example" } }, 'site.url: found "ftp://a.example"'],
    [
      { fieldMap: { headline: "heading" } },
      'fieldMap.headline: found "heading", expected one of "id", "title"',
    ],
    [{ fieldMap: { "title.": "title" } }, 'fieldMap.title.: found "title.", expected a field name or a path'],
    [
      { fieldMap: { "a..b": "title" } },
      'found "a..b", expected a field name or a path such as "title.rendered"',
    ],
    [{ site: { url: "https://a.example", urlPattern: "/{year}/{id}" } }, 'site.urlPattern: found "{year}"'],
    [{ rules: [{ tags: "paid", recommend: false }] }, 'rules.0.tags: found "paid", expected a list'],
    [{ rules: [{ recommend: false }] }, "rules.0: found {"],
    [
      { rules: [{ tags: ["paid"], recommend: true }] },
      "rules.0.recommend: found true, expected one of false",
    ],
    [{ detectLanguage: "yes" }, 'detectLanguage: found "yes", expected true or false'],
    [
      { rules: [{ tags: [""], recommend: false }] },
      'rules.0.tags.0: found "", expected 1 or more characters',
    ],
    [
      { customFields: { section: { filter: true } } },
      'customFields.section: found "filter" or "facet", but the API already has a parameter "section"',
    ],
    [{ customFields: { year: { facet: true } } }, 'customFields.year: found "filter" or "facet"'],
    [
      { cors: { origins: ["news.example"] } },
      'cors.origins.0: found "news.example", expected "*" or an origin',
    ],
    [{ cors: { origins: ["https://news.example/"] } }, "cors.origins.0"],
    [{ cors: { origins: ["https://news.example:443"] } }, "cors.origins.0"],
    [{ cors: { origins: ["HTTPS://news.example"] } }, "cors.origins.0"],
    [{ cors: { origins: "*" } }, "cors.origins"],
    [{ logs: { queries: "yes" } }, 'logs.queries: found "yes", expected true or false'],
    [{ page: "off" }, 'page: found "off", expected true or false'],
    [[], "the configuration: found [], expected an object"],
  ])("%j: the message names the field, what was found and what is expected", (config, message) => {
    expect(messageOf(config)).toContain(message);
  });

  it.each([
    [{ contents: [] }, 'unknown field "contents"; did you mean "content"?'],
    [{ limits: { querytoken: 9 } }, 'unknown field "limits.querytoken"; did you mean "limits.queryTokens"?'],
    [{ timeZone: "UTC" }, 'unknown field "timeZone"; did you mean "site.timeZone"?'],
    [
      { chunking: { zzzzzzzzzz: 1 } },
      'unknown field "chunking.zzzzzzzzzz"; the fields here are chunking.maxTokens',
    ],
    [{ canonicalParams: ["p"] }, 'unknown field "canonicalParams"; its name is now "identifyingParams"'],
    [{ extraFields: {} }, 'unknown field "extraFields"; its name is now "customFields"'],
    [
      { members: { bodyVectors: true } },
      'unknown field "members.bodyVectors"; its name is now "members.searchBody"',
    ],
    [
      { related: { never: { tags: ["ad"] } } },
      'unknown field "related"; its name is now "rules", a list such as',
    ],
    [
      { rules: [{ section: [], recommend: false }] },
      'unknown field "rules.0.section"; did you mean "rules.0.sections"?',
    ],
    [
      { customFields: { desk: { stores: true } } },
      'unknown field "customFields.desk.stores"; did you mean "customFields.desk.store"?',
    ],
  ])("%j: the message names the unknown field and the nearest known one", (config, message) => {
    expect(messageOf(config)).toContain(message);
  });

  it("may keep a field with the name of a parameter, as long as it is neither filter nor facet", () => {
    expect(parseConfig('{"customFields":{"section":{},"region":{"filter":true}}}', "x").customFields).toEqual(
      {
        section: { store: true, filter: false, facet: false },
        region: { store: true, filter: true, facet: false },
      },
    );
  });

  it("names every mistake at once", () => {
    expect(messageOf({ modell: "x", basePath: "x/" }).split("\n")).toHaveLength(2);
  });
});

describe("backstory.schema.json", () => {
  it("is what the schema generates (npx node scripts/build/config/json-schema.ts)", async () => {
    expect(JSON.parse(await readFile(SCHEMA_FILE, "utf8"))).toEqual(generateJsonSchema());
  });
});
