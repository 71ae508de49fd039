// The subject of a POST to /v1/related: a draft, or articles by id. Error messages name the field that is wrong.

import { tellingEncoderFailures } from "../../answers/encoder-failure.ts";
import { type DraftRequest, type DraftSubject, draftSubject } from "../../engine/draft-subject.ts";
import type { RelatedSubject } from "../../engine/related-request.ts";
import type { Searcher } from "../../index/searcher.ts";
import { RequestProblem } from "../problems/problem.ts";
import type { SUBJECT_FIELDS } from "./parameters.ts";
import type { Values } from "./read-parameters.ts";
import { wantedArticle } from "./wanted-article.ts";

export type RequestedSubject =
  | { readonly kind: "draft"; readonly draft: DraftRequest }
  | { readonly kind: "articles"; readonly ids: readonly string[] };

/** Either a draft or ids. Does not need the index, so a bad request is rejected before the index is opened. */
export function requestedSubject({ draft, ids }: Values<typeof SUBJECT_FIELDS>): RequestedSubject {
  if (ids !== null && draft !== null) {
    throw new RequestProblem({ reason: "conflicting_parameters", name: "draft", other: "ids" });
  }
  if (ids !== null) return { kind: "articles", ids: [...new Set(ids)] };
  if (draft === null) {
    const accepted = "an object with `text`, unless there are `ids`";
    throw new RequestProblem({ reason: "missing_parameter", name: "draft", accepted });
  }
  const { title, text, lang, publishedAt } = draft;
  return { kind: "draft", draft: { text, lang, publishedAt, ...(title === null ? {} : { title }) } };
}

export async function subjectOf(
  searcher: Searcher,
  requested: RequestedSubject,
  now: number,
): Promise<RelatedSubject> {
  if (requested.kind === "articles") {
    for (const id of requested.ids) await wantedArticle(searcher, { id }, now);
    return { kind: "articles", ids: requested.ids };
  }
  const made = await draftSubject(tellingEncoderFailures(searcher), requested.draft);
  if (made.kind === "subject") return made.subject;
  throw new RequestProblem(refusalOf(made, requested.draft));
}

function refusalOf(
  made: Exclude<DraftSubject, { kind: "subject" }>,
  { text }: DraftRequest,
): RequestProblem["problem"] {
  switch (made.kind) {
    case "too_long": {
      const found = `\`draft.text\` and \`draft.title\` have ${made.chars} characters`;
      return { reason: "payload_too_large", found, accepted: String(made.maxChars) };
    }
    case "too_many_passages": {
      const found = `\`draft.text\` makes ${made.passages} passages as the model reads them`;
      return { reason: "payload_too_large", found, accepted: String(made.maxPassages) };
    }
    case "no_words": {
      const accepted = "text with a word that the model knows, unless `draft.title` has one";
      return { reason: "invalid_parameter", name: "draft.text", sent: text, accepted };
    }
  }
}
