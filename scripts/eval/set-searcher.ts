// From a set's documents to a searcher: chunked, embedded, packed and opened as the build and the function do it, with
// the snapshot in memory. Everything that the evaluation knows about the pipeline is here.

import type { Searcher } from "../../src/index/searcher.ts";
import { createScan } from "../../src/vector/create-scan.ts";
import { defaultSettings } from "../build/config/default-settings.ts";
import { describeFit } from "../build/fit/fit-archive.ts";
import { fitSearch } from "../build/fit/fit-search.ts";
import { openLayout } from "../build/fit/open-layout.ts";
import { layOutSnapshot } from "../build/pack/pack.ts";
import type { IndexContent } from "../build/prepare/index-folder.ts";
import { modelBaseName } from "../model/known-models.ts";
import { type EmbeddedSet, type EmbeddedSetOptions, embedSet, PASSAGE_TOKENS } from "./embedded-set.ts";
import type { DocumentSet } from "./search-set.ts";

export interface SetSearcherOptions extends EmbeddedSetOptions {
  /** Maximum number of query tokens to encode; capped at what the model reads. */
  readonly queryTokens: number;
}

/** An archive of the set's documents. An interruption keeps the vectors that are embedded so far. */
export async function openSetSearcher(set: DocumentSet, options: SetSearcherOptions): Promise<Searcher> {
  const { model, encoder, kernels, queryTokens } = options;
  const { profile } = model.encoder;
  const content = contentOf(await embedSet(set, options));
  const layout = layOutSnapshot({
    content,
    createScan: (vectors) => createScan(vectors, kernels),
    encoder: {
      fingerprint: encoder.fingerprint,
      dims: encoder.dims,
      model: modelBaseName(model.name),
      languages: [...profile.languages],
    },
    settings: defaultSettings(set.name, {
      queryTokens: Math.min(queryTokens, profile.maxTokens),
      passageTokens: Math.min(PASSAGE_TOKENS, profile.maxTokens),
    }),
  });
  const fit = await fitSearch({ searcher: await openLayout(layout, encoder, kernels), content, ...options });
  for (const line of describeFit(fit)) options.report.line(`${set.name}: ${line}`);
  const ranking = { ...layout.ranking, search: fit.parameters };
  return openLayout({ ...layout, ranking }, encoder, kernels);
}

function contentOf({ chunked, vectors }: EmbeddedSet): IndexContent {
  const { articles, passages } = chunked;
  return {
    articles,
    passages: passages.map(({ input: _, ...stored }) => stored),
    vectors: passages.map(({ articleId, ordinal, hash }) => {
      const vector = vectors.get(hash);
      if (vector === undefined) throw new Error(`passage ${ordinal} of document ${articleId} has no vector`);
      return { articleId, ordinal, hash, vector };
    }),
  };
}
