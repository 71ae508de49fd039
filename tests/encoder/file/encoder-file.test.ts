// encoder.bin: what is written is read, the same contents give the same bytes, and damage is found and named.

import { beforeAll, describe, expect, it } from "vitest";
import {
  type BertConfig,
  LAYER_NORMS,
  LAYER_PRODUCTS,
  productShape,
} from "../../../src/encoder/file/bert-config.ts";
import type { EncoderContents } from "../../../src/encoder/file/encoder-contents.ts";
import { readEncoderFile, sha256 } from "../../../src/encoder/file/encoder-file.ts";
import { EncoderFileError } from "../../../src/encoder/file/encoder-file-error.ts";
import { writeEncoderFile } from "../../../src/encoder/file/encoder-file-writer.ts";
import { BODY_OFFSET, DIGEST_OFFSET } from "../../../src/encoder/file/encoder-format.ts";
import { blockSums, fromTiles } from "../../../src/encoder/file/weight-tiles.ts";
import { buildSlots } from "../../../src/encoder/tokenizers/vocabulary-index.ts";
import { seededRandom } from "../../support/random.ts";

const SEED = 4_711;
const BERT: BertConfig = {
  layers: 2,
  hidden: 12,
  heads: 3,
  intermediate: 20,
  vocabSize: 7,
  maxPositions: 16,
  layerNormEps: 1e-12,
};

function contents(seed = SEED): EncoderContents {
  const random = seededRandom(seed);
  const floats = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
  const rows = (count: number, columns: number) => ({
    values: Int8Array.from({ length: count * columns }, () => Math.round(random() * 254 - 127)),
    scales: floats(count),
  });
  const norm = () => ({ weight: floats(BERT.hidden), bias: floats(BERT.hidden) });
  const product = (name: Parameters<typeof productShape>[1]) => {
    const { outputs, inputs } = productShape(BERT, name);
    return { ...rows(outputs, inputs), bias: floats(outputs) };
  };
  const pieces = ["[UNK]", "[CLS]", "[SEP]", "", "naïve", "##日", "😀"];
  const text = pieces.join("");
  return {
    profile: {
      name: "tiny",
      pooling: "cls",
      queryPrefix: "query: ",
      passagePrefix: "",
      maxTokens: 16,
      dims: 12,
      normalize: true,
      languages: ["en"],
    },
    bert: BERT,
    tokenizer: {
      cleanText: true,
      handleChineseChars: true,
      lowercase: true,
      stripAccents: true,
      continuingPrefix: "##",
      maxCharsPerWord: 100,
      unknownId: 0,
      startId: 1,
      endId: 2,
      addedTokens: [{ content: "[SEP]", id: 2 }],
    },
    vocabulary: {
      units: Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
      offsets: Uint32Array.from([0, 5, 10, 15, 15, 20, 23, 25]),
    },
    words: rows(BERT.vocabSize, BERT.hidden),
    positions: floats(BERT.maxPositions * BERT.hidden),
    embeddingNorm: norm(),
    layers: Array.from({ length: BERT.layers }, () => ({
      query: product("query"),
      key: product("key"),
      value: product("value"),
      attentionOutput: product("attentionOutput"),
      intermediate: product("intermediate"),
      output: product("output"),
      attentionNorm: norm(),
      outputNorm: norm(),
    })),
  };
}

describe("encoder.bin", () => {
  let bytes: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    bytes = await writeEncoderFile(contents());
  });
  const damaged = (change: (copy: DataView, length: number) => void) => {
    const copy = bytes.slice();
    change(new DataView(copy.buffer), copy.length);
    return readEncoderFile(copy.buffer);
  };

  it("returns what was written", async () => {
    const { fingerprint, vocabularySlots, layers, ...read } = await readEncoderFile(bytes.buffer);
    const { layers: written, ...rest } = contents();
    expect(read).toEqual(rest);
    expect(vocabularySlots).toEqual(buildSlots(rest.vocabulary));
    for (const [i, layer] of written.entries()) {
      for (const name of LAYER_PRODUCTS) {
        const { tiles = new Int8Array(), sums, ...others } = layers[i]?.[name] ?? {};
        const shape = productShape(BERT, name);
        const values = fromTiles(tiles, shape);
        expect({ values, ...others }).toEqual(layer[name]);
        expect(sums).toEqual(blockSums(values, shape));
      }
      for (const name of LAYER_NORMS) expect(layers[i]?.[name]).toEqual(layer[name]);
    }
    expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it("is the same bytes for the same contents, whatever the order of their keys", async () => {
    const again = contents();
    const reordered = Object.fromEntries(Object.entries(again.profile).reverse()) as typeof again.profile;
    expect(await writeEncoderFile({ ...again, profile: reordered })).toEqual(bytes);
  });

  it("attaches to the given bytes at multiples of 64 instead of copying them", async () => {
    const { words, positions, vocabulary, layers } = await readEncoderFile(bytes.buffer);
    for (const view of [words.values, positions, vocabulary.offsets, layers[1]?.output.scales]) {
      expect(view?.buffer).toBe(bytes.buffer);
      expect((view?.byteOffset ?? 1) % 64).toBe(0);
    }
  });

  it("changes its fingerprint with one weight, the profile or the tokenizer", async () => {
    const base = contents();
    const positions = base.positions.slice();
    positions[3] = 1;
    const variants: EncoderContents[] = [
      base,
      { ...base, positions },
      { ...base, profile: { ...base.profile, queryPrefix: "" } },
      { ...base, tokenizer: { ...base.tokenizer, lowercase: false } },
    ];
    const files = await Promise.all(variants.map(writeEncoderFile));
    const fingerprints = await Promise.all(
      files.map(async (file) => (await readEncoderFile(file.buffer)).fingerprint),
    );
    expect(new Set(fingerprints).size).toBe(variants.length);
  });

  it("recognises a flipped bit in any byte", async () => {
    const random = seededRandom(SEED);
    const places = [
      ...Array(64).keys(),
      ...Array.from({ length: 400 }, () => Math.floor(random() * bytes.length)),
    ];
    for (const place of places) {
      const reading = damaged((copy) =>
        copy.setUint8(place, copy.getUint8(place) ^ (1 << Math.floor(random() * 8))),
      );
      await expect(reading, `seed ${SEED}, byte ${place}`).rejects.toThrow('Run "npm run build"');
    }
  });

  it("recognises a file that is cut off anywhere, and names both lengths", async () => {
    for (const length of [64, 65, 200, bytes.length - 64, bytes.length - 1]) {
      const reading = readEncoderFile(bytes.slice(0, length).buffer);
      await expect(reading).rejects.toThrow(`has ${length} bytes but says it has ${bytes.length}`);
    }
    await expect(readEncoderFile(new ArrayBuffer(0))).rejects.toThrow("has 0 bytes");
  });

  it("names another magic, another version and an impossible header length", async () => {
    await expect(damaged((copy) => copy.setUint8(0, 0x58))).rejects.toThrow(
      'begins with "XSENCODE" instead of "BSENCODE"',
    );
    await expect(damaged((copy) => copy.setUint32(8, 7, true))).rejects.toThrow(
      "format 7; this version reads format 1",
    );
    const reading = damaged((copy) => copy.setUint32(52, 0xffff_fff0, true));
    await expect(reading).rejects.toThrow(
      `header has ${0xffff_fff0} bytes; at most ${bytes.length - 64} are possible`,
    );
  });

  it("names the kind of a tokenizer it doesn't know, and the supported ones", async () => {
    const header = Buffer.from(bytes).toString("latin1");
    const place = header.indexOf('"cleanText":true');
    const copy = bytes.slice();
    copy.set(new TextEncoder().encode('"kind":"unigram"'), place);
    copy.set(await sha256(copy.subarray(BODY_OFFSET)), DIGEST_OFFSET);
    const reading = readEncoderFile(copy.buffer);
    await expect(reading).rejects.toThrow(EncoderFileError);
    await expect(reading).rejects.toThrow('the tokenizer is of the kind "unigram"; supported: wordpiece.');
  });

  it("refuses to write contents that contradict each other", async () => {
    const base = contents();
    const wrong: readonly [Partial<EncoderContents>, string][] = [
      [{ profile: { ...base.profile, dims: 13 } }, "13 dimensions"],
      [{ profile: { ...base.profile, maxTokens: 17 } }, "17 tokens"],
      [{ bert: { ...BERT, heads: 5 } }, "5 heads"],
      [{ tokenizer: { ...base.tokenizer, endId: 7 } }, "token 7"],
      [{ positions: new Float32Array(5) }, "positions has 5 of 192 elements"],
      [{ layers: base.layers.slice(1) }, "layer.1.query.values has 0 of 144 elements"],
      [
        { vocabulary: { ...base.vocabulary, offsets: Uint32Array.from([0, 5, 4, 15, 15, 20, 23, 25]) } },
        "falls from 5 to 4",
      ],
    ];
    for (const [change, message] of wrong) {
      await expect(writeEncoderFile({ ...base, ...change }), message).rejects.toThrow(RangeError);
      await expect(writeEncoderFile({ ...base, ...change })).rejects.toThrow(message);
    }
  });
});
