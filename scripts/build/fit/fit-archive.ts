// Search parameters for an archive that is laid out: those in index/ranking.json while the archive is much the same,
// otherwise newly fitted and stored there. Reports what it did and what was gained.

import { createEncoder } from "../../../src/encoder/create-encoder.ts";
import type { RankingParameters } from "../../../src/index/ranking.ts";
import type { SnapshotInput } from "../../../src/index/snapshot/writer.ts";
import type { KernelModules } from "../../../src/wasm/kernels.ts";
import type { Report } from "../../terminal/report.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import { fitSearch, type SearchFit } from "./fit-search.ts";
import { openLayout } from "./open-layout.ts";
import {
  changeSince,
  REFIT_CHANGE,
  rankingRecord,
  readRankingRecord,
  writeRankingRecord,
} from "./ranking-record.ts";

export interface FitArchiveOptions {
  readonly indexFolder: string;
  readonly layout: SnapshotInput;
  readonly content: IndexContent;
  /** `encoder.bin` */
  readonly encoder: Uint8Array<ArrayBuffer>;
  readonly kernels: KernelModules;
  /** Fit again even if the record is still good. */
  readonly refit: boolean;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export async function fitArchive(options: FitArchiveOptions): Promise<RankingParameters["search"]> {
  const { indexFolder, layout, content, report, refit } = options;
  const { fingerprint } = layout.encoder;
  const former = refit ? null : await readRankingRecord(indexFolder, fingerprint);
  const change = former === null ? 1 : changeSince(former, content);
  if (former !== null && change <= REFIT_CHANGE) return former.parameters;
  if (former !== null)
    report.line(`${percent(change)} of the passages have changed: fitting the ranking again`);
  const encoder = await createEncoder([options.encoder], options.kernels);
  const searcher = await openLayout(layout, encoder, options.kernels);
  const { signal } = options;
  const fit = await fitSearch({ searcher, content, report, ...(signal === undefined ? {} : { signal }) });
  for (const line of describeFit(fit)) report.line(line);
  await writeRankingRecord(indexFolder, rankingRecord(fingerprint, content, fit));
  return fit.parameters;
}

export function describeFit({ fusion, parameters, answered, generic }: SearchFit): string[] {
  const { usual, best } = fusion.heldOut;
  const { keywordWeight, topPassagesWeight } = fusion.fusion;
  const weights = `words ${keywordWeight}, other passages ${topPassagesWeight}`;
  const gain = `mean reciprocal rank ${best.toFixed(3)} against ${usual.toFixed(3)} on held-out queries`;
  const languages = Object.keys(parameters.languages);
  return [
    fusion.taken
      ? `Ranking fitted to this archive: ${weights}; ${gain}`
      : `Default ranking: ${weights}; ${
          best === 0 ? "too little text to fit it" : `nothing clearly better (${gain})`
        }`,
    generic === 0
      ? `Default scores: the archive gives too few queries to fit them (${answered})`
      : `Scores fitted to ${answered} queries from the archive and ${generic} that it hardly answers${
          languages.length === 0 ? "" : `, separately for ${languages.join(", ")}`
        }`,
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
