// The snapshot's posting lists keep the contract of keyword search.

import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";
import { searchKeywords } from "../../src/lexical/keyword-search.ts";
import { postingsOf } from "../support/postings.ts";
import { describeKeywordSearch } from "./keyword-suite.ts";

describeKeywordSearch("by posting lists in memory", (articles, languages) => {
  const postings = postingsOf(articles);
  return { search: (query) => searchKeywords(postings, parseKeywordQuery(query, languages)) };
});
