// Reads a request to /v1/search, from the URL or the body, and checks that it has a query or a filter.

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

/** Rejects requests without a query and filters: /v1/articles lists the whole archive. */
export function answerable(question: SearchQuestion): SearchQuestion {
  // The time zone does not matter here: a date is a filter in any zone.
  if (question.q === "" && !isFiltering(filtersOf(question, "UTC"))) {
    const accepted = `text of 1 to ${QUERY_MAX_CHARS} characters, unless there is a filter`;
    throw new RequestProblem({ reason: "missing_parameter", name: "q", accepted });
  }
  return question;
}
