// What every implementation of `Encoder` guarantees, whatever its model and speed. An implementation's test file calls
// `describeEncoder` and adds what is specific to it.

import { beforeAll, describe, expect, it } from "vitest";
import type { Encoder } from "../../../src/encoder/encoder.ts";
import { cosine } from "../../support/bundled-encoder.ts";

const LONG_TEXT = "The committee met again in spring and adopted the report without a vote. ".repeat(60);

export function describeEncoder(name: string, create: () => Promise<Encoder>): void {
  describe(`the encoder ${name}`, () => {
    let encoder: Encoder;
    beforeAll(async () => {
      encoder = await create();
    });
    const vectorOf = async (text: string) => (await encoder.encode(text, "passage")).vector;

    it("identifies its model by 32 hexadecimal digits", () => {
      expect(encoder.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    });

    it.each([
      ["a word", "lava"],
      ["a sentence", "Lava flows towards the town of Grindavík."],
      ["an emoji", "🌋"],
      ["another script", "冰岛火山"],
      ["a text beyond the limit", LONG_TEXT],
    ])("returns a unit vector for %s", async (_, text) => {
      const { vector } = await encoder.encode(text, "query");
      expect(vector).toBeInstanceOf(Float32Array);
      expect(vector).toHaveLength(encoder.dims);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    });

    it("returns the same vector whatever was encoded before", async () => {
      const first = await vectorOf("A short text.");
      await vectorOf(LONG_TEXT);
      expect(await vectorOf("A short text.")).toEqual(first);
      const fresh = await (await create()).encode("A short text.", "passage");
      expect(fresh.vector).toEqual(first);
    });

    it("never changes a vector that it has returned", async () => {
      const vector = await vectorOf("Engineers closed the bridge.");
      const copy = vector.slice();
      await vectorOf("A different sentence altogether.");
      expect(vector).toEqual(copy);
    });

    it("returns the same vectors to concurrent requests as to sequential ones", async () => {
      const texts = Array.from({ length: 8 }, (_, i) => `Request number ${i} ${"asks more ".repeat(i)}`);
      const together = await Promise.all(texts.map(vectorOf));
      for (const [i, text] of texts.entries()) expect(together[i], text).toEqual(await vectorOf(text));
    });

    it("ignores white space around and between words", async () => {
      expect(await vectorOf("  two \n\t words ")).toEqual(await vectorOf("two words"));
    });

    it("places texts on the same topic closer together than texts on different ones", async () => {
      const [goal, score, rates] = await Promise.all([
        vectorOf("The striker scored twice and the team won the football match."),
        vectorOf("Two goals by the forward decided the game of soccer."),
        vectorOf("The central bank raised interest rates to slow inflation."),
      ]);
      expect(cosine(goal, score)).toBeGreaterThan(cosine(goal, rates) + 0.2);
    });

    it("reports if a text was longer than the limit, and encodes its beginning", async () => {
      const whole = await encoder.encode("one two three", "passage");
      expect(whole.truncated).toBe(false);
      const cut = await encoder.encode("one two three four five", "passage", whole.tokens);
      expect(cut).toEqual({ ...whole, truncated: true });
      const long = await encoder.encode(LONG_TEXT, "passage");
      expect(long.truncated).toBe(true);
      await expect(encoder.encode("x", "passage", long.tokens + 1)).rejects.toThrow(RangeError);
    });

    it.each([0, -1, 2.5, Number.NaN])("refuses a limit of %s tokens", async (maxTokens) => {
      await expect(encoder.encode("text", "query", maxTokens)).rejects.toThrow(RangeError);
    });

    it.each([
      "",
      " \n\t\u00a0",
      "\u200b\u0000",
    ])("returns the zero vector for %j, which has no word", async (text) => {
      const { vector, tokens, truncated } = await encoder.encode(text, "query");
      expect({ tokens, truncated }).toEqual({ tokens: 0, truncated: false });
      expect(vector).toEqual(new Float32Array(encoder.dims));
    });
  });
}
