// @ts-check
// A small site with related articles below each article: {% related page.url %} in _includes/article.njk.

import { createRelated } from "./backstory.js";

/** The public address of the site: the function finds articles by it. */
const SITE = "https://news.example";

/** @param {{ addAsyncShortcode(name: string, shortcode: (path: string) => Promise<string>): void }} eleventyConfig */
export default function configure(eleventyConfig) {
  const related = createRelated({ url: process.env.BACKSTORY_URL, key: process.env.BACKSTORY_KEY });
  eleventyConfig.addAsyncShortcode("related", (path) => related(new URL(path, SITE).href));
  return { dir: { input: "site", output: "dist" } };
}
