// Decides which language an article is in: the one that its source names, else the one detected in its text, else the
// site's. How a language is detected is article/language.ts.

import type { Config } from "../config/schema.ts";
import type { Article } from "./article/article.ts";
import { createLanguageFinder, READ_CHARS, sameLanguage } from "./article/language.ts";

export interface NamedArticle {
  readonly article: Article;
  /** The language that the text is clearly in, if the source names another one; otherwise null. */
  readonly contradictedBy: string | null;
}

export type LanguageNamer = (article: Article) => NamedArticle;

/**
 * Nothing is detected if the site's own language can't be: every article of such a site would be mistaken for one in a
 * similar language.
 */
export async function createLanguageNamer(
  config: Pick<Config, "detectLanguage" | "site">,
): Promise<LanguageNamer> {
  const unchanged: LanguageNamer = (article) => ({ article, contradictedBy: null });
  if (!config.detectLanguage) return unchanged;
  const finder = await createLanguageFinder();
  const siteLanguage = config.site.language.toLowerCase();
  if (!finder.canDetect(siteLanguage)) return unchanged;
  return (article) => {
    const detected = finder.find(textOf(article));
    if (detected === null) return { article, contradictedBy: null };
    if (article.langFrom === "source") {
      const doubted =
        detected.certain && finder.canDetect(article.lang) && !sameLanguage(detected.lang, article.lang);
      return { article, contradictedBy: doubted ? detected.lang : null };
    }
    // The site's tag may be more precise, such as "pt-br".
    const lang = sameLanguage(detected.lang, siteLanguage) ? siteLanguage : detected.lang;
    return { article: { ...article, lang, langFrom: "text" }, contradictedBy: null };
  };
}

/** The body comes first, since a headline may quote another language. */
function textOf({ title, summary, body }: Article): string {
  const parts = [body.slice(0, READ_CHARS), summary ?? "", title];
  return parts.filter((part) => part !== "").join("\n");
}
