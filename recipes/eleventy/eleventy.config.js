// @ts-check
// A small site whose articles end with related ones: {% related page.url %} in _includes/article.njk.

import { createRelated } from "./backstory.js";

/** Where the site is public: by these addresses the function knows its articles. */
const SITE = "https://news.example";

/** @param {{ addAsyncShortcode(name: string, shortcode: (path: string) => Promise<string>): void }} eleventyConfig */
export default function configure(eleventyConfig) {
  const related = createRelated({ url: process.env.BACKSTORY_URL, key: process.env.BACKSTORY_KEY });
  eleventyConfig.addAsyncShortcode("related", (path) => related(new URL(path, SITE).href));
  return { dir: { input: "site", output: "dist" } };
}
