// The most commonly chosen models of the family, by their shapes: layers, widths, pooling, prefixes and length as
// published, with seeded random weights and a vocabulary of letters. onnxruntime runs the exported float graph; an
// encoder reads the converted folder. int8 holds these weights losslessly, so only rounding differs.

import { join } from "node:path";
import type { FeatureExtractionPipeline } from "@xenova/transformers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConvertedModel, loadModelFolder } from "../../../scripts/model/convert-model.ts";
import { exportOnnx } from "../../../scripts/model/export-onnx.ts";
import type { Encoder, TextKind } from "../../../src/encoder/encoder.ts";
import { cosine, openExtractor } from "../../support/bundled-encoder.ts";
import { randomBert } from "../../support/random-bert.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";
import { TINY_VOCABULARY, tokenizerJson } from "../../support/tiny-bert.ts";

interface ModelShape {
  readonly name: string;
  readonly layers: number;
  readonly pooling: "mean" | "cls";
  readonly maxTokens: number;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

const INSTRUCTION = "Represent this sentence for searching relevant passages: ";

/** As stated by their model cards and configurations on the Hub; all are 384 wide, 1,536 inside, with 12 heads. */
const SHAPES: readonly ModelShape[] = [
  {
    name: "all-MiniLM-L12-v2",
    layers: 12,
    pooling: "mean",
    maxTokens: 128,
    queryPrefix: "",
    passagePrefix: "",
  },
  {
    name: "bge-small-en-v1.5",
    layers: 12,
    pooling: "cls",
    maxTokens: 512,
    queryPrefix: INSTRUCTION,
    passagePrefix: "",
  },
  {
    name: "e5-small-v2",
    layers: 12,
    pooling: "mean",
    maxTokens: 512,
    queryPrefix: "query: ",
    passagePrefix: "passage: ",
  },
  {
    name: "snowflake-arctic-embed-xs",
    layers: 6,
    pooling: "cls",
    maxTokens: 512,
    queryPrefix: INSTRUCTION,
    passagePrefix: "",
  },
];
const WIDTHS = { hidden: 384, heads: 12, intermediate: 1536, layerNormEps: 1e-12 } as const;
const POSITIONS = 512;
const SEED = 90_210;
const TEXTS = [
  ["passage", "news"],
  ["passage", "Old newspaper, 12 items."],
  ["query", "12 queries"],
] as const;
/** Cosine of the right vector to another text's and to that of the other pooling: a wrong one must fail. */
const MOST_LIKE_ANOTHER = 0.98;

/**
 * `create` makes the encoder from the bytes of encoder.bin; `leastCosine` is the minimum cosine to onnxruntime's
 * vectors of the float model.
 */
export function describeModelShapes(
  name: string,
  create: (bytes: Uint8Array<ArrayBuffer>) => Promise<Encoder>,
  leastCosine: number,
): void {
  describe.each(SHAPES)(`the encoder ${name} with the shape of $name`, (shape) => {
    let parent: Awaited<ReturnType<typeof makeTempFolder>>;
    let converted: ConvertedModel;
    let extract: FeatureExtractionPipeline;
    let encoder: Encoder;

    beforeAll(async () => {
      parent = await makeTempFolder(modelFiles(shape));
      converted = await loadModelFolder(join(parent.folder, shape.name));
      encoder = await create(converted.encoderBytes);
      extract = await openExtractor(shape.name, { modelsFolder: parent.folder, quantized: false });
    });
    afterAll(async () => {
      await extract.dispose();
      await parent.remove();
    });

    it("has the published profile", () => {
      const { name, layers, ...profile } = shape;
      expect(converted.profile).toMatchObject({ name, ...profile, dims: WIDTHS.hidden });
      expect(converted.parameters.bert.layers).toBe(layers);
    });

    it(`matches onnxruntime's vectors of queries and passages to a cosine of ${leastCosine}`, async () => {
      const otherPooling = shape.pooling === "cls" ? "mean" : "cls";
      const texts: Float32Array[] = [];
      const others: number[] = [];
      let least = 1;
      for (const [kind, text] of TEXTS) {
        const input = prefixOf(shape, kind) + text;
        const vectorBy = async (pooling: "mean" | "cls") =>
          Float32Array.from((await extract(input, { pooling, normalize: true })).data, Number);
        const expected = await vectorBy(shape.pooling);
        others.push(cosine(expected, await vectorBy(otherPooling)), ...texts.map((v) => cosine(expected, v)));
        texts.push(expected);
        least = Math.min(least, cosine((await encoder.encode(text, kind)).vector, expected));
      }
      const alike = Math.max(...others);
      console.log(
        `${name}, ${shape.name}, seed ${SEED}: least cosine to onnxruntime ${least.toFixed(7)} ` +
          `(to another text or pooling at most ${alike.toFixed(3)})`,
      );
      expect(alike).toBeLessThan(MOST_LIKE_ANOTHER);
      expect(least).toBeGreaterThanOrEqual(leastCosine);
    });
  });
}

function prefixOf(shape: ModelShape, kind: TextKind): string {
  return kind === "query" ? shape.queryPrefix : shape.passagePrefix;
}

/** Paths under the folder's parent. */
function modelFiles({ name, layers }: ModelShape): Record<string, string | Uint8Array> {
  const vocabSize = TINY_VOCABULARY.length;
  const bert = { ...WIDTHS, layers, vocabSize, maxPositions: POSITIONS };
  const config = {
    model_type: "bert",
    hidden_act: "gelu",
    hidden_size: WIDTHS.hidden,
    intermediate_size: WIDTHS.intermediate,
    layer_norm_eps: WIDTHS.layerNormEps,
    num_attention_heads: WIDTHS.heads,
    num_hidden_layers: layers,
    vocab_size: vocabSize,
    max_position_embeddings: POSITIONS,
  };
  const tokenizer = { tokenizer_class: "BertTokenizer", model_max_length: POSITIONS, pad_token: "[PAD]" };
  return {
    [`${name}/config.json`]: JSON.stringify(config),
    [`${name}/tokenizer.json`]: JSON.stringify(tokenizerJson()),
    [`${name}/tokenizer_config.json`]: JSON.stringify(tokenizer),
    [`${name}/onnx/model.onnx`]: exportOnnx(randomBert({ seed: SEED + layers, bert })),
  };
}
