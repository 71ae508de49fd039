// Which language an article is in: what its source says, else what its text shows, else the site's. How a text
// shows its language is readers/language.ts's business.

import type { Config } from "../config/schema.ts";
import type { Article } from "./article/article.ts";
import { createLanguageFinder, READ_CHARS, sameLanguage } from "./article/language.ts";

export interface NamedArticle {
  readonly article: Article;
  /** The language that the text clearly shows where its source names another one; else null. */
  readonly contradictedBy: string | null;
}

export type LanguageNamer = (article: Article) => NamedArticle;

/**
 * Where the site's own language is none that can be found in a text, nothing is: each article of the site would
 * be taken for one in a neighbouring language.
 */
export async function createLanguageNamer(
  config: Pick<Config, "detectLanguage" | "site">,
): Promise<LanguageNamer> {
  const asItIs: LanguageNamer = (article) => ({ article, contradictedBy: null });
  if (!config.detectLanguage) return asItIs;
  const finder = await createLanguageFinder();
  const siteLanguage = config.site.language.toLowerCase();
  if (!finder.knows(siteLanguage)) return asItIs;
  return (article) => {
    const found = finder.find(textOf(article));
    if (found === null) return { article, contradictedBy: null };
    if (article.langFrom === "source") {
      const doubted = found.certain && finder.knows(article.lang) && !sameLanguage(found.lang, article.lang);
      return { article, contradictedBy: doubted ? found.lang : null };
    }
    // The site's tag may say more, such as "pt-br".
    const lang = sameLanguage(found.lang, siteLanguage) ? siteLanguage : found.lang;
    return { article: { ...article, lang, langFrom: "text" }, contradictedBy: null };
  };
}

/** The body first: a headline may quote another language. */
function textOf({ title, summary, body }: Article): string {
  const parts = [body.slice(0, READ_CHARS), summary ?? "", title];
  return parts.filter((part) => part !== "").join("\n");
}
