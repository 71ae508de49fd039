// Everything that runs in Node, and the function's own tests inside workerd; `npm test` leaves out what needs more than
// is installed: tests on real models (`npm run test:models`) and on sites of recipes (`npm run test:recipes`).

import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

process.env.WRANGLER_SEND_METRICS = "false";
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";

export default defineConfig({
  test: {
    globalSetup: ["tests/support/build-sample.ts"],
    // The function's line for each request; failures are shown.
    onConsoleLog: (text) => !text.startsWith('{"level":"info","kind":"request"'),
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/{unit,contract,relevance,process,browser}/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "models",
          include: ["tests/models/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
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
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
