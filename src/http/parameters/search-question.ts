// What is asked of /v1/search, by URL or by body: the parameters, and that there is either a query or a filter.

import { filtersOf } from "../../answers/requested-filters.ts";
import type { SearchQuestion } from "../../answers/search-answer.ts";
import { isFiltering } from "../../engine/filters.ts";
import { RequestProblem } from "../problems/problem.ts";
import { type DeclaredFields, readBody, readUrl } from "./declared-fields.ts";
import { QUERY_MAX_CHARS, SEARCH_PARAMETERS } from "./parameters.ts";

export function readQuestion(search: URLSearchParams, declared: DeclaredFields): SearchQuestion {
  return answerable(readUrl(search, SEARCH_PARAMETERS, declared));
}

export function readQuestionBody(
  body: Readonly<Record<string, unknown>>,
  declared: DeclaredFields,
): SearchQuestion {
  return answerable(readBody(body, SEARCH_PARAMETERS, declared));
}

/** The whole archive without a query is /v1/articles. */
export function answerable(question: SearchQuestion): SearchQuestion {
  // In whichever zone a date is, it is a filter.
  if (question.q === "" && !isFiltering(filtersOf(question, "UTC"))) {
    const accepted = `text of 1 to ${QUERY_MAX_CHARS} characters, unless there is a filter`;
    throw new RequestProblem({ reason: "missing_parameter", name: "q", accepted });
  }
  return question;
}
