// How strings are stored: end to end, sorted, each once.

import { describe, expect, it } from "vitest";
import { StringTable, writeStringTable } from "../../src/lexical/string-table.ts";

function tableOf(strings: readonly string[]): StringTable {
  const { bytes, offsets } = writeStringTable(strings);
  return new StringTable(bytes, offsets);
}

describe("a string table", () => {
  it("gives back the strings, each once and sorted", () => {
    const table = tableOf(["b", "ﬁ", "", "a", "b", "\ufeff"]);
    expect(table.size).toBe(5);
    expect(Array.from({ length: 5 }, (_, index) => table.at(index))).toEqual(["", "a", "b", "ﬁ", "\ufeff"]);
  });

  it("orders by UTF-8 bytes, in which a character outside the basic plane comes after U+FFFD", () => {
    // In UTF-16 units the surrogates of 😀 would come first.
    expect(writeStringTable(["😀", "\ufffd"]).order).toEqual(["\ufffd", "😀"]);
  });

  it("holds nothing, or the empty string alone", () => {
    expect(tableOf([]).size).toBe(0);
    expect(tableOf([""]).size).toBe(1);
    expect(tableOf([""]).at(0)).toBe("");
  });

  it("gives the same bytes for the same strings in any order", () => {
    expect(writeStringTable(["b", "a", "ab", "b"])).toEqual(writeStringTable(["ab", "b", "a"]));
  });

  it.each([-1, 2, Number.NaN])("refuses the index %d of a table of two", (index) => {
    expect(() => tableOf(["a", "b"]).at(index)).toThrow(RangeError);
  });

  it("refuses offsets that don't run from the text's beginning to its end, naming the numbers", () => {
    expect(() => new StringTable(new Uint8Array(5), Uint32Array.of(0, 4))).toThrow(/from 0 to 4, .* 5 bytes/);
    expect(() => new StringTable(new Uint8Array(5), Uint32Array.of(1, 5))).toThrow(/from 1 to 5, .* 5 bytes/);
    expect(() => new StringTable(new Uint8Array(0), new Uint32Array(0))).toThrow(RangeError);
  });

  it("refuses offsets that go back", () => {
    expect(() => new StringTable(new Uint8Array(5), Uint32Array.of(0, 4, 3, 5))).toThrow(/offset 3 after 4/);
  });
});
