// Related articles as a fragment of HTML, for includes by a server or at the edge: a heading and a plain list of links
// with their days. Where there is nothing to show it is empty, so that the page around it stays as it is. Hono's helper
// escapes all text.

import type { HonoRequest } from "hono";
import { html } from "hono/html";
import { type SiteDays, siteDays } from "../../answers/site-days.ts";
import type { RelatedAnswer, RelatedHit } from "../../api-types.ts";
import { primaryLanguage } from "../../lexical/language-tags.ts";

export const FRAGMENT_TYPE = "text/html; charset=UTF-8";

interface Headings {
  readonly related: string;
  readonly before: string;
  readonly after: string;
}

const ENGLISH: Headings = { related: "Related articles", before: "Earlier", after: "Later" };

/** By the primary tag of the site's language, Chinese by its script. */
const HEADINGS: Readonly<Record<string, Headings>> = {
  de: { related: "Verwandte Artikel", before: "Früher", after: "Später" },
  es: { related: "Artículos relacionados", before: "Antes", after: "Después" },
  fr: { related: "Articles liés", before: "Avant", after: "Après" },
  it: { related: "Articoli correlati", before: "Prima", after: "Dopo" },
  nl: { related: "Verwante artikelen", before: "Eerder", after: "Later" },
  pt: { related: "Artigos relacionados", before: "Antes", after: "Depois" },
  "zh-Hant": { related: "相關文章", before: "先前文章", after: "後續文章" },
};

/** Tags of Chinese in traditional characters, by the script or where these are written. */
const TRADITIONAL_CHINESE = /^zh-(?:hant|tw|hk|mo)(?:-|$)/i;

/** Whether errors are to be answered without a body too: what is included in a page must never be JSON. */
export function asksForFragment({ path, url }: Pick<HonoRequest, "path" | "url">): boolean {
  if (!/\/related\/?$/.test(path)) return false;
  return new URL(url).searchParams.getAll("format").includes("html");
}

/** The site's; a language that has no headings here gets English ones. */
export interface FragmentSettings {
  /** BCP 47 tag. */
  readonly language: string;
  /** IANA name of the zone whose days are written. */
  readonly timeZone: string;
}

export function relatedFragment(answer: RelatedAnswer, { language, timeZone }: FragmentSettings): string {
  const lang = languageOfHeadings(language);
  const headings = HEADINGS[lang] ?? ENGLISH;
  const itemOf = (hit: RelatedHit) =>
    html`<li>${titleOf(hit)}${dayOf(hit, siteDays(language, timeZone), lang)}</li>`;
  const listOf = (heading: string, hits: readonly RelatedHit[]) =>
    hits.length === 0 ? null : html`<h2>${heading}</h2><ul>${hits.map(itemOf)}</ul>`;
  const lists =
    "hits" in answer
      ? [listOf(headings.related, answer.hits)]
      : [listOf(headings.before, answer.before), listOf(headings.after, answer.after)];
  const shown = lists.filter((list) => list !== null);
  if (shown.length === 0) return "";
  // A label rather than the heading's id: a page may include several of these.
  return String(
    html`<nav class="backstory-related" lang="${lang}" aria-label="${headings.related}">${shown}</nav>`,
  );
}

function languageOfHeadings(language: string): string {
  const known = TRADITIONAL_CHINESE.test(language) ? "zh-Hant" : primaryLanguage(language);
  return Object.hasOwn(HEADINGS, known) ? known : "en";
}

/** A title is in its article's language, which need not be that of the list. */
function titleOf({ url, title, lang }: RelatedHit) {
  const address = webAddress(url);
  if (address === null) return html`<span lang="${lang}">${title}</span>`;
  return html`<a lang="${lang}" href="${address}">${title}</a>`;
}

/** The day is written in the site's language also where that has no headings. Nothing for what has no date. */
function dayOf({ publishedAt }: RelatedHit, days: SiteDays, langOfList: string) {
  if (publishedAt === null) return "";
  const lang =
    primaryLanguage(days.language) === primaryLanguage(langOfList) ? "" : html` lang="${days.language}"`;
  return html` <time datetime="${publishedAt}"${lang}>${days.write(publishedAt)}</time>`;
}

/** As the URL standard writes it; null for what is not http(s), which is never a link. */
function webAddress(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}
