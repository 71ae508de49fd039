// Turns a draft into a subject for related articles: encodes it the way the build encodes an article. The limits of a
// draft are in src/text/draft.ts.

import type { Searcher } from "../index/searcher.ts";
import { readsLanguage } from "../lexical/language-tags.ts";
import { type Draft, type DraftEncoding, encodeDraft } from "../text/draft.ts";
import { composeDirection } from "../vector/article-vector.ts";
import type { RelatedSubject } from "./related-request.ts";

export interface DraftRequest extends Omit<Draft, "lang"> {
  /** BCP 47 tag; null: the site's language. */
  readonly lang: string | null;
  /** Milliseconds since 1970; null: it is still being written. */
  readonly publishedAt: number | null;
}

export type DraftSubject =
  | { readonly kind: "subject"; readonly subject: RelatedSubject }
  | Exclude<DraftEncoding, { kind: "encoded" }>;

/**
 * A draft in a language that the encoder does not support gets a zero vector, because articles in such a language can't
 * be compared either. A `lang` that is not a language tag is a RangeError.
 */
export async function draftSubject(
  { segments: [main], encoder }: Searcher,
  draft: DraftRequest,
): Promise<DraftSubject> {
  const { settings, encoder: model } = main;
  const lang = draft.lang ?? settings.language;
  const encoding = await encodeDraft(encoder, { ...draft, lang }, { passageTokens: settings.passageTokens });
  if (encoding.kind !== "encoded") return encoding;
  const { language } = new Intl.Locale(lang);
  const isRead = readsLanguage(model.languages, language);
  const vectors = isRead ? encoding.passages.map(({ vector }) => vector) : [];
  const direction = composeDirection(vectors, model.dims);
  return { kind: "subject", subject: { kind: "text", direction, publishedAt: draft.publishedAt } };
}
