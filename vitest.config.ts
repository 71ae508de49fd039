// What tests there are, as projects. `unit` needs nothing but the checkout and is what one runs all day
// (`npm run test:unit`); `node` and `edge` share a built sample archive and one running server, and with `unit` are
// `npm test`. Tests on real models (`npm run test:models`) and on sites made from the recipes (`npm run test:recipes`)
// need more than `npm ci` installs.

import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

/** Tests that need the sample archive's index, a running server, a browser or another process. */
const WITH_SAMPLE = ["contract", "relevance", "process", "browser"];

const needsSample = process.argv.every((argument) => argument !== "unit");

export default defineConfig({
  test: {
    globalSetup: needsSample ? ["tests/support/build-sample.ts", "tests/support/dev-server.ts"] : [],
    // On two cores as well, since much of a test's time is waiting: for a browser, for workerd, for a command.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // The function's line for each request; failures are shown.
    onConsoleLog: (text) => !text.startsWith('{"level":"info","kind":"request"'),
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: [...WITH_SAMPLE, "edge", "models", "recipes"].map((folder) => `tests/${folder}/**`),
          // Files share the modules of their worker, which hold no state of a test.
          isolate: false,
          // Time limits are there for what hangs: they are several times what a busy machine needs.
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "node",
          include: [`tests/{${WITH_SAMPLE.join()}}/**/*.test.ts`],
          isolate: false,
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
