// Commands in the README and the guides are promises: CI runs each of them, or a test named here does, and every script and
// option they mention exists.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { createProgram } from "../../scripts/cli/program.ts";
import { GUIDES, type Guide } from "./guides.ts";

const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  "npm start": "tests/process/start.test.ts",
  "npm ci && npm start": "tests/process/start.test.ts after npm ci in .ci/run",
  "npm ci && npm test": ".ci/run, as two steps",
  "npm run test:unit": "a part of npm test",
  "BACKSTORY_URL=http://127.0.0.1:8787 npm run build":
    "tests/recipes/static-sites.test.ts, after npm ci there",
  "npm install": "recipes/worker needs nothing but this project's wrangler",
  "npx wrangler dev --var ORIGIN:https://news.example":
    "tests/process/recipe-worker.test.ts, with its own server",
  "npx wrangler secret put BACKSTORY_KEY": "needs an account",
  "npx wrangler deploy": "needs an account",
  "npm run serve -- --host 0.0.0.0 --port 80 --trust-proxy 1":
    "needs port 80; tests/process/serve.test.ts runs it on another one",
  "docker build -t backstory .": "needs a container engine; docs/deployment.md says how it was tried",
  "docker run --rm -p 8787:8787 -e PRIVATE_KEYS=… backstory": "the same",
  "npm run deploy": "needs an account; npm run deploy -- --dry-run does everything except the upload",
};

/** Lines of the shell blocks, without comments. */
function commands({ text }: Guide): string[] {
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) =>
    block
      .split("\n")
      .map((line) => line.replace(/\s+#.*$/, "").trim())
      .filter((line) => line !== ""),
  );
}

it("has CI run every command of the README and the guides", () => {
  const script = readFileSync(".ci/run", "utf8")
    .split("\n")
    .map((line) => line.trim());
  const documented = GUIDES.flatMap(commands);
  expect(documented.length).toBeGreaterThan(30);
  const missing = documented.filter(
    (command) => !script.some((line) => line.startsWith(command)) && RUN_ELSEWHERE[command] === undefined,
  );
  expect(missing).toEqual([]);
});

// The changelog also names what is gone.
const CURRENT = GUIDES.filter(({ file }) => file !== "CHANGELOG.md");

it("names only scripts that package.json has", () => {
  const unknown = CURRENT.flatMap(({ file, text }) => {
    // Two recipes are projects with scripts of their own.
    const folder = /^recipes\/(?:astro|eleventy)\//.exec(file)?.[0] ?? "";
    const { scripts } = JSON.parse(readFileSync(`${folder}package.json`, "utf8")) as { scripts: object };
    const named = [...text.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
    return named.filter((name) => !Object.hasOwn(scripts, name)).map((name) => `${file}: ${name}`);
  });
  expect(unknown).toEqual([]);
});

/** Calls of the command line in code: the subcommand and what follows it. */
function calls(text: string): [command: string, rest: string][] {
  const found = text.matchAll(/\bbackstory (?:-- )?([a-z]+)\b([^`\n|]*)|\bnpm run (build) -- ([^`\n|]*)/g);
  return [...found].map(([, command, rest = "", build = "", more = ""]) => [
    command ?? build,
    `${rest} ${more}`,
  ]);
}

/** Code spans and shell blocks: prose may mention Backstory as well. */
function code(text: string): string {
  return [...text.matchAll(/^```sh\n(.*?)^```$|`([^`\n]+)`/gms)]
    .map(([, block, span]) => block ?? span ?? "")
    .join("\n");
}

it("names only commands and options that the command line has", () => {
  const program = createProgram(() => new AbortController().signal);
  const found = CURRENT.flatMap(({ file, text }) =>
    calls(code(text)).map((call) => [file, ...call] as const),
  );
  expect(found.length).toBeGreaterThan(15);
  const unknown = found.flatMap(([file, name, rest]) => {
    const command = program.commands.find((each) => each.name() === name);
    if (command === undefined) return [`${file}: ${name}`];
    const options = new Set(command.options.map(({ long }) => long));
    const named = rest.replace(/\s#.*$/, "").match(/--[a-z-]+/g) ?? [];
    return named.filter((option) => !options.has(option)).map((option) => `${file}: ${name} ${option}`);
  });
  expect(unknown).toEqual([]);
});
