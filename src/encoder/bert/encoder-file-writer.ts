// Writes `encoder.bin` (layout: encoder-format.ts) from what a model consists of. Used by the build only.

import { buildSlots } from "../tokenizers/vocabulary-index.ts";
import {
  type EncoderContents,
  findBrokenOffset,
  findContradiction,
  type View,
  viewsOf,
} from "./encoder-contents.ts";
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
  layoutOf,
  MAGIC,
  type SectionSpec,
  sectionsOf,
} from "./encoder-format.ts";
import { blockSums, toTiles } from "./weight-tiles.ts";

/** The bytes of `encoder.bin`; the same contents give the same bytes. Contents that do not fit are a RangeError. */
export async function writeEncoderFile(contents: EncoderContents): Promise<Uint8Array<ArrayBuffer>> {
  requireLittleEndian();
  const { profile, bert, tokenizer } = contents;
  const contradiction = findContradiction(contents) ?? findBrokenOffset(contents.vocabulary);
  if (contradiction !== null) throw new RangeError(`writeEncoderFile: ${contradiction}`);
  const views = viewsOf(contents);
  const units = contents.vocabulary.units.length;
  const originals = contentsOf(bert, units).map((spec) => ({ spec, view: viewOf(views, spec) }));
  const parts = [
    ...originals.flatMap(({ spec, view }) => asStored(spec, view)),
    buildSlots(contents.vocabulary),
  ].map(bytesOf);
  const fingerprint = await fingerprintOf(
    contents,
    originals.map(({ spec, view }) => ({ spec, bytes: bytesOf(view) })),
  );
  // Parsed once more so that the order of the keys, and with it the bytes, is the schema's.
  const header = headerSchema.parse({ fingerprint, profile, bert, tokenizer, vocabularyUnits: units });
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const { offsets, end } = layoutOf(sectionsOf(bert, units), headerBytes.length);
  if (end > FILE_MAX_BYTES || headerBytes.length > HEADER_MAX_BYTES) {
    throw new RangeError(`writeEncoderFile: ${end} bytes are more than ${FILE_MAX_BYTES}`);
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

/** The array of that name; one of another length is a RangeError. */
function viewOf(views: ReadonlyMap<string, View>, spec: SectionSpec): View {
  const view = views.get(spec.name);
  const elements = spec.shape.reduce((product, n) => product * n, 1);
  if (view?.length === elements) return view;
  throw new RangeError(`writeEncoderFile: ${spec.name} has ${view?.length ?? 0} of ${elements} elements`);
}

/** Weights of a product become tiles and the sums of their blocks, everything else is stored as it is. */
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
  const canonical = headerSchema
    .pick({ profile: true, bert: true, tokenizer: true })
    .parse({ profile, bert, tokenizer });
  const whole = new TextEncoder().encode(JSON.stringify([canonical, await Promise.all(digests)]));
  return hex((await sha256(whole)).subarray(0, 16));
}

function bytesOf(view: View): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view.slice().buffer);
}
