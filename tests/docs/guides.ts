// The project's documentation as the tests read it: every guide, without the articles of the sample and the recipes.

import { globSync, readFileSync } from "node:fs";

export interface Guide {
  /** Path from the project's root. */
  readonly file: string;
  readonly text: string;
}

export const GUIDES: readonly Guide[] = [
  ...globSync("*.md"),
  ...globSync("docs/**/*.md"),
  ...globSync("recipes/README.md"),
  ...globSync("recipes/*/README.md"),
  ...globSync("models/*/README.md"),
  "index/README.md",
]
  .toSorted()
  .map((file) => ({ file, text: readFileSync(file, "utf8") }));
