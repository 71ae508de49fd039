// Checks the tables of docs/widget.md against the widgets' code: attributes, members, events, parts, classes, variables,
// template names and texts must all be there, and nothing else.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FETCHED_LANGUAGES } from "../../src/http/routes/widget.ts";
import { RELATED_STRINGS } from "../../src/widget/related-strings.ts";
import { SEARCH_STRINGS } from "../../src/widget/search-strings.ts";

const FOLDER = "src/widget";
const guide = readFileSync("docs/widget.md", "utf8");
const sources = new Map(
  readdirSync(FOLDER)
    .filter((name) => /\.(ts|css)$/.test(name))
    .map((name) => [name, readFileSync(join(FOLDER, name), "utf8")]),
);
const code = [...sources]
  .filter(([name]) => name.endsWith(".ts"))
  .map(([, text]) => text)
  .join("\n");
const styles = [...sources]
  .filter(([name]) => name.endsWith(".css"))
  .map(([, text]) => text)
  .join("\n");

/** The cells of the table whose first column has this title, after `heading` if several tables do. */
function rows(column: string, heading = ""): string[][] {
  const from = heading === "" ? 0 : guide.indexOf(`\n${heading}\n`);
  const start = guide.indexOf(`\n| ${column} |`, from);
  if (from < 0 || start < 0) throw new Error(`docs/widget.md has no table of "${column}" ${heading}`);
  const [table = ""] = /(?:^\|.*\n)+/m.exec(guide.slice(start)) ?? [];
  const lines = table.trim().split("\n").slice(2);
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The names in backticks in the first column. */
function names(column: string, heading?: string): string[] {
  return rows(column, heading).flatMap(([cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

function found(text: string, pattern: RegExp): string[] {
  const all = [...text.matchAll(pattern)].flatMap(([, ...groups]) =>
    groups.filter((group) => group !== undefined),
  );
  return [...new Set(all.flatMap((group) => group.split(/\s+/)).filter((name) => name !== ""))];
}

const sorted = (some: Iterable<string>): string[] => [...new Set(some)].toSorted();

describe("docs/widget.md", () => {
  it.each([
    ["search-element.ts", "### Search box"],
    ["related-element.ts", "### Related list"],
  ])("has every attribute that %s reads", (file, heading) => {
    const own = ["backstory-element.ts", file, ...(file === "search-element.ts" ? ["shortcut.ts"] : [])];
    const text = own.map((name) => sources.get(name)).join("\n");
    const read = found(text, /(?:getAttribute|hasAttribute)\(\s*"([^"]+)"|observedAttributes =\s*"([^"]+)"/g);
    const styled = file === "search-element.ts" ? found(styles, /:host\(\[(\w+)=/g) : [];
    const told = [...names("Attribute", "### Both elements"), ...names("Attribute", heading)];
    expect(sorted(told)).toEqual(sorted([...read, ...styled]));
    expect(new Set(told).size).toBe(told.length);
  });

  it("has every property and method", () => {
    const members = ["backstory-element.ts", "search-element.ts", "related-element.ts"].flatMap((file) =>
      found(sources.get(file) ?? "", /^ {2}(?:declare (\w+):|get (\w+)\(|(\w+)\([^)]*\): void \{)/gm),
    );
    const callbacks = /^(?:dis)?connectedCallback$|^attributeChangedCallback$/;
    const told = names("Name", "## Properties and methods").map((name) => name.replace("()", ""));
    expect(sorted(told)).toEqual(sorted(members.filter((name) => !callbacks.test(name))));
  });

  it("has every event", () => {
    const told = found(code, /this\.dispatch\((?:"(\w+)"|\w+ \? "(\w+)" : "(\w+)")/g);
    const made = found(code, /new CustomEvent\("([\w-]+)"/g);
    expect(sorted(names("Event"))).toEqual(sorted([...told, ...made]));
  });

  it("has every part", () => {
    const parts = found(code, /\bpart: "([^"]+)"|\bnotice\(\s*"(\w+)"/g);
    expect(parts.length).toBeGreaterThan(20);
    expect(sorted(names("Part"))).toEqual(sorted(parts));
    expect(sorted(parts)).toEqual(expect.arrayContaining(found(styles, /\[part="([^"]+)"\]/g)));
  });

  it("has every class", () => {
    const layouts = rows("Attribute", "### Related list").find(([name]) => name === "`layout`")?.[1] ?? "";
    const classes = [
      "backstory",
      ...found(code, /class: "(backstory-\w+)"/g),
      ...found(layouts, /`(\w+)`/g).map((layout) => `backstory-${layout}`),
    ];
    expect(sorted(names("Class"))).toEqual(sorted(classes));
    expect(sorted(classes)).toEqual(expect.arrayContaining(found(styles, /\.(backstory[\w-]*)/g)));
  });

  it("has every variable, with the elements that read it", () => {
    expect(sorted(names("Variable"))).toEqual(sorted(found(styles, /(--backstory-[\w-]+)/g)));
    for (const [cell = "", of = ""] of rows("Variable")) {
      for (const [, name = ""] of cell.matchAll(/`([^`]+)`/g)) {
        const isIn = (file: string) => sources.get(file)?.includes(`${name},`) === true;
        const readers = [isIn("search.css") && "search", isIn("related.css") && "related"].filter(Boolean);
        expect(readers.length === 2 ? "both" : readers[0], name).toBe(of);
      }
    }
  });

  it("has every template name", () => {
    const filled = found(
      sources.get("related-template.ts") ?? "",
      /what === "(\w+)"|\[data-backstory~=(\w+)\]|"(title|summary|section|author|date)"/g,
    );
    expect(sorted(names("`data-backstory`"))).toEqual(sorted(filled));
  });

  it("has every text, in English", () => {
    const words = { ...RELATED_STRINGS.en, ...SEARCH_STRINGS.en };
    const told = Object.fromEntries(
      rows("Name", "## Texts").map(([name = "", text = ""]) => [name.slice(1, -1), text]),
    );
    expect(told).toEqual(words);
  });

  it("names the languages whose texts are loaded on demand", () => {
    const [, cell = ""] = /^\| `\/strings-(.*?)\|/m.exec(guide) ?? [];
    expect(sorted(cell.match(/\b[a-z]{2}\b/g) ?? [])).toEqual(sorted(FETCHED_LANGUAGES));
  });
});
