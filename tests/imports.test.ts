// The rooms of the project and the direction of its imports, read from the import lines.

import { globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const BUILD = [
  "scripts/build",
  "scripts/build/config",
  "scripts/build/fit",
  "scripts/build/pack",
  "scripts/build/prepare",
  "scripts/build/source",
  "scripts/build/source/article",
  "scripts/build/source/readers",
];
/** Rooms that every room of `scripts` may import, and that import none. */
const BASE = ["scripts/files", "scripts/statistics", "scripts/terminal"];

/**
 * Every room with the other rooms it may import. A file belongs to the room with the longest name that its path begins
 * with; one file is a room by itself. In addition, every room of `scripts` except BASE may import any room of `src` except
 * browser code.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  // Types alone, which browser code and the function share.
  "src/api-types.ts": [],
  "src/kernels": [],
  "src/wasm": [],
  "src/vector": ["src/wasm"],
  "src/lexical": [],
  "src/encoder/tokenizers": [],
  "src/encoder/file": ["src/encoder/tokenizers"],
  "src/encoder/bert": ["src/encoder/file", "src/wasm"],
  "src/encoder": ["src/encoder/bert", "src/encoder/file", "src/encoder/tokenizers", "src/wasm"],
  "src/text": ["src/encoder", "src/vector"],
  "src/index/snapshot": ["src/index", "src/lexical", "src/vector"],
  "src/index": ["src/encoder", "src/lexical", "src/vector"],
  "src/engine": ["src/encoder", "src/index", "src/lexical", "src/text", "src/vector"],
  "src/service": [
    "src/encoder",
    "src/encoder/file",
    "src/index",
    "src/index/snapshot",
    "src/vector",
    "src/wasm",
  ],
  "src/answers": ["src/api-types.ts", "src/engine", "src/index", "src/lexical", "src/text"],
  "src/http/problems": ["src/answers", "src/index", "src/service"],
  "src/http/parameters": ["src/answers", "src/engine", "src/http/problems", "src/index"],
  "src/http/context": ["src/http/parameters", "src/http/problems", "src/index", "src/service"],
  "src/http/middleware": [
    "src/http/context",
    "src/http/parameters",
    "src/http/problems",
    "src/index",
    "src/service",
  ],
  "src/http/mcp": [
    "src/api-types.ts",
    "src/answers",
    "src/engine",
    "src/http/context",
    "src/http/middleware",
    "src/http/parameters",
    "src/http/problems",
    "src/index",
    "src/service",
  ],
  "src/http/routes": [
    "src/api-types.ts",
    "src/answers",
    "src/engine",
    "src/http/context",
    "src/http/middleware",
    "src/http/parameters",
    "src/http/problems",
    "src/index",
    "src/service",
  ],
  "src/http": [
    "src/http/context",
    "src/http/mcp",
    "src/http/middleware",
    "src/http/parameters",
    "src/http/problems",
    "src/http/routes",
    "src/index",
    "src/service",
  ],
  "src/hosts/cloudflare": [
    "build/kernels",
    "src/encoder",
    "src/http",
    "src/http/middleware",
    "src/index",
    "src/service",
    "src/vector",
  ],
  "src/hosts/node": [
    "src/encoder",
    "src/http",
    "src/http/middleware",
    "src/index",
    "src/index/snapshot",
    "src/service",
    "src/vector",
    "src/wasm",
  ],
  "src/page": ["src/widget", "src/api-types.ts"],
  "src/widget": ["src/api-types.ts"],
  "scripts/terminal": [],
  "scripts/files": [],
  "scripts/statistics": [],
  "scripts/model": BASE,
  "scripts/build/source/readers": BASE,
  "scripts/build/config": [...BASE, "scripts/build/source/readers"],
  "scripts/build/source/article": ["scripts/build/config", "scripts/build/source/readers"],
  "scripts/build/source": [
    ...BASE,
    "scripts/build/config",
    "scripts/build/source/article",
    "scripts/build/source/readers",
  ],
  "scripts/build/prepare": [...BASE, "scripts/build/source/article", "scripts/model"],
  "scripts/build/fit": [...BASE, "scripts/build/prepare", "scripts/build/source/article"],
  "scripts/build/pack": [
    ...BASE,
    "scripts/build/fit",
    "scripts/build/prepare",
    "scripts/build/source",
    "scripts/build/source/article",
    "scripts/openapi",
  ],
  "scripts/build": [...BASE, ...BUILD, "scripts/model", "scripts/openapi"],
  "scripts/openapi": ["scripts/build/config"],
  "scripts/serving": [...BASE, ...BUILD],
  "scripts/eval": [...BASE, ...BUILD, "scripts/model", "scripts/serving"],
  "scripts/bench": [...BASE, ...BUILD, "build/kernels", "scripts/eval", "scripts/model", "scripts/serving"],
  "scripts/fuzz": [...BASE, ...BUILD, "scripts/openapi", "scripts/serving"],
  "scripts/cli": [...BASE, ...BUILD, "scripts/eval", "scripts/serving"],
  scripts: ["scripts/cli", "scripts/terminal"],
};

/**
 * Rooms with a door: only these of their files may be imported from outside, by the rooms that are named or, if none are,
 * by every room that may import the room itself.
 */
const DOORS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "src/lexical": {
    "keyword-index.ts": [],
    "completion-index.ts": [],
    "keyword-query.ts": [],
    "completion-key.ts": [],
    "analyser.ts": [],
    "folding.ts": [],
    "stemming.ts": [],
    "language-tags.ts": [],
    "term-dictionary.ts": ["src/index", "src/index/snapshot"],
    "string-table.ts": ["src/index", "src/index/snapshot", "scripts/build/pack"],
    "number-lists.ts": ["src/index", "src/index/snapshot", "scripts/build/pack"],
    "attached-index.ts": ["src/index/snapshot"],
    "attached-completions.ts": ["src/index/snapshot"],
    "field-counts.ts": ["scripts/build/fit", "scripts/build/pack"],
    "posting-writer.ts": ["scripts/build/pack"],
    "completion-starts.ts": ["scripts/build/pack"],
  },
};

/** The only packages that a room of the function may use. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "src/answers": ["zod"],
  "src/encoder": [],
  "src/encoder/bert": [],
  "src/encoder/file": ["zod"],
  "src/encoder/tokenizers": ["zod"],
  "src/engine": [],
  "src/hosts/cloudflare": [],
  "src/hosts/node": ["@hono/node-server", "node:fs", "node:http", "node:net", "node:path"],
  "src/http": ["hono"],
  "src/http/mcp": ["@modelcontextprotocol/sdk", "hono", "zod"],
  "src/http/middleware": ["hono"],
  "src/http/context": ["hono"],
  "src/http/parameters": ["zod"],
  "src/http/problems": [],
  "src/http/routes": ["hono", "zod"],
  "src/index": ["zod"],
  "src/index/snapshot": ["zod"],
  "src/kernels": [],
  "src/lexical": ["@orama/stemmers", "@orama/stopwords", "porter2"],
  "src/page": [],
  "src/service": ["hono", "zod"],
  "src/text": [],
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
  if (Object.hasOwn(MAY_IMPORT, path)) return path;
  let folder = path;
  while (folder.includes("/")) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    if (Object.hasOwn(MAY_IMPORT, folder)) return folder;
  }
  return dirname(path);
}

const files = ["src", "scripts"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
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
const inside = lines
  .filter(({ target }) => target.startsWith("."))
  .map(({ file, room, target }) => ({ file, room, to: fileAt(normalize(join(dirname(file), target))) }));

/** AssemblyScript imports files without their extension. */
function fileAt(path: string): string {
  return files.includes(`${path}.ts`) ? `${path}.ts` : path;
}

function mayImport(room: string, to: string): boolean {
  if (room === to || MAY_IMPORT[room]?.includes(to)) return true;
  const isBrowserCode = to === "src/page" || to === "src/widget";
  return room.startsWith("scripts") && !BASE.includes(room) && to.startsWith("src/") && !isBrowserCode;
}

/** A cycle of files that leads back to `start`, or null. */
function cycleFrom(start: string, imports: ReadonlyMap<string, readonly string[]>): string[] | null {
  const path: string[] = [];
  const seen = new Set<string>();
  const visit = (file: string): boolean => {
    path.push(file);
    for (const next of imports.get(file) ?? []) {
      if (next === start) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      if (visit(next)) return true;
    }
    path.pop();
    return false;
  };
  return visit(start) ? [...path, start] : null;
}

describe("imports", () => {
  it("are ruled in every room", () => {
    const ruled = Object.keys(MAY_IMPORT);
    expect(files.map(roomOf).filter((room) => !ruled.includes(room))).toEqual([]);
    expect(ruled.filter((room) => !files.some((file) => roomOf(file) === room))).toEqual([]);
  });

  it("point one way between the rooms", () => {
    const wrong = inside
      .filter(({ room, to }) => !mayImport(room, roomOf(to)))
      .map(({ file, to }) => `${file} -> ${to}`);
    expect(wrong).toEqual([]);
  });

  it("enter a room with a door through its door", () => {
    const wrong = inside.filter(({ room, to }) => {
      const home = roomOf(to);
      const door = DOORS[home];
      if (door === undefined || room === home) return false;
      const rooms = door[to.slice(home.length + 1)];
      return rooms === undefined || (rooms.length > 0 && !rooms.includes(room));
    });
    expect(wrong.map(({ file, to }) => `${file} -> ${to}`)).toEqual([]);
  });

  it("make no cycle of files", () => {
    const imports = new Map<string, string[]>();
    for (const { file, to } of inside) imports.set(file, [...(imports.get(file) ?? []), to]);
    const cycles = files.flatMap((file) => {
      const cycle = cycleFrom(file, imports);
      return cycle === null ? [] : [cycle.join(" -> ")];
    });
    expect(cycles).toEqual([]);
  });

  it("bring no Node module and no package of the build into the function or the page", () => {
    const wrong = lines.filter(({ room, target }) => {
      const packages = PACKAGES[room];
      if (packages === undefined || target.startsWith(".")) return false;
      return !packages.some((name) => target === name || target.startsWith(`${name}/`));
    });
    expect(wrong).toEqual([]);
  });

  it("of the shared types of the API are of types alone, and these types are no code", () => {
    const text = readFileSync("src/api-types.ts", "utf8");
    const statements = [...text.matchAll(/^(?!\/[/*])\S.*$/gm)].map(([line]) => line);
    const isType = /^(?:export )?(?:interface|type) |^[}|]/;
    expect(statements.filter((line) => !isType.test(line))).toEqual([]);
    const codeImports = files.filter((file) =>
      /^import (?!type\b)[^;]*?from "[^"]*\/api-types\.ts"/m.test(readFileSync(file, "utf8")),
    );
    expect(codeImports).toEqual([]);
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
