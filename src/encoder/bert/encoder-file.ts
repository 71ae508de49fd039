// Reads `encoder.bin` (layout: encoder-format.ts; written by encoder-file-writer.ts): one model's weights, vocabulary and
// profile. Typed views are attached to the given buffer; nothing is copied and only the header is parsed.

import {
  type EncoderContents,
  findContradiction,
  type LayerNorm,
  type QuantisedRows,
  type View,
} from "./encoder-contents.ts";
import {
  BODY_OFFSET,
  DIGEST_OFFSET,
  ENCODER_FORMAT,
  EncoderFileError,
  type EncoderHeader,
  elementsOf,
  FILE_MAX_BYTES,
  HEADER_MAX_BYTES,
  HEADER_OFFSET,
  headerSchema,
  type LayerNormName,
  type LayerProduct,
  layoutOf,
  MAGIC,
  type SectionSpec,
  sectionsOf,
} from "./encoder-format.ts";

/** A product as the file has it: `tiles` are the weights in the order of weight-tiles.ts. */
export interface TiledProduct {
  readonly tiles: Int8Array;
  /** Of `blockSums`. */
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

/** What stands in an `encoder.bin`, attached. */
export interface EncoderFile extends Omit<EncoderContents, "layers"> {
  /** Identifies profile, configuration, weights and tokenizer, whatever the layout of the file. */
  readonly fingerprint: string;
  readonly layers: readonly TiledLayer[];
  /** `buildSlots` of the vocabulary. */
  readonly vocabularySlots: Uint32Array;
}

/**
 * Attaches to the bytes of an `encoder.bin`, which must not change afterwards.
 * Throws EncoderFileError where they are not a whole, undamaged file of this format.
 */
export async function readEncoderFile(bytes: ArrayBuffer): Promise<EncoderFile> {
  return attachEncoderFile(await readEncoderHeader(new Uint8Array(bytes)), bytes, 0);
}

/**
 * Attaches to a checked file that lies from byte `start` (a multiple of 64) of `buffer`, which has been read before
 * with `readEncoderHeader` wherever it was. Throws EncoderFileError where the sections are not those of the header.
 */
export function attachEncoderFile(header: CheckedHeader, buffer: ArrayBuffer, start: number): EncoderFile {
  const { profile, bert, tokenizer, fingerprint, vocabularyUnits, headerBytes, fileBytes } = header;
  const specs = sectionsOf(bert, vocabularyUnits);
  const { offsets, end } = layoutOf(specs, headerBytes);
  if (end !== fileBytes || start + end > buffer.byteLength) {
    throw new EncoderFileError(
      `The encoder file has ${fileBytes} bytes; the sections of its model end at byte ${end}.`,
    );
  }
  const views = new Map<string, View>();
  for (const [i, spec] of specs.entries()) {
    views.set(spec.name, attach(buffer, start + (offsets[i] ?? 0), spec));
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

/** Checks length and digest of a whole file and reads its header; what is wrong is an EncoderFileError. */
export async function readEncoderHeader(bytes: Uint8Array<ArrayBuffer>): Promise<CheckedHeader> {
  requireLittleEndian();
  const found = bytes.byteLength;
  if (found < HEADER_OFFSET || found > FILE_MAX_BYTES) {
    throw new EncoderFileError(
      `The encoder file has ${found} bytes; one has ${HEADER_OFFSET} to ${FILE_MAX_BYTES} bytes.`,
    );
  }
  const data = new DataView(bytes.buffer, bytes.byteOffset, found);
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
  if (reserved !== 0)
    throw new EncoderFileError(`The encoder file has ${reserved} at byte 12 where 0 belongs.`);
  const total = data.getUint32(BODY_OFFSET, true);
  if (total !== found) {
    throw new EncoderFileError(
      `The encoder file has ${found} bytes but says it has ${total}: it is cut or damaged.`,
    );
  }
  const headerBytes = data.getUint32(BODY_OFFSET + 4, true);
  const headerMax = Math.min(HEADER_MAX_BYTES, found - HEADER_OFFSET);
  if (headerBytes > headerMax) {
    throw new EncoderFileError(
      `The encoder file's header has ${headerBytes} bytes; at most ${headerMax} are possible.`,
    );
  }
  const expected = hex(bytes.subarray(DIGEST_OFFSET, DIGEST_OFFSET + 32));
  const actual = hex(await sha256(bytes.subarray(BODY_OFFSET)));
  if (actual !== expected) {
    throw new EncoderFileError(
      `The encoder file is damaged: its SHA-256 is ${actual} but it says ${expected}.`,
    );
  }
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(
      bytes.subarray(HEADER_OFFSET, HEADER_OFFSET + headerBytes),
    );
    value = JSON.parse(text);
  } catch (cause) {
    throw new EncoderFileError("The encoder file's header is not readable JSON.", { cause });
  }
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EncoderFileError(
      `The encoder file's header is wrong at "${issue?.path.join(".")}": ${issue?.message}.`,
      {
        cause: parsed.error,
      },
    );
  }
  return { ...parsed.data, headerBytes, fileBytes: found };
}

/** A view from byte `at` on. */
function attach(buffer: ArrayBuffer, at: number, { type, shape }: SectionSpec): View {
  const elements = elementsOf(shape);
  switch (type) {
    case "int8":
      return new Int8Array(buffer, at, elements);
    case "uint16":
      return new Uint16Array(buffer, at, elements);
    case "uint32":
      return new Uint32Array(buffer, at, elements);
    case "float32":
      return new Float32Array(buffer, at, elements);
  }
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Typed views have the host's byte order; every host of Node and of Workers is little-endian. */
export function requireLittleEndian(): void {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
    throw new Error("This machine is big-endian; the encoder file is read on little-endian machines only.");
  }
}
