// Chooses the article of a group of near-duplicates that is shown: the newest of the publication's own reports, since
// an update replaces the report before it. A copy from an agency comes after any report of the publication, however new
// it is.

import type { Article } from "../source/article/article.ts";

/** News agencies, as in bylines and datelines. */
const AGENCIES = [
  "AAP",
  "AFP",
  "Agence France-Presse",
  "AGI",
  "Agência Lusa",
  "ANP",
  "ANSA",
  "AP",
  "APA",
  "Associated Press",
  "Belga",
  "Bloomberg News",
  "Canadian Press",
  "DPA",
  "Deutsche Presse-Agentur",
  "EFE",
  "Europa Press",
  "Keystone-SDA",
  "Kyodo",
  "Lusa",
  "PA Media",
  "Press Association",
  "PTI",
  "Press Trust of India",
  "Reuters",
  "SDA",
  "TASS",
  "TT",
  "UPI",
  "Xinhua",
  "Yonhap",
];
const NAMES = AGENCIES.join("|");
/** Matches only a whole byline, so that "Jane Doe, formerly of Reuters" isn't an agency. */
const AGENCY_BYLINE = new RegExp(
  `^(?:by )?(?:the )?(?:${NAMES}|agency|agencies|agency copy|news agenc(?:y|ies))$`,
  "i",
);
/** "PARIS (AFP) -", "Berlin (dpa) –" and "(Reuters)" at the beginning of a text. */
const DATELINE = new RegExp(`^[^()\\n]{0,60}\\((?:${NAMES})\\)`, "i");
const AGENCY_LABEL = /^agency (?:copy|report)\b/i;

/** The one of `members` (indices of `articles`, at least one) that is shown. */
export function chooseCanonical(articles: readonly Article[], members: readonly number[]): number {
  const [first, ...rest] = members;
  if (first === undefined) throw new RangeError("members is empty; a group has at least one article");
  return rest.reduce((best, member) => (precedes(articles, member, best) ? member : best), first);
}

/** Decided by its byline (every author must be an agency), its dateline, or a label such as "agency copy". */
export function isAgencyCopy(article: Article): boolean {
  const { authors, summary, body } = article;
  if (authors.length > 0 && authors.every((author) => AGENCY_BYLINE.test(author.trim()))) return true;
  return [summary ?? "", body].some((text) => DATELINE.test(text) || AGENCY_LABEL.test(text));
}

function precedes(articles: readonly Article[], a: number, b: number): boolean {
  const [first, second] = [articles[a], articles[b]];
  if (first === undefined || second === undefined)
    throw new RangeError(`no article has the index ${a} or ${b}`);
  const agency = Number(isAgencyCopy(first)) - Number(isAgencyCopy(second));
  if (agency !== 0) return agency < 0;
  const published = compareDates(first.publishedAt, second.publishedAt);
  if (published !== 0) return published > 0;
  const updated = compareDates(first.updatedAt, second.updatedAt);
  if (updated !== 0) return updated > 0;
  if (first.body.length !== second.body.length) return first.body.length > second.body.length;
  return first.id < second.id;
}

/** ISO dates in UTC can be compared as text; a missing one comes first. */
function compareDates(a: string | null, b: string | null): number {
  const [x, y] = [a ?? "", b ?? ""];
  return x < y ? -1 : x > y ? 1 : 0;
}
