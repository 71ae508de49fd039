// Links in the README and the guides: every relative one leads to a file, every anchor to a heading or an element's id. Paths
// of source files in code spans exist as well.

import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { GUIDES } from "./guides.ts";

/** Targets of links and images outside code blocks. */
function targets(text: string): string[] {
  const prose = text.replace(/^```.*?^```$/gms, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** Anchors as GitHub makes them: in lower case, without punctuation, hyphens for spaces, numbered if repeated. */
function anchors(text: string): Set<string> {
  const found = new Set([...text.matchAll(/\bid="([^"]+)"/g)].map(([, id = ""]) => id));
  const headings = text.replace(/^```.*?^```$/gms, "").matchAll(/^#{1,6} (.+)$/gm);
  for (const [, heading = ""] of headings) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const plain = words.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
    let anchor = plain;
    for (let count = 1; found.has(anchor); count += 1) anchor = `${plain}-${count}`;
    found.add(anchor);
  }
  return found;
}

it("has no broken link in any guide", () => {
  const broken = GUIDES.flatMap(({ file, text }) =>
    targets(text)
      .filter((target) => !/^[a-z]+:/.test(target) && !isThere(file, target))
      .map((target) => `${file}: ${target}`),
  );
  expect(GUIDES.flatMap(({ text }) => targets(text)).length).toBeGreaterThan(60);
  expect(broken).toEqual([]);
});

function isThere(file: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const linked = path === "" ? file : normalize(join(dirname(file), path));
  if (!existsSync(linked)) return false;
  return anchor === undefined || anchors(readFileSync(linked, "utf8")).has(anchor);
}

it("names only files and folders that exist", () => {
  const named = GUIDES.flatMap(({ file, text }) =>
    [...text.matchAll(/`((?:src|scripts|tests|docs|recipes)\/[\w./*-]+)`/g)].map(
      ([, path = ""]) => [file, path] as const,
    ),
  );
  expect(named.length).toBeGreaterThan(40);
  // Recipes name files by their path inside the recipe.
  const missing = named.filter(([file, path]) =>
    [path, join(dirname(file), path)].every((each) => globSync(each).length === 0),
  );
  expect(missing).toEqual([]);
});
