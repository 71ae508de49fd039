// The file's whole name is the address, its date included, which Eleventy would leave out.

export default {
  layout: "article.njk",
  tags: "articles",
  permalink: ({ page }) => `/articles/${page.inputPath.split("/").at(-1).replace(/\.md$/, "")}/`,
};
