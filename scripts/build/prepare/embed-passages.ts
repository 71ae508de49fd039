// Embeds the passages that have no vector yet: first a few to estimate the time for the rest, then the rest with
// progress. Every batch is saved at once, so an interruption loses at most one batch.

import type { OpenModel } from "../../model/open-model.ts";
import { formatDuration, type Report } from "../../terminal/report.ts";
import type { Passage } from "./chunk.ts";
import { BATCH_TEXTS, Embedder } from "./embed.ts";
import type { PendingVectors } from "./pending-vectors.ts";

export interface EmbedPassagesOptions {
  readonly model: OpenModel;
  /** Each hash once. */
  readonly passages: readonly Passage[];
  /** Vectors by the hash of their passage; the new ones are added. */
  readonly vectorsByHash: Map<string, Float32Array>;
  readonly pending: PendingVectors;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

/** Passages, spread over the archive, that are embedded first to estimate the time. */
const ESTIMATE_PASSAGES = 4 * BATCH_TEXTS;

export async function embedPassages(options: EmbedPassagesOptions): Promise<void> {
  const { model, passages, report } = options;
  if (passages.length === 0) return;
  const embedder = await Embedder.open(model);
  const step = Math.max(1, Math.floor(passages.length / ESTIMATE_PASSAGES));
  const isSample = (index: number) => index % step === 0 && index / step < ESTIMATE_PASSAGES;
  const sample = passages.filter((_, index) => isSample(index));
  const rest = passages.filter((_, index) => !isSample(index));

  const start = performance.now();
  await embedSome(embedder, sample, options, () => undefined);
  const perCharacter = (performance.now() - start) / characters(sample);
  if (rest.length === 0) return;
  report.line(`Embedding takes about ${formatDuration(perCharacter * characters(rest))}`);
  const progress = report.progress("Embedding", rest.length);
  try {
    await embedSome(embedder, rest, options, (count) => progress.advance(count));
  } finally {
    progress.stop();
  }
}

async function embedSome(
  embedder: Embedder,
  passages: readonly Passage[],
  { vectorsByHash, pending, signal }: EmbedPassagesOptions,
  advance: (count: number) => void,
): Promise<void> {
  await embedder.embed(
    passages.map((passage) => passage.input),
    {
      ...(signal === undefined ? {} : { signal }),
      onBatch: async (indices, vectors) => {
        const hashes = indices.map((index) => passages[index]?.hash ?? "");
        await pending.append(hashes, vectors);
        for (const [row, hash] of hashes.entries()) {
          const vector = vectors[row];
          if (vector !== undefined) vectorsByHash.set(hash, vector);
        }
        advance(indices.length);
      },
    },
  );
}

function characters(passages: readonly Passage[]): number {
  return passages.reduce((sum, passage) => sum + passage.input.length, 0);
}
