// What a POST to /v1/related seeks coverage for: a draft, or articles by their ids. Every field that does not fit is
// named in the refusal.

import { type DraftRequest, type DraftSubject, draftSubject } from "../../engine/draft-subject.ts";
import type { RelatedSubject } from "../../engine/related-request.ts";
import type { Searcher } from "../../index/searcher.ts";
import { RequestProblem } from "../problems/problem.ts";
import { IDS_MAX, type SUBJECT_FIELDS } from "./parameters.ts";
import type { Values } from "./read-parameters.ts";
import { wantedArticle } from "./wanted-article.ts";

export type Sought =
  | { readonly kind: "draft"; readonly draft: DraftRequest }
  | { readonly kind: "articles"; readonly ids: readonly string[] };

/** Either a draft or ids; needs no index, so what is wrong with a request is said before one is opened. */
export function soughtBy(fields: Values<typeof SUBJECT_FIELDS>): Sought {
  const { ids, text, title, lang, publishedAt } = fields;
  if (ids !== null) {
    for (const [name, value] of Object.entries({ text, title, lang, publishedAt })) {
      if (value !== null) throw new RequestProblem({ reason: "conflicting_parameters", name, other: "ids" });
    }
    return { kind: "articles", ids: [...new Set(ids)] };
  }
  if (text === null) {
    const accepted = `a draft's text, or 1 to ${IDS_MAX} articles in \`ids\``;
    throw new RequestProblem({ reason: "missing_parameter", name: "text", accepted });
  }
  return { kind: "draft", draft: { text, lang, publishedAt, ...(title === null ? {} : { title }) } };
}

export async function subjectOf(searcher: Searcher, sought: Sought, now: number): Promise<RelatedSubject> {
  if (sought.kind === "articles") {
    const ordinals = sought.ids.map((id) => wantedArticle(searcher, { id }, now));
    return { kind: "articles", ordinals };
  }
  const made = await draftSubject(searcher, sought.draft);
  if (made.kind === "subject") return made.subject;
  throw new RequestProblem(refusalOf(made, sought.draft));
}

function refusalOf(
  made: Exclude<DraftSubject, { kind: "subject" }>,
  { text }: DraftRequest,
): RequestProblem["problem"] {
  switch (made.kind) {
    case "too_long": {
      const found = `\`text\` and \`title\` have ${made.chars} characters`;
      return { reason: "payload_too_large", found, accepted: String(made.maxChars) };
    }
    case "too_many_passages": {
      const found = `\`text\` makes ${made.passages} passages as the model reads them`;
      return { reason: "payload_too_large", found, accepted: String(made.maxPassages) };
    }
    case "no_words": {
      const accepted = "text with a word that the model knows, or a `title` with one";
      return { reason: "invalid_parameter", name: "text", sent: text, accepted };
    }
  }
}
