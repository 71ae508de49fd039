// Lists of numbers end to end: written, attached and read again, and refused where they are none.

import { describe, expect, it } from "vitest";
import { NumberLists, writeNumberLists } from "../../src/lexical/number-lists.ts";
import { integerBetween } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const LIMIT = 1000;

describe("lists of numbers", () => {
  it("come back as they were written (seeds 1 to 50)", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      const written = Array.from({ length: integerBetween(random, 0, 30) }, () =>
        Array.from({ length: integerBetween(random, 0, 6) }, () => integerBetween(random, 0, LIMIT - 1)),
      );
      const { values, offsets } = writeNumberLists(written);
      const lists = new NumberLists(values, offsets, LIMIT);
      expect(
        written.map((_, index) => [...lists.at(index)]),
        `seed ${seed}`,
      ).toEqual(written);
      const lengths = written.map((_, index) => lists.lengthAt(index));
      expect(lengths, `seed ${seed}`).toEqual(written.map(({ length }) => length));
    }
  });

  it("tell which have a marked number, and how many of some have each (seeds 1 to 50)", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      const limit = 12;
      const written = Array.from({ length: integerBetween(random, 0, 30) }, () => [
        ...new Set(
          Array.from({ length: integerBetween(random, 0, 4) }, () => integerBetween(random, 0, limit - 1)),
        ),
      ]);
      const { values, offsets } = writeNumberLists(written);
      const lists = new NumberLists(values, offsets, limit);
      const marks = Uint8Array.from({ length: limit }, () => Number(random() < 0.2));
      const having = written.map((list) => Number(list.some((number) => marks[number] === 1)));
      expect([...lists.havingAny(marks)], `seed ${seed}`).toEqual(having);
      const some = written.map((_, index) => index).filter(() => random() < 0.5);
      const counts = Array.from(
        { length: limit },
        (_, number) => some.filter((index) => written[index]?.includes(number)).length,
      );
      expect([...lists.countIn(some)], `seed ${seed}`).toEqual(counts);
    }
  });

  it("are empty outside the table", () => {
    const { values, offsets } = writeNumberLists([[1], [2]]);
    const lists = new NumberLists(values, offsets, LIMIT);
    expect([-1, 2, 1e9].map((index) => lists.at(index).length)).toEqual([0, 0, 0]);
    expect([-1, 2, 1e9].map((index) => lists.lengthAt(index))).toEqual([0, 0, 0]);
  });

  it.each<[string, number[], number[], RegExp]>([
    ["no offset at all", [], [], /offsets from undefined/],
    ["a first offset beyond 0", [1, 2], [1, 2], /offsets from 1 to 2 over 2/],
    ["offsets that go back", [1, 2], [0, 2, 1], /offset 1 after 2/],
    ["offsets that end before the values do", [1, 2], [0, 1], /0 to 1 over 2 values/],
    ["offsets that end beyond the values", [1, 2], [0, 3], /0 to 3 over 2 values/],
    ["a value that names nothing", [1, LIMIT], [0, 2], /value 1000 of 1000/],
  ])("are refused with %s", (_, values, offsets, message) => {
    const attach = () => new NumberLists(Uint32Array.from(values), Uint32Array.from(offsets), LIMIT);
    expect(attach).toThrow(RangeError);
    expect(attach).toThrow(message);
  });
});
