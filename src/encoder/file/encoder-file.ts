// Reads `encoder.bin` (layout: encoder-format.ts; written by encoder-file-writer.ts): the weights, vocabulary and
// profile of one model. Typed views are attached to the given buffer: nothing is copied, and only the header is parsed.

import type { LayerNormName, LayerProduct } from "./bert-config.ts";
import {
  type EncoderContents,
  findContradiction,
  type LayerNorm,
  type QuantisedRows,
} from "./encoder-contents.ts";
import { EncoderFileError } from "./encoder-file-error.ts";
import {
  BODY_OFFSET,
  DIGEST_OFFSET,
  ENCODER_FORMAT,
  type EncoderHeader,
  FILE_MAX_BYTES,
  HEADER_MAX_BYTES,
  HEADER_OFFSET,
  headerSchema,
  MAGIC,
  sectionsOf,
} from "./encoder-format.ts";
import { attachSection, layoutOf, type View } from "./sections.ts";
import { findTokenizerKind } from "./tokenizer-kinds.ts";

/** A product as the file stores it: `tiles` are the weights in the order of weight-tiles.ts. */
export interface TiledProduct {
  readonly tiles: Int8Array;
  /** From `blockSums`. */
  readonly sums: Float32Array;
  /** `Float32Array[outputs]`. */
  readonly scales: Float32Array;
  readonly bias: Float32Array;
}
export type TiledLayer = Readonly<Record<LayerProduct, TiledProduct> & Record<LayerNormName, LayerNorm>>;

/** The header of a file whose digest has been checked. */
export interface CheckedHeader extends EncoderHeader {
  readonly headerBytes: number;
  readonly fileBytes: number;
}

/** The contents of an `encoder.bin`, attached. */
export interface EncoderFile extends Omit<EncoderContents, "layers"> {
  /** Identifies profile, configuration, weights and tokenizer, whatever the layout of the file. */
  readonly fingerprint: string;
  readonly layers: readonly TiledLayer[];
  /** The tokenizer's lookup table for the vocabulary. */
  readonly vocabularySlots: Uint32Array;
}

/**
 * Attaches to the bytes of an `encoder.bin`, which must not change afterwards. Throws an EncoderFileError unless they
 * are a whole, undamaged file of this format.
 */
export async function readEncoderFile(bytes: ArrayBuffer): Promise<EncoderFile> {
  return attachEncoderFile(await readEncoderHeader(new Uint8Array(bytes)), bytes, 0);
}

/**
 * Attaches to a file that begins at byte `start` (a multiple of 64) of `buffer`; `header` is what `readEncoderHeader`
 * gave for it, wherever its bytes were then. Throws an EncoderFileError if the sections don't match the header.
 */
export function attachEncoderFile(header: CheckedHeader, buffer: ArrayBuffer, start: number): EncoderFile {
  const { profile, bert, tokenizer, fingerprint, headerBytes, fileBytes } = header;
  const specs = sectionsOf(header);
  const { offsets, end } = layoutOf(specs, HEADER_OFFSET + headerBytes);
  if (end !== fileBytes || start + end > buffer.byteLength) {
    throw new EncoderFileError(
      `The encoder file has ${fileBytes} bytes; the sections of its model end at byte ${end}.`,
    );
  }
  const views = new Map<string, View>();
  for (const [i, spec] of specs.entries()) {
    views.set(spec.name, attachSection(buffer, start + (offsets[i] ?? 0), spec));
  }
  const get = <T extends View>(name: string, kind: { new (...args: never[]): T }): T => {
    const view = views.get(name);
    if (!(view instanceof kind)) throw new EncoderFileError(`The encoder file has no section ${name}.`);
    return view;
  };
  const rows = (name: string): QuantisedRows => ({
    values: get(`${name}.values`, Int8Array),
    scales: get(`${name}.scales`, Float32Array),
  });
  const norm = (name: string): LayerNorm => ({
    weight: get(`${name}.weight`, Float32Array),
    bias: get(`${name}.bias`, Float32Array),
  });
  const product = (name: string): TiledProduct => ({
    tiles: get(`${name}.tiles`, Int8Array),
    sums: get(`${name}.sums`, Float32Array),
    scales: get(`${name}.scales`, Float32Array),
    bias: get(`${name}.bias`, Float32Array),
  });
  const file: EncoderFile = {
    fingerprint,
    profile,
    bert,
    tokenizer,
    vocabulary: {
      units: get("vocabulary.units", Uint16Array),
      offsets: get("vocabulary.offsets", Uint32Array),
    },
    vocabularySlots: get("vocabulary.slots", Uint32Array),
    words: rows("words"),
    positions: get("positions", Float32Array),
    embeddingNorm: norm("embeddingNorm"),
    layers: Array.from({ length: bert.layers }, (_, layer) => ({
      query: product(`layer.${layer}.query`),
      key: product(`layer.${layer}.key`),
      value: product(`layer.${layer}.value`),
      attentionOutput: product(`layer.${layer}.attentionOutput`),
      intermediate: product(`layer.${layer}.intermediate`),
      output: product(`layer.${layer}.output`),
      attentionNorm: norm(`layer.${layer}.attentionNorm`),
      outputNorm: norm(`layer.${layer}.outputNorm`),
    })),
  };
  const contradiction = findContradiction(file);
  if (contradiction !== null)
    throw new EncoderFileError(`The encoder file contradicts itself: ${contradiction}.`);
  return file;
}

/**
 * Checks length and digest of a whole file and reads its header. Throws an EncoderFileError that says what is wrong.
 */
export async function readEncoderHeader(bytes: Uint8Array<ArrayBuffer>): Promise<CheckedHeader> {
  requireLittleEndian();
  const fileBytes = bytes.byteLength;
  const headerBytes = checkPreamble(bytes);
  const expected = hex(bytes.subarray(DIGEST_OFFSET, DIGEST_OFFSET + 32));
  const actual = hex(await sha256(bytes.subarray(BODY_OFFSET)));
  if (actual !== expected) {
    throw new EncoderFileError(
      `The encoder file is damaged: its SHA-256 is ${actual}, but it should be ${expected}.`,
    );
  }
  const value = parseHeader(bytes.subarray(HEADER_OFFSET, HEADER_OFFSET + headerBytes));
  const isObject = typeof value === "object" && value !== null;
  const kind = findTokenizerKind(isObject && "tokenizer" in value ? value.tokenizer : undefined);
  if (typeof kind === "string") throw new EncoderFileError(`The encoder file can't be read: ${kind}.`);
  const parsed = headerSchema(kind.optionsSchema).safeParse(value);
  if (parsed.success) return { ...parsed.data, headerBytes, fileBytes };
  const issue = parsed.error.issues[0];
  throw new EncoderFileError(
    `The encoder file's header is wrong at "${issue?.path.join(".")}": ${issue?.message}.`,
    { cause: parsed.error },
  );
}

/** Checks the fixed fields in front of the header, and returns the header's length. */
function checkPreamble(bytes: Uint8Array<ArrayBuffer>): number {
  const fileBytes = bytes.byteLength;
  if (fileBytes < HEADER_OFFSET || fileBytes > FILE_MAX_BYTES) {
    throw new EncoderFileError(
      `The encoder file has ${fileBytes} bytes; it must have ${HEADER_OFFSET} to ${FILE_MAX_BYTES} bytes.`,
    );
  }
  const data = new DataView(bytes.buffer, bytes.byteOffset, fileBytes);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) {
    throw new EncoderFileError(
      `The encoder file begins with ${JSON.stringify(magic)} instead of "${MAGIC}".`,
    );
  }
  const version = data.getUint32(MAGIC.length, true);
  if (version !== ENCODER_FORMAT) {
    throw new EncoderFileError(
      `The encoder file has format ${version}; this version reads format ${ENCODER_FORMAT}.`,
    );
  }
  const reserved = data.getUint32(MAGIC.length + 4, true);
  if (reserved !== 0) {
    throw new EncoderFileError(`The encoder file has ${reserved} at byte 12, where it must have 0.`);
  }
  const total = data.getUint32(BODY_OFFSET, true);
  if (total !== fileBytes) {
    throw new EncoderFileError(
      `The encoder file has ${fileBytes} bytes but says it has ${total}: it is cut off or damaged.`,
    );
  }
  const headerBytes = data.getUint32(BODY_OFFSET + 4, true);
  const headerMax = Math.min(HEADER_MAX_BYTES, fileBytes - HEADER_OFFSET);
  if (headerBytes > headerMax) {
    throw new EncoderFileError(
      `The encoder file's header has ${headerBytes} bytes; at most ${headerMax} are possible.`,
    );
  }
  return headerBytes;
}

function parseHeader(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new EncoderFileError("The encoder file's header is not valid JSON.", { cause });
  }
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Typed views have the byte order of the host. Every host of Node and of Workers is little-endian. */
export function requireLittleEndian(): void {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
    throw new Error("This machine is big-endian; encoder files can only be read on little-endian machines.");
  }
}
