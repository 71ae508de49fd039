// The tools: their arguments, and results that are those of the HTTP API plus a few lines of text. Drafts and
// explanations, which are for operators, have no tool.

import type { WantedArticle } from "../../answers/find-article.ts";
import { answerRelated } from "../../answers/related-answer.ts";
import { answerSearch } from "../../answers/search-answer.ts";
import type { Searcher } from "../../index/searcher.ts";
import { type DeclaredFields, readBody, withFields } from "../parameters/declared-fields.ts";
import { ARTICLE_FIELDS, RELATED_PARAMETERS, SEARCH_PARAMETERS } from "../parameters/parameters.ts";
import { readFields, type Values } from "../parameters/read-parameters.ts";
import { answerable } from "../parameters/search-question.ts";
import { wantedArticle } from "../parameters/wanted-article.ts";
import { RequestProblem } from "../problems/problem.ts";
import { type JsonSchema, schemaOfFields } from "./input-schema.ts";
import { ARTICLE_OUTPUT, RELATED_OUTPUT, SEARCH_OUTPUT } from "./output-schemas.ts";
import { articleText, relatedText, searchText } from "./tool-text.ts";

export interface ToolAnswer {
  /** For models that read nothing else. */
  readonly text: string;
  /** Matches the tool's outputSchema. */
  readonly structured: Record<string, unknown>;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: { readonly readOnlyHint: true; readonly openWorldHint: false };
  /** Throws a RequestProblem for invalid arguments, before the index is opened. */
  readonly call: (
    sent: Readonly<Record<string, unknown>>,
    searcher: () => Promise<Searcher>,
    now: () => number,
    log: (code: string, cause: unknown) => void,
  ) => Promise<ToolAnswer>;
}

const { explain: _explain, semanticRatio: _ratio, ...SEARCH_FIELDS } = SEARCH_PARAMETERS;
const { explain: _relatedExplain, format: _format, ...RELATED_OPTIONS } = RELATED_PARAMETERS;
const RELATED_FIELDS = { ...ARTICLE_FIELDS, ...RELATED_OPTIONS };

const annotations = { readOnlyHint: true, openWorldHint: false } as const;
const ONE_OF = "Send either `id` or `url`.";

const searchTool = (declared: DeclaredFields): Tool => ({
  name: "search",
  title: "Search the archive",
  description:
    "Articles that answer a query, best first, found by meaning and by words. `score` is the probability that a hit is an " +
    'answer; no hits means that the archive has none. In `q`, "a phrase" must be there and -word must not.',
  inputSchema: schemaOfFields(withFields(SEARCH_FIELDS, declared)),
  outputSchema: SEARCH_OUTPUT,
  annotations,
  async call(sent, searcher, now, log) {
    const asked = readBody(sent, SEARCH_FIELDS, declared);
    const question = answerable({ ...asked, explain: false, semanticRatio: null });
    const opened = await searcher();
    const answer = await answerSearch(opened, question, now(), (cause) => log("encoder_unavailable", cause));
    return { text: searchText(answer), structured: { ...answer, indexVersion: opened.version } };
  },
});

const relatedTool = (declared: DeclaredFields): Tool => ({
  name: "related",
  title: "Related articles",
  description:
    "Coverage around one article of the archive: any, earlier (`before`), later (`after`), or both as a " +
    `\`timeline\`. ${ONE_OF}`,
  inputSchema: schemaOfFields(withFields(RELATED_FIELDS, declared)),
  outputSchema: RELATED_OUTPUT,
  annotations,
  async call(sent, searcher, now) {
    const { id, url, ...options } = readBody(sent, RELATED_FIELDS, declared);
    const wanted = oneArticle({ id, url });
    const opened = await searcher();
    const at = now();
    const article = await wantedArticle(opened, wanted, at);
    const subject = { kind: "articles", ids: [article.id] } as const;
    const answer = await answerRelated(
      { searcher: opened, subject, now: at },
      { ...options, explain: false },
    );
    return {
      text: relatedText(answer, article),
      structured: { ...answer, id: article.id, indexVersion: opened.version },
    };
  },
});

const GET_ARTICLE: Tool = {
  name: "get_article",
  title: "One article",
  description: `Stored fields of one article: title, summary, date, authors, sections, tags, address; not its body. ${ONE_OF}`,
  inputSchema: schemaOfFields(ARTICLE_FIELDS),
  outputSchema: ARTICLE_OUTPUT,
  annotations,
  async call(sent, searcher, now) {
    const wanted = oneArticle(readFields(sent, ARTICLE_FIELDS));
    const opened = await searcher();
    const article = await wantedArticle(opened, wanted, now());
    return { text: articleText(article), structured: { ...article } };
  },
};

/** Custom fields that the archive can be filtered by are arguments, as they are parameters of the API. */
export function archiveTools(declared: DeclaredFields): readonly Tool[] {
  return [searchTool(declared), relatedTool(declared), GET_ARTICLE];
}

function oneArticle({ id, url }: Values<typeof ARTICLE_FIELDS>): WantedArticle {
  if (id !== null && url !== null) {
    throw new RequestProblem({ reason: "conflicting_parameters", name: "id", other: "url" });
  }
  if (id !== null) return { id };
  if (url !== null) return { url };
  const accepted = `${ARTICLE_FIELDS.id.accepted}, or its \`url\``;
  throw new RequestProblem({ reason: "missing_parameter", name: "id", accepted });
}
