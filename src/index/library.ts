// What a request needs to be answered: the snapshot and the encoder that made it, opened once an isolate.
// The finished library is kept; its promise is shared only while the request that opens it is held alive.

import { EncoderFileError } from "../encoder/bert/encoder-format.ts";
import type { Encoder } from "../encoder/encoder.ts";
import type { VectorScan } from "../vector/scan.ts";
import type { Pieces } from "../wasm/memory.ts";
import { REBUILD_COMMAND, SnapshotError } from "./snapshot/format.ts";
import { openSnapshot, type Snapshot } from "./snapshot/reader.ts";
import type { QuantisedVectors } from "./snapshot/sections.ts";
import type { Source } from "./snapshot/source.ts";

export interface Library {
  readonly snapshot: Snapshot;
  readonly encoder: Encoder;
  /** Over `snapshot.passageVectors`. */
  readonly passages: VectorScan;
  /** Over `snapshot.articleVectors`. */
  readonly articles: VectorScan;
}

/** The index can't be used; the message names the command that mends it and goes to the client. */
export class IndexUnavailable extends Error {
  override readonly name = "IndexUnavailable";
}

export const ENCODER_FILE = "encoder.bin";

export interface LibraryOptions {
  readonly snapshot: Source;
  /** Holds `encoder.bin`. */
  readonly model: Source;
  /** Of the file in pieces. */
  readonly createEncoder: (pieces: Pieces) => Promise<Encoder>;
  readonly createScan: (vectors: QuantisedVectors) => VectorScan;
}

/** Opens both and holds them to each other; every failure is an IndexUnavailable with its cause. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  try {
    const [snapshot, encoder] = await Promise.all([openSnapshot(options.snapshot), openEncoder(options)]);
    const { fingerprint, model } = snapshot.manifest.encoder;
    if (encoder.fingerprint !== fingerprint) {
      throw new IndexUnavailable(
        `The index was made with the encoder ${fingerprint.slice(0, 12)} (${model}), ` +
          `the function has ${encoder.fingerprint.slice(0, 12)}. Run "${REBUILD_COMMAND}" so that they agree.`,
      );
    }
    return assembleLibrary(snapshot, encoder, options.createScan);
  } catch (cause) {
    throw indexUnavailable(cause);
  }
}

async function openEncoder({ model, createEncoder }: LibraryOptions): Promise<Encoder> {
  const whole = async () => {
    const bytes = await model.read(ENCODER_FILE);
    return bytes === null ? null : [bytes];
  };
  const pieces = model.stream === undefined ? await whole() : await model.stream(ENCODER_FILE);
  if (pieces === null)
    throw new IndexUnavailable(`There is no ${ENCODER_FILE}. Run "${REBUILD_COMMAND}" to make it.`);
  return createEncoder(pieces);
}

/** The vectors move to where the scans keep them; those of `snapshot` are not referred to any more. */
export function assembleLibrary(
  snapshot: Snapshot,
  encoder: Encoder,
  createScan: LibraryOptions["createScan"],
): Library {
  const passages = createScan(snapshot.passageVectors);
  const articles = createScan(snapshot.articleVectors);
  return {
    snapshot: { ...snapshot, passageVectors: passages.vectors, articleVectors: articles.vectors },
    encoder,
    passages,
    articles,
  };
}

/** What the client is told of any failure to open the index; the failure itself is its cause. */
export function indexUnavailable(cause: unknown): IndexUnavailable {
  return cause instanceof IndexUnavailable ? cause : new IndexUnavailable(tellable(cause), { cause });
}

/** Errors of our own formats say what to do; any other may hold paths and is only logged. */
function tellable(cause: unknown): string {
  if (cause instanceof SnapshotError || cause instanceof EncoderFileError) return cause.message;
  return `The index can't be read at the moment. If this persists, run "${REBUILD_COMMAND}".`;
}

/** Opens the library at the first request and keeps it. */
export class LibraryKeeper {
  readonly #options: LibraryOptions;
  #library: Library | null = null;
  #opening: Promise<Library> | null = null;

  constructor(options: LibraryOptions) {
    this.#options = options;
  }

  /**
   * `keepAlive` is the request's own `waitUntil`: the opening goes on if its client leaves, so the requests
   * that wait for it are answered all the same. A failed opening is tried again by the next request.
   */
  async get(keepAlive: (work: Promise<unknown>) => void): Promise<Library> {
    if (this.#library !== null) return this.#library;
    if (this.#opening === null) {
      const opening = openLibrary(this.#options)
        .then((library) => {
          this.#library = library;
          return library;
        })
        .finally(() => {
          this.#opening = null;
        });
      this.#opening = opening;
      keepAlive(opening.catch(() => null));
    }
    return this.#opening;
  }
}
