// Commands in the README and the guides are promises: each one is run by .ci/run or by a test named here.

import { globSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  "npm start": "tests/process/start.test.ts",
  "npm ci && npm start": "tests/process/start.test.ts after npm ci in .ci/run",
  "npm ci && npm test": ".ci/run, as two steps",
  "BACKSTORY_URL=http://127.0.0.1:8787 npm run build":
    "tests/recipes/static-sites.test.ts, after npm ci there",
  "npm install": "recipes/worker needs nothing but the wrangler of this project",
  "npx wrangler dev --var ORIGIN:https://news.example":
    "tests/process/recipe-worker.test.ts, with a server of its own",
  "npx wrangler secret put BACKSTORY_KEY": "needs an account",
  "npx wrangler deploy": "needs an account",
  "npm run deploy": "needs an account; all of it but the upload is npm run deploy -- --dry-run",
};

function documentedCommands(): string[] {
  const guides = readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  return ["README.md", "CONTRIBUTING.md", ...guides, ...globSync("recipes/*/README.md")].flatMap((file) => {
    const blocks = readFileSync(file, "utf8").matchAll(/^```sh\n(.*?)^```$/gms);
    return [...blocks].flatMap(([, block = ""]) =>
      block
        .split("\n")
        .map((line) => line.replace(/\s+#.*$/, "").trim())
        .filter((line) => line !== ""),
    );
  });
}

it("has every command of the README and the guides run by CI", () => {
  const script = readFileSync(".ci/run", "utf8")
    .split("\n")
    .map((line) => line.trim());
  const commands = documentedCommands();
  expect(commands.length).toBeGreaterThan(8);
  const missing = commands.filter(
    (command) => !script.some((line) => line.startsWith(command)) && RUN_ELSEWHERE[command] === undefined,
  );
  expect(missing).toEqual([]);
});
