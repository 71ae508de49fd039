// Translated headings for lists of related articles that a server writes into a page.

import { primaryLanguage } from "../lexical/language-tags.ts";

export interface RelatedHeadings {
  /** BCP 47 tag of the language of the headings. */
  readonly lang: string;
  readonly related: string;
  readonly before: string;
  readonly after: string;
}

type Words = Omit<RelatedHeadings, "lang">;

const ENGLISH: Words = { related: "Related articles", before: "Earlier", after: "Later" };

/** By primary language; Chinese also by script. */
const HEADINGS: Readonly<Record<string, Words>> = {
  de: { related: "Verwandte Artikel", before: "Früher", after: "Später" },
  es: { related: "Artículos relacionados", before: "Antes", after: "Después" },
  fr: { related: "Articles liés", before: "Avant", after: "Après" },
  it: { related: "Articoli correlati", before: "Prima", after: "Dopo" },
  nl: { related: "Verwante artikelen", before: "Eerder", after: "Later" },
  pt: { related: "Artigos relacionados", before: "Antes", after: "Depois" },
  "zh-Hant": { related: "相關文章", before: "先前文章", after: "後續文章" },
};

/** Tags of Chinese in traditional characters, by script or by the regions that use it. */
const TRADITIONAL_CHINESE = /^zh-(?:hant|tw|hk|mo)(?:-|$)/i;

/** `language` is the site's, as a BCP 47 tag. If there is no translation, the headings are in English. */
export function relatedHeadings(language: string): RelatedHeadings {
  const known = TRADITIONAL_CHINESE.test(language) ? "zh-Hant" : primaryLanguage(language);
  const words = Object.hasOwn(HEADINGS, known) ? HEADINGS[known] : undefined;
  return words === undefined ? { lang: "en", ...ENGLISH } : { lang: known, ...words };
}

/** Whether two BCP 47 tags name the same language, whatever the region or script. */
export function isSameLanguage(a: string, b: string): boolean {
  return primaryLanguage(a) === primaryLanguage(b);
}
