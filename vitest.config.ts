// Everything that runs in Node, and the function's own tests inside workerd; `npm test` leaves out what needs more than
// is installed: tests on real models (`npm run test:models`) and on sites of recipes (`npm run test:recipes`).

import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

export default defineConfig({
  test: {
    globalSetup: ["tests/support/build-sample.ts", "tests/support/dev-server.ts"],
    // On two cores as well, since much of a test's time is waiting: for a browser, for workerd, for a command.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // The function's line for each request; failures are shown.
    onConsoleLog: (text) => !text.startsWith('{"level":"info","kind":"request"'),
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/{unit,contract,relevance,process,browser}/**/*.test.ts"],
          // Files share the modules of their worker, which hold no state of a test: a minute less to load them.
          isolate: false,
          // Time limits are there for what hangs: they are several times what a busy machine needs.
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
