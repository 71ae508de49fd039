// Writes `encoder.bin` (layout: encoder-format.ts) from the contents of a model. Only the build uses it.

import { findBrokenOffset } from "../tokenizers/vocabulary.ts";
import { type EncoderContents, findContradiction, viewsOf } from "./encoder-contents.ts";
import { hex, requireLittleEndian, sha256 } from "./encoder-file.ts";
import {
  BODY_OFFSET,
  contentsOf,
  DIGEST_OFFSET,
  ENCODER_FORMAT,
  FILE_MAX_BYTES,
  HEADER_MAX_BYTES,
  HEADER_OFFSET,
  headerSchema,
  MAGIC,
  sectionsOf,
} from "./encoder-format.ts";
import { elementsOf, layoutOf, type SectionSpec, type View } from "./sections.ts";
import { tokenizerKind } from "./tokenizer-kinds.ts";
import { blockSums, toTiles } from "./weight-tiles.ts";

/**
 * The bytes of `encoder.bin`; the same contents give the same bytes. Throws a RangeError if the contents don't fit
 * together.
 */
export async function writeEncoderFile(contents: EncoderContents): Promise<Uint8Array<ArrayBuffer>> {
  requireLittleEndian();
  const { profile, bert, tokenizer, vocabulary } = contents;
  const contradiction = findContradiction(contents) ?? findBrokenOffset(vocabulary);
  if (contradiction !== null) throw new RangeError(`writeEncoderFile: ${contradiction}`);
  const kind = tokenizerKind(tokenizer);
  const parameters = { bert, tokenizer, vocabularyUnits: vocabulary.units.length };
  const views = viewsOf(contents);
  const originals = contentsOf(parameters).map((spec) => ({ spec, view: viewOf(views, spec) }));
  const parts = [
    ...originals.flatMap(({ spec, view }) => asStored(spec, view)),
    kind.buildSlots(vocabulary),
  ].map(bytesOf);
  const fingerprint = await fingerprintOf(
    contents,
    originals.map(({ spec, view }) => ({ spec, bytes: bytesOf(view) })),
  );
  // Parsing puts the keys, and with them the bytes, into the order of the schema.
  const header = headerSchema(kind.optionsSchema).parse({ fingerprint, profile, ...parameters });
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const { offsets, end } = layoutOf(sectionsOf(parameters), HEADER_OFFSET + headerBytes.length);
  if (end > FILE_MAX_BYTES || headerBytes.length > HEADER_MAX_BYTES) {
    throw new RangeError(`writeEncoderFile: ${end} bytes are more than the maximum of ${FILE_MAX_BYTES}`);
  }

  const file = new Uint8Array(end);
  const data = new DataView(file.buffer);
  file.set(new TextEncoder().encode(MAGIC), 0);
  data.setUint32(MAGIC.length, ENCODER_FORMAT, true);
  data.setUint32(BODY_OFFSET, end, true);
  data.setUint32(BODY_OFFSET + 4, headerBytes.length, true);
  file.set(headerBytes, HEADER_OFFSET);
  for (const [i, bytes] of parts.entries()) file.set(bytes, offsets[i] ?? 0);
  file.set(await sha256(file.subarray(BODY_OFFSET)), DIGEST_OFFSET);
  return file;
}

/** The section's array; throws a RangeError if it is missing or has another length. */
function viewOf(views: ReadonlyMap<string, View>, spec: SectionSpec): View {
  const view = views.get(spec.name);
  const elements = elementsOf(spec);
  if (view?.length === elements) return view;
  throw new RangeError(`writeEncoderFile: ${spec.name} has ${view?.length ?? 0} of ${elements} elements`);
}

/** The weights of a product become tiles and block sums; everything else is stored unchanged. */
function asStored({ name, shape: [outputs = 0, inputs = 0] }: SectionSpec, view: View): View[] {
  const isProduct = name.startsWith("layer.") && name.endsWith(".values");
  if (!isProduct || !(view instanceof Int8Array)) return [view];
  const shape = { outputs, inputs };
  return [toTiles(view, shape), blockSums(view, shape)];
}

/** Hex of the first 16 bytes of the SHA-256 over configuration and sections, each section by its own digest. */
async function fingerprintOf(
  { profile, bert, tokenizer }: EncoderContents,
  parts: readonly { spec: SectionSpec; bytes: Uint8Array<ArrayBuffer> }[],
): Promise<string> {
  const digests = parts.map(async ({ spec, bytes }) => [spec.name, spec.shape, hex(await sha256(bytes))]);
  const canonical = headerSchema(tokenizerKind(tokenizer).optionsSchema)
    .pick({ profile: true, bert: true, tokenizer: true })
    .parse({ profile, bert, tokenizer });
  const whole = new TextEncoder().encode(JSON.stringify([canonical, await Promise.all(digests)]));
  return hex((await sha256(whole)).subarray(0, 16));
}

function bytesOf(view: View): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view.slice().buffer);
}
