// Related articles as a fragment of HTML, for includes by a server or at the edge: a heading and a plain list of links with
// their dates. If there is nothing to show it is empty, so that the page around it stays as it is. Hono's helper escapes all
// text.

import type { HonoRequest } from "hono";
import { html } from "hono/html";
import { isSameLanguage, relatedHeadings } from "../../answers/related-headings.ts";
import { type SiteDays, siteDays } from "../../answers/site-days.ts";
import type { RelatedAnswer, RelatedHit } from "../../api-types.ts";

export const FRAGMENT_TYPE = "text/html; charset=UTF-8";

/** Whether errors must have an empty body: a page must never include JSON. */
export function asksForFragment({ path, url }: Pick<HonoRequest, "path" | "url">): boolean {
  if (!/\/related\/?$/.test(path)) return false;
  return new URL(url).searchParams.getAll("format").includes("html");
}

/** The site's settings. */
export interface FragmentSettings {
  /** BCP 47 tag. */
  readonly language: string;
  /** IANA name; dates are written in this zone. */
  readonly timeZone: string;
}

export function relatedFragment(answer: RelatedAnswer, { language, timeZone }: FragmentSettings): string {
  const { lang, ...headings } = relatedHeadings(language);
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

/** A title is in its article's language, which may differ from the list's. */
function titleOf({ url, title, lang }: RelatedHit) {
  const address = webAddress(url);
  if (address === null) return html`<span lang="${lang}">${title}</span>`;
  return html`<a lang="${lang}" href="${address}">${title}</a>`;
}

/** The date, in the site's language even if there are no headings in it. Nothing for an undated article. */
function dayOf({ publishedAt }: RelatedHit, days: SiteDays, langOfList: string) {
  if (publishedAt === null) return "";
  const lang = isSameLanguage(days.language, langOfList) ? "" : html` lang="${days.language}"`;
  return html` <time datetime="${publishedAt}"${lang}>${days.write(publishedAt)}</time>`;
}

/** As the URL standard writes it; null unless it is http(s), because anything else must never be a link. */
function webAddress(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}
