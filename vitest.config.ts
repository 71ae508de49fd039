// The tests, as projects. `unit` needs nothing but the checkout: run it all day (`npm run test:unit`). `node` and `edge`
// need the built sample archive and share one running server; `npm test` runs all three. Tests on real models
// (`npm run test:models`) and on sites made from the recipes (`npm run test:recipes`) need more than `npm ci` installs.

import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

/** Folders of tests that need the sample archive's index, a running server, a browser or another process. */
const WITH_SAMPLE = ["contract", "relevance", "process", "browser"];

const named = process.argv.flatMap((argument, at, all) =>
  argument === "--project"
    ? (all[at + 1] ?? [])
    : argument.startsWith("--project=")
      ? argument.slice(10)
      : [],
);
const needsSample = named.length === 0 || named.some((project) => project !== "unit");

export default defineConfig({
  test: {
    globalSetup: needsSample
      ? ["tests/support/build-sample.ts", "tests/support/dev-server.ts", "tests/support/sample-server.ts"]
      : [],
    reporters: ["default", "./tests/support/slowest-tests.ts"],
    // Three even on two cores: a test spends much of its time waiting for a browser, workerd or a command.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // Hides the log lines of requests; failures are shown.
    onConsoleLog: (text) => !text.startsWith('{"level":"info","kind":"request"'),
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: [...WITH_SAMPLE, "edge", "models", "recipes"].map((folder) => `tests/${folder}/**`),
          // The files of a worker share its modules, which hold no state of a test.
          isolate: false,
          // Time limits catch what hangs: they are several times what a busy machine needs.
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "node",
          include: [`tests/{${WITH_SAMPLE.join()}}/**/*.test.ts`],
          isolate: false,
          provide: { sampleHost: "node" },
          testTimeout: 240_000,
          hookTimeout: 180_000,
          // A condition is waited for as long as a busy browser may need; vitest's own limit is one second.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        // The suite that every host has to pass, on Cloudflare's; `node` runs it on the Node server.
        test: {
          name: "cloudflare",
          include: ["tests/contract/endpoints/**/*.test.ts"],
          isolate: false,
          provide: { sampleHost: "cloudflare" },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "models",
          include: ["tests/models/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "recipes",
          include: ["tests/recipes/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "edge",
          include: ["tests/edge/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
