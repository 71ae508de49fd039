// Related articles as a fragment of HTML, for includes by a server or at the edge: a heading and a plain list of links.
// Where there is nothing to show it is empty, so that the page around it stays as it is. Hono's helper escapes all text.

import type { HonoRequest } from "hono";
import { html } from "hono/html";
import { primaryLanguage } from "../snapshot/languages.ts";
import type { RelatedAnswer, RelatedAnswerHit } from "./related-answer.ts";

export const FRAGMENT_TYPE = "text/html; charset=UTF-8";

interface Headings {
  readonly related: string;
  readonly before: string;
  readonly after: string;
}

const ENGLISH: Headings = { related: "Related articles", before: "Earlier", after: "Later" };

/** By the primary tag of the site's language. */
const HEADINGS: Readonly<Record<string, Headings>> = {
  de: { related: "Verwandte Artikel", before: "Früher", after: "Später" },
  es: { related: "Artículos relacionados", before: "Antes", after: "Después" },
  fr: { related: "Articles liés", before: "Avant", after: "Après" },
  it: { related: "Articoli correlati", before: "Prima", after: "Dopo" },
  nl: { related: "Verwante artikelen", before: "Eerder", after: "Later" },
  pt: { related: "Artigos relacionados", before: "Antes", after: "Depois" },
};

/** Whether errors are to be answered without a body too: what is included in a page must never be JSON. */
export function asksForFragment({ path, url }: Pick<HonoRequest, "path" | "url">): boolean {
  if (!/\/related\/?$/.test(path)) return false;
  return new URL(url).searchParams.getAll("format").includes("html");
}

/** `language` is the site's BCP 47 tag; one that has no headings here gets English ones. */
export function relatedFragment(answer: RelatedAnswer, language: string): string {
  const primary = primaryLanguage(language);
  const isKnown = Object.hasOwn(HEADINGS, primary);
  const headings = (isKnown ? HEADINGS[primary] : undefined) ?? ENGLISH;
  const lists =
    "hits" in answer
      ? [listOf(headings.related, answer.hits)]
      : [listOf(headings.before, answer.before), listOf(headings.after, answer.after)];
  const shown = lists.filter((list) => list !== null);
  if (shown.length === 0) return "";
  // A label rather than the heading's id: a page may include several of these.
  const lang = isKnown ? primary : "en";
  return String(
    html`<nav class="backstory-related" lang="${lang}" aria-label="${headings.related}">${shown}</nav>`,
  );
}

function listOf(heading: string, hits: readonly RelatedAnswerHit[]) {
  if (hits.length === 0) return null;
  return html`<h2>${heading}</h2><ul>${hits.map(itemOf)}</ul>`;
}

function itemOf({ url, title, lang }: RelatedAnswerHit) {
  const address = webAddress(url);
  const text = address === null ? title : html`<a href="${address}">${title}</a>`;
  return html`<li lang="${lang}">${text}</li>`;
}

/** As the URL standard writes it; null for what is not http(s), which is never a link. */
function webAddress(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}
