// The sorted table of strings against a plain sorted array.

import { describe, expect, it } from "vitest";
import { StringTable, writeStringTable } from "../../src/lexical/string-table.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

function tableOf(strings: readonly string[]): StringTable {
  const { bytes, offsets } = writeStringTable(strings);
  return new StringTable(bytes, offsets);
}

/** Short strings over few characters, so that prefixes and repetitions are common. */
function randomStrings(seed: number): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: integerBetween(random, 0, 120) }, () =>
    Array.from({ length: integerBetween(random, 0, 5) }, () =>
      pick(random, ["a", "b", "z", "é", "ß", "山", "ﬁ", "😀", "𐐀", "\ufeff", "\u0000", " "]),
    ).join(""),
  );
}

describe("a string table", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("agrees with a sorted array of distinct strings (seed %i)", (seed) => {
    const strings = randomStrings(seed);
    const model = [...new Set(strings)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const table = tableOf(strings);
    expect(table.size).toBe(model.length);
    expect(model.map((_, index) => table.at(index))).toEqual(model);
    expect(model.map((text) => table.find(text))).toEqual(model.map((_, index) => index));
    for (const other of randomStrings(seed + 1000)) {
      expect(table.find(other)).toBe(model.indexOf(other));
      const before = model.filter((text) => Buffer.compare(Buffer.from(text), Buffer.from(other)) < 0);
      expect(table.lowerBound(other)).toBe(before.length);
    }
  });

  it("orders by UTF-8 bytes, in which a character outside the basic plane comes after U+FFFD", () => {
    // In UTF-16 units the surrogates of 😀 would come first.
    expect(writeStringTable(["😀", "\ufffd"]).order).toEqual(["\ufffd", "😀"]);
  });

  it("holds nothing, or the empty string alone", () => {
    expect(tableOf([]).size).toBe(0);
    expect(tableOf([]).find("")).toBe(-1);
    expect(tableOf([""]).size).toBe(1);
    expect(tableOf([""]).find("")).toBe(0);
  });

  it("gives the same bytes for the same strings in any order", () => {
    expect(writeStringTable(["b", "a", "ab", "b"])).toEqual(writeStringTable(["ab", "b", "a"]));
  });

  it.each([-1, 2, Number.NaN])("refuses the index %d of a table of two", (index) => {
    expect(() => tableOf(["a", "b"]).at(index)).toThrow(RangeError);
  });

  it("refuses offsets that do not end where the text does, naming both", () => {
    expect(() => new StringTable(new Uint8Array(5), Uint32Array.of(0, 4))).toThrow(/end at 4, the text at 5/);
    expect(() => new StringTable(new Uint8Array(0), new Uint32Array(0))).toThrow(RangeError);
  });
});
