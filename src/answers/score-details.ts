// The engine's account of a hit under the API's names for it.

import type { RelatedScoreDetails, SearchScoreDetails } from "../api-types.ts";
import type { RelatedDetails } from "../engine/related-request.ts";
import type { SearchDetails } from "../engine/search-request.ts";

export function searchScoreDetails(details: SearchDetails): SearchScoreDetails {
  const { semantic, keyword, fused, calibration, recency } = details;
  return {
    semantic: semantic && {
      score: semantic.score,
      rank: semantic.rank,
      bestPassage: semantic.best,
      otherPassages: semantic.support,
    },
    keyword: keyword && {
      score: keyword.score,
      rank: keyword.rank,
      matchedIdfShare: keyword.coverage,
      contribution: keyword.contribution,
    },
    relevance: fused,
    calibration,
    recency,
  };
}

export function relatedScoreDetails(details: RelatedDetails): RelatedScoreDetails {
  const { semantic, sections, tags, links, fused, recency, order, diversity } = details;
  return {
    semantic,
    sections,
    tags,
    links,
    relevance: fused,
    recency,
    rankingValue: order,
    diversityPenalty: diversity,
  };
}
