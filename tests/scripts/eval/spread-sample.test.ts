// Texts picked from a stream: how many, in which order, and how far apart.

import { describe, expect, it } from "vitest";
import { spreadSample } from "../../../scripts/eval/spread-sample.ts";
import { integerBetween } from "../../support/generated.ts";
import { seededRandom } from "../../support/random.ts";

async function* numbers(count: number): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) yield String(i);
}

async function* each(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

describe("spreadSample", () => {
  it.each([
    71, 72, 73,
  ])("spreads as many texts as asked for over the whole stream (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    for (let round = 0; round < 40; round++) {
      const count = integerBetween(random, 1, 40);
      const total = integerBetween(random, count, 40 * count);
      const picked = (await spreadSample(numbers(total), count)).map(Number);
      const what = `${count} of ${total}`;
      expect(picked, what).toHaveLength(count);
      expect(picked[0], what).toBe(0);
      const gaps = [...picked.slice(1), total].map((next, i) => next - (picked[i] ?? 0));
      expect(Math.min(...gaps), what).toBeGreaterThan(0);
      // Where the stream is a little longer than a whole number of steps, the last gap has one step more.
      expect(Math.max(...gaps), what).toBeLessThanOrEqual(Math.ceil((2 * total) / count) + 1);
    }
  });

  it("gives all texts where there are fewer than asked for", async () => {
    expect(await spreadSample(numbers(3), 5)).toEqual(["0", "1", "2"]);
    expect(await spreadSample(numbers(0), 5)).toEqual([]);
  });

  it("passes over texts of white space alone", async () => {
    expect(await spreadSample(each(["", "a", " \t", "b\r"]), 10)).toEqual(["a", "b\r"]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses to pick %s texts", async (count) => {
    await expect(spreadSample(numbers(3), count)).rejects.toThrow(RangeError);
  });
});
