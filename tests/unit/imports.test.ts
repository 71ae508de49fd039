// The rooms of the project and which way its imports point, read from the import lines themselves.

import { globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** A room may import itself and the rooms named here. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "src/kernels": [],
  "src/wasm": [],
  "src/snapshot": [],
  "src/vector": ["src/snapshot", "src/wasm"],
  "src/lexical": ["src/snapshot"],
  "src/encoder": ["src/snapshot", "src/wasm"],
  "src/search": ["src/encoder", "src/lexical", "src/snapshot", "src/vector", "src/wasm"],
  "src/routes": ["src/lexical", "src/search", "src/snapshot"],
  "src/mcp": ["src/routes", "src/search", "src/snapshot"],
  "src/middleware": ["src/routes", "src/snapshot"],
  // The kernels, compiled.
  src: [
    "build/kernels",
    "src/encoder",
    "src/mcp",
    "src/middleware",
    "src/routes",
    "src/search",
    "src/snapshot",
    "src/vector",
  ],
  // Types alone: the page loads the bundle that every site loads.
  "src/page": ["src/widget"],
  "src/widget": [],
  scripts: [
    "build/kernels",
    "src",
    "src/encoder",
    "src/lexical",
    "src/middleware",
    "src/routes",
    "src/search",
    "src/snapshot",
    "src/vector",
    "src/wasm",
  ],
};

/** Packages that a room of the function may use; what is not named here is not for it. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  src: ["hono"],
  "src/encoder": ["zod"],
  "src/kernels": [],
  "src/lexical": ["@orama/stemmers", "@orama/stopwords", "porter2"],
  "src/mcp": ["@modelcontextprotocol/sdk", "hono", "zod"],
  "src/middleware": ["hono"],
  "src/page": [],
  "src/routes": ["hono", "zod"],
  "src/search": [],
  "src/snapshot": ["zod"],
  "src/vector": [],
  "src/wasm": [],
  "src/widget": [],
};

interface ImportLine {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

function roomOf(path: string): string {
  if (path.startsWith("scripts/")) return "scripts";
  return path.split("/").slice(0, -1).slice(0, 2).join("/");
}

const files = ["src", "scripts"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name)),
);

function importLines(): ImportLine[] {
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const imports = text.matchAll(
      /^(?:import|export)\b[^;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm,
    );
    return [...imports].map((match) => ({
      file,
      room: roomOf(file),
      target: match[1] ?? match[2] ?? match[3] ?? "",
    }));
  });
}

const lines = importLines();

describe("imports", () => {
  it("are ruled in every room", () => {
    expect(new Set(files.map(roomOf))).toEqual(new Set(Object.keys(MAY_IMPORT)));
  });

  it("point one way between the rooms", () => {
    const wrong = lines
      .filter(({ target }) => target.startsWith("."))
      .map((line) => ({ ...line, to: roomOf(normalize(join(dirname(line.file), line.target))) }))
      .filter(({ room, to }) => room !== to && !MAY_IMPORT[room]?.includes(to));
    expect(wrong).toEqual([]);
  });

  it("bring no Node module and no package of the build into the function or the page", () => {
    const wrong = lines.filter(({ room, target }) => {
      const packages = PACKAGES[room];
      if (packages === undefined || target.startsWith(".")) return false;
      return !packages.some((name) => target === name || target.startsWith(`${name}/`));
    });
    expect(wrong).toEqual([]);
  });

  it("keep recipes to themselves: what a site copies is all it needs", () => {
    const recipes = globSync("recipes/*/**/*.{ts,js,mjs,astro}", {
      exclude: (path) => /(?:^|\/)(?:node_modules|dist|\.astro|\.wrangler)(?:\/|$)/.test(path),
    });
    expect(recipes.length).toBeGreaterThan(8);
    const outside = recipes.flatMap((file) => {
      const folder = file.split("/").slice(0, 2).join("/");
      const targets = [...readFileSync(file, "utf8").matchAll(/\bfrom "(\.[^"]*)"/g)];
      return targets
        .map(([, target = ""]) => normalize(join(dirname(file), target)))
        .filter((target) => !target.startsWith(`${folder}/`));
    });
    expect(outside).toEqual([]);
  });
});
