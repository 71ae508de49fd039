// The language that an article gets: named, detected, or the site's.

import { describe, expect, it } from "vitest";
import { configSchema } from "../../../../scripts/build/config/schema.ts";
import { createLanguageNamer } from "../../../../scripts/build/source/article-language.ts";
import { makeArticle } from "../../../support/articles.ts";
import { NEWS_PARAGRAPHS } from "../../../support/news-paragraphs.ts";

type Input = Parameters<typeof configSchema.parse>[0];

async function name(fields: Parameters<typeof makeArticle>[0], config: Input = {}) {
  const parsed = configSchema.parse(config);
  const namer = await createLanguageNamer(parsed);
  const site = parsed.site.language.toLowerCase();
  const { article, contradictedBy } = namer(
    makeArticle({ lang: site, langFrom: "site", title: "", ...fields }),
  );
  return { lang: article.lang, langFrom: article.langFrom, contradictedBy };
}

const paragraph = (lang: string): string => {
  const text = NEWS_PARAGRAPHS.find(([tag]) => tag === lang)?.[1];
  if (text === undefined) throw new RangeError(`no paragraph in ${lang}`);
  return text;
};
const fromText = (lang: string) => ({ lang, langFrom: "text", contradictedBy: null });

describe("the language of an article that names none", () => {
  it.each(NEWS_PARAGRAPHS)("is found in a paragraph of news: %s", async (lang, body) => {
    expect(await name({ body }, { site: { language: lang === "en" ? "de" : "en" } })).toEqual(fromText(lang));
  });

  it("is detected in title and summary if there is no body", async () => {
    const [title = "", ...rest] = paragraph("de").split(". ");
    expect(await name({ title, summary: rest.join(". ") })).toEqual(fromText("de"));
  });

  it("is the site's, with its region, if the text agrees", async () => {
    expect(await name({ body: paragraph("pt") }, { site: { language: "pt-BR" } })).toEqual(fromText("pt-br"));
  });

  it.each([
    "",
    "Kurz gemeldet",
    "2024 – 17:30, 48.85 N 2.35 E ".repeat(9),
    "🎉 ".repeat(80),
  ])("is the site's if the text doesn't show it: %j", async (body) => {
    expect(await name({ body })).toEqual({ lang: "en", langFrom: "site", contradictedBy: null });
  });

  it("is the site's if the configuration switches detection off", async () => {
    expect(await name({ body: paragraph("de") }, { detectLanguage: false })).toMatchObject({ lang: "en" });
  });

  it("is the site's if that language can't be detected", async () => {
    expect(await name({ body: paragraph("pt") }, { site: { language: "gl" } })).toMatchObject({ lang: "gl" });
  });
});

describe("the language that a source names", () => {
  const said = (lang: string, body: string) => name({ lang, langFrom: "source", body });

  it("is kept as named, and reported if the text is clearly in another", async () => {
    expect(await said("en", paragraph("de"))).toEqual({
      lang: "en",
      langFrom: "source",
      contradictedBy: "de",
    });
  });

  it("is not doubted for a short text", async () => {
    expect(await said("en", paragraph("de").slice(0, 150))).toMatchObject({ contradictedBy: null });
  });

  it.each([
    ["de-at", "de"],
    ["id", "id"],
    ["gl", "pt"],
  ])("is not doubted as %s for a text in %s", async (lang, text) => {
    const body =
      text === "id"
        ? "Pemerintah mengumumkan rencana baru untuk membantu nelayan. ".repeat(9)
        : paragraph(text);
    expect(await said(lang, body)).toEqual({ lang, langFrom: "source", contradictedBy: null });
  });
});
