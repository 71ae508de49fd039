// Search by words over attached posting lists: the shared suite.

import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";
import { keywordIndexOf } from "../support/postings.ts";
import { describeKeywordSearch } from "./keyword-suite.ts";

describeKeywordSearch("by attached posting lists", (articles, languages, hidden) => {
  const index = keywordIndexOf(articles).without(hidden);
  return { search: (query) => index.search(parseKeywordQuery(query, languages)) };
});
