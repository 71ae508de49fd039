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
  /** A folder, or a name of the Hub. */
  readonly model: string;
  readonly modes: readonly SearchMode[];
  readonly queryTokens: number;
  /** Read quotes and hyphens of the queries as search does; else they are plain text. */
  readonly operators: boolean;
  /** `float`: encode the queries in f32 as well, by the model's ONNX file, and compare. */
  readonly encoder: QueryEncoding;
  readonly seed: number;
  /** Queries and subjects of each set at most, a seeded sample. */
  readonly limit: number;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export interface EvaluatedSets {
  readonly fingerprint: string;
  /** What was asked for, or what the model reads where that is less. */
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
  const encoder = rememberQueries(await createEncoder([await encoderBytes(model)], kernels));
  const float =
    evaluation.encoder === "float"
      ? rememberQueries(encoder, await FloatEncoder.open({ ...model, profile: model.encoder.profile }))
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
      const foreign = foreignQueries(set, sets, report);
      const { queries } = set;
      const search = await evaluateSearch({ ...common, modes, queries, foreign, seed, report });
      figures.push(...search);
      const compared = float === null ? [] : search.filter(({ ranking }) => ranking !== "keyword");
      for (const kernels of compared) {
        const asked = { ...common, searcher: { ...searcher, encoder: float ?? encoder } };
        const mode = { modes: modes.filter((name) => name === kernels.ranking), foreign: [] };
        const [inFloat] = await evaluateSearch({ ...asked, ...mode, queries, seed, report });
        if (inFloat !== undefined) differences.push(encoderDifference(kernels, inFloat));
      }
    }
    if (set.subjects.length > 0) figures.push(evaluateRelated({ ...common, subjects: set.subjects }));
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
      `${set.name}: ${changed} of ${all} queries have quotes or hyphens, which are no operators here`,
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

/** Queries of the other sets; where there is no other, the generic ones, which the build fits its scores to. */
function foreignQueries(set: EvaluationSet, sets: readonly EvaluationSet[], report: Report): string[] {
  const own = new Set(set.queries.map(({ text }) => text));
  const others = sets.filter((other) => other !== set).flatMap(({ queries }) => queries);
  const texts = others.map(({ text }) => text).filter((text) => !own.has(text));
  if (texts.length > 0) return texts;
  report.line(
    `${set.name}: no other set has queries; the unanswerable ones are generic queries, which the scores are fitted to as well`,
  );
  return [...genericQueries("en")];
}

/** What is kept stays in its order. */
function limited(set: EvaluationSet, limit: number, seed: number): EvaluationSet {
  const random = seededRandom(seed);
  const some = <T>(all: readonly T[]): T[] => {
    const kept = new Set(sample(all, limit, random));
    return all.filter((one) => kept.has(one));
  };
  return { ...set, queries: some(set.queries), subjects: some(set.subjects) };
}

/**
 * An encoder that encodes each query once, by `queries` if that is another one. Passages are not cached: the build
 * embeds them, and not with this encoder.
 */
function rememberQueries(encoder: Encoder, queries: Pick<Encoder, "encode"> = encoder): Encoder {
  const known = new Map<string, ReturnType<Encoder["encode"]>>();
  return {
    fingerprint: encoder.fingerprint,
    dims: encoder.dims,
    countPieces: (text) => encoder.countPieces(text),
    pieceBudget: (kind, maxTokens) => encoder.pieceBudget(kind, maxTokens),
    encode(text, kind, maxTokens) {
      if (kind !== "query") return encoder.encode(text, kind, maxTokens);
      const key = `${maxTokens} ${text}`;
      const encoding = known.get(key) ?? queries.encode(text, kind, maxTokens);
      known.set(key, encoding);
      return encoding;
    },
  };
}
