// A draft with the bundled model: its passages fit the model's limit, and the budget of word pieces is exact.

import { beforeAll, describe, expect, it } from "vitest";
import type { Encoder } from "../../../src/encoder/encoder.ts";
import { type DraftLimits, encodeDraft } from "../../../src/text/draft.ts";
import { bundledWasmEncoder } from "../../support/bundled-encoder.ts";
import { KERNELS } from "../../support/kernels.ts";

describe("a draft encoded by the bundled model", () => {
  let encoder: Encoder;
  beforeAll(async () => {
    encoder = await bundledWasmEncoder(KERNELS.relaxed);
  });

  async function encoded(draft: Parameters<typeof encodeDraft>[1], limits: DraftLimits) {
    const result = await encodeDraft(encoder, draft, limits);
    if (result.kind !== "encoded") throw new Error(`the draft was refused: ${JSON.stringify(result)}`);
    return result;
  }

  it("has passages that the model reads in full, all within the token limit", async () => {
    const text = "Lava reached the road — Grindavík was empty. ".repeat(9);
    const limits = { passageTokens: 64 };
    const { passages, mean } = await encoded({ title: "A title", text, lang: "en" }, limits);
    expect(passages.length).toBeGreaterThan(1);
    for (const { text: own, tokens, vector } of passages) {
      expect(tokens).toBeLessThanOrEqual(64);
      expect(await encoder.encode(`A title\n${own}`, "passage")).toEqual({
        vector,
        tokens,
        truncated: false,
      });
    }
    expect(Math.hypot(...mean)).toBeCloseTo(1, 6);
  });

  it("may request longer passages than the model reads, and gets the model's limit", async () => {
    const draft = { text: "lava ".repeat(300), lang: "en" };
    const { passages } = await encoded(draft, { passageTokens: 1000 });
    const most = encoder.pieceBudget("passage");
    expect(Math.max(...passages.map(({ tokens }) => tokens))).toBe(most + 2);
    expect(passages.reduce((sum, { tokens }) => sum + tokens - 2, 0)).toBe(300);
  });

  it("is encoded in full up to the budget of word pieces, and not beyond it", async () => {
    const budget = encoder.pieceBudget("query", 12);
    const text = "lava ".repeat(budget);
    expect(encoder.countPieces(text)).toBe(budget);
    expect((await encoder.encode(text, "query", 12)).truncated).toBe(false);
    expect((await encoder.encode(`${text} lava`, "query", 12)).truncated).toBe(true);
  });

  it.each([2, 0, -1, 3.5, Number.NaN])("rejects a budget of %s tokens", (maxTokens) => {
    expect(() => encoder.pieceBudget("passage", maxTokens)).toThrow(RangeError);
  });
});
