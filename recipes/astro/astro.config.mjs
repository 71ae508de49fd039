// A small site whose articles end with related ones: <Backstory /> in src/layouts/Article.astro.

import { defineConfig, envField } from "astro/config";

const ofTheServer = { context: "server", access: "secret", optional: true };

export default defineConfig({
  /** Where the site is public: by these addresses the function knows its articles. */
  site: "https://news.example",
  env: {
    schema: {
      BACKSTORY_URL: envField.string({ ...ofTheServer, url: true }),
      BACKSTORY_KEY: envField.string(ofTheServer),
    },
  },
});
