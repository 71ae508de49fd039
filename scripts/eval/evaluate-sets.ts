// Evaluates sets one after the other through the real pipeline: each is loaded and opened as an archive, and every
// query ranked. Query vectors are cached, because each query is used in two modes and again as another set's off-topic
// query.

import { createEncoder } from "../../src/encoder/create-encoder.ts";
import type { Encoder } from "../../src/encoder/encoder.ts";
import type { SearchMode } from "../../src/engine/search-request.ts";
import { genericQueries } from "../build/fit/generic-queries.ts";
import { plainQuery } from "../build/fit/plain-query.ts";
import { buildKernels, loadKernels } from "../build/kernels.ts";
import type { Project } from "../files/project.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";
import type { Report } from "../terminal/report.ts";
import { type EncoderDifference, encoderDifference, type QueryEncoding } from "./encoder-difference.ts";
import { evaluateRelated, evaluateSearch, type RankingFigures } from "./evaluate-set.ts";
import { FloatEncoder } from "./float-encoder.ts";
import { encoderBytes, openMeasuredModel } from "./measured-model.ts";
import { timeOfAll } from "./rankings.ts";
import { type EvaluationSet, loadSet } from "./search-set.ts";
import type { SetFiles } from "./set-files.ts";
import { openSetSearcher } from "./set-searcher.ts";

export interface SetsEvaluation {
  readonly project: Project;
  readonly sets: readonly SetFiles[];
  /** A folder, or a name on the Hub. */
  readonly model: string;
  readonly modes: readonly SearchMode[];
  readonly queryTokens: number;
  /** Treat quotes and hyphens in the queries as search operators; otherwise they are plain text. */
  readonly operators: boolean;
  /** `float`: encode the queries in f32 as well, by the model's ONNX file, and compare. */
  readonly encoder: QueryEncoding;
  readonly seed: number;
  /** Maximum number of queries and subjects of each set, a seeded sample. */
  readonly limit: number;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export interface EvaluatedSets {
  readonly fingerprint: string;
  /** The requested number, or the number that the model reads if that is lower. */
  readonly queryTokens: number;
  readonly figures: readonly RankingFigures[];
  /** Of each set in each mode that uses vectors; empty unless asked for. */
  readonly differences: readonly EncoderDifference[];
}

export async function evaluateSets(evaluation: SetsEvaluation): Promise<EvaluatedSets> {
  const { project, modes, seed, limit, report, signal } = evaluation;
  const sets: EvaluationSet[] = [];
  for (const files of evaluation.sets) {
    const set = limited(await loadSet(files), limit, seed);
    sets.push(evaluation.operators ? set : withoutOperators(set, report));
  }
  await buildKernels(project, report);
  const kernels = loadKernels(project);
  const model = await openMeasuredModel(project, evaluation.model, report);
  const encoder = cacheQueries(await createEncoder([await encoderBytes(model)], kernels));
  const float =
    evaluation.encoder === "float"
      ? cacheQueries(encoder, await FloatEncoder.open({ ...model, profile: model.encoder.profile }))
      : null;
  const figures: RankingFigures[] = [];
  const differences: EncoderDifference[] = [];
  for (const set of sets) {
    signal?.throwIfAborted();
    reportLongQueries(set, encoder, evaluation);
    const searcher = await openSetSearcher(set, { ...evaluation, model, encoder, kernels });
    const common = {
      set: set.name,
      searcher,
      now: timeOfAll(searcher),
      ...(signal === undefined ? {} : { signal }),
    };
    if (set.queries.length > 0) {
      const offTopic = offTopicQueries(set, sets, report);
      const { queries } = set;
      const search = await evaluateSearch({ ...common, modes, queries, offTopic, seed, report });
      figures.push(...search);
      const compared = float === null ? [] : search.filter(({ ranking }) => ranking !== "keyword");
      for (const kernels of compared) {
        const inF32 = { ...common, searcher: { ...searcher, encoder: float ?? encoder } };
        const mode = { modes: modes.filter((name) => name === kernels.ranking), offTopic: [] };
        const [inFloat] = await evaluateSearch({ ...inF32, ...mode, queries, seed, report });
        if (inFloat !== undefined) differences.push(encoderDifference(kernels, inFloat));
      }
    }
    if (set.subjects.length > 0) figures.push(await evaluateRelated({ ...common, subjects: set.subjects }));
  }
  const queryTokens = Math.min(evaluation.queryTokens, model.encoder.profile.maxTokens);
  return { fingerprint: encoder.fingerprint, queryTokens, figures, differences };
}

function withoutOperators(set: EvaluationSet, report: Report): EvaluationSet {
  const queries = set.queries.map((query) => ({ ...query, text: plainQuery(query.text) }));
  const changed = queries.filter(({ text }, index) => text !== set.queries[index]?.text).length;
  if (changed > 0) {
    const all = queries.length.toLocaleString("en");
    report.line(
      `${set.name}: ${changed} of ${all} queries have quotes or hyphens, which are read as plain text`,
    );
  }
  return { ...set, queries };
}

function reportLongQueries(
  { name, queries }: EvaluationSet,
  encoder: Encoder,
  { queryTokens, report }: SetsEvaluation,
): void {
  const budget = encoder.pieceBudget("query", queryTokens);
  const long = queries.filter(({ text }) => encoder.countPieces(text) > budget).length;
  if (long > 0) {
    report.line(
      `${name}: ${long} of ${queries.length} queries are cut to ${queryTokens} tokens before encoding`,
    );
  }
}

/** Queries of the other sets; if there is only one set, the generic queries, which the build fits scores to. */
function offTopicQueries(set: EvaluationSet, sets: readonly EvaluationSet[], report: Report): string[] {
  const queryTexts = new Set(set.queries.map(({ text }) => text));
  const others = sets.filter((other) => other !== set).flatMap(({ queries }) => queries);
  const texts = others.map(({ text }) => text).filter((text) => !queryTexts.has(text));
  if (texts.length > 0) return texts;
  report.line(
    `${set.name}: no other set has queries; the off-topic ones are generic queries, which the scores are also fitted to`,
  );
  return [...genericQueries("en")];
}

/** The sample keeps the order of the set. */
function limited(set: EvaluationSet, limit: number, seed: number): EvaluationSet {
  const random = seededRandom(seed);
  const some = <T>(all: readonly T[]): T[] => {
    const kept = new Set(sample(all, limit, random));
    return all.filter((one) => kept.has(one));
  };
  return { ...set, queries: some(set.queries), subjects: some(set.subjects) };
}

/**
 * An encoder that encodes each query only once, with `queries`. Passages are not cached, because the build embeds them
 * with another encoder.
 */
function cacheQueries(encoder: Encoder, queries: Pick<Encoder, "encode"> = encoder): Encoder {
  const encodings = new Map<string, ReturnType<Encoder["encode"]>>();
  return {
    fingerprint: encoder.fingerprint,
    dims: encoder.dims,
    countPieces: (text) => encoder.countPieces(text),
    pieceBudget: (kind, maxTokens) => encoder.pieceBudget(kind, maxTokens),
    encode(text, kind, maxTokens) {
      if (kind !== "query") return encoder.encode(text, kind, maxTokens);
      const key = `${maxTokens} ${text}`;
      const encoding = encodings.get(key) ?? queries.encode(text, kind, maxTokens);
      encodings.set(key, encoding);
      return encoding;
    },
  };
}
