// The dictionary against a plain look at every string, once over a table of strings and once over suffixes of strings.

import { describe, expect, it } from "vitest";
import { CompletionStarts, startAt } from "../../src/lexical/completion-starts.ts";
import { StringTable, writeStringTable } from "../../src/lexical/string-table.ts";
import { type MayEdit, TermDictionary, type TermRange } from "../../src/lexical/term-dictionary.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const ALPHABET = ["a", "b", "z", "é", "ж", "山", "ﬁ", "😀", "𐐨", "7", " ", "\ufeff", "\u0000"] as const;
const FEW = ["a", "b", "é", "山", "😀", "7", " "] as const;
const ANYWHERE: MayEdit = () => true;

interface Case {
  readonly dictionary: TermDictionary;
  /** The strings that it should hold, sorted by bytes. */
  readonly model: readonly string[];
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function randomStrings(seed: number, alphabet: readonly [string, ...string[]] = ALPHABET): string[] {
  const random = seededRandom(seed);
  return Array.from({ length: integerBetween(random, 0, 120) }, () =>
    Array.from({ length: integerBetween(random, 0, 5) }, () => pick(random, alphabet)).join(""),
  );
}

function overStrings(strings: readonly string[]): Case {
  const { bytes, offsets } = writeStringTable(strings);
  return {
    dictionary: new TermDictionary(new StringTable(bytes, offsets)),
    model: [...new Set(strings)].sort(byBytes),
  };
}

/** From every letter of every string to its end: entries overlap and repeat. */
function overSuffixes(strings: readonly string[]): Case {
  const offsets = new Uint32Array(strings.length + 1);
  const starts: { readonly start: number; readonly text: string }[] = [];
  for (const [number, text] of strings.entries()) {
    offsets[number + 1] = (offsets[number] ?? 0) + Buffer.byteLength(text);
    const letters = [...text];
    for (const at of letters.keys()) {
      const offset = Buffer.byteLength(letters.slice(0, at).join(""));
      starts.push({ start: startAt(number, offset), text: letters.slice(at).join("") });
    }
  }
  starts.sort((a, b) => byBytes(a.text, b.text) || a.start - b.start);
  const entries = new CompletionStarts(
    new TextEncoder().encode(strings.join("")),
    offsets,
    Uint32Array.from(starts, ({ start }) => start),
  );
  return { dictionary: new TermDictionary(entries), model: starts.map(({ text }) => text) };
}

/** What `text` becomes by one edit at the letters that may be edited. Letters of `added` are added and put in place. */
function edits(text: string, mayEdit: MayEdit, added: readonly string[]): Set<string> {
  const letters = [...text];
  const all = new Set<string>();
  for (let at = 0; at <= letters.length; at++) {
    if (!mayEdit(at)) continue;
    const isEditable = at < letters.length && letters[at] !== " ";
    for (const other of added.filter((letter) => !/\p{N}/u.test(letter))) {
      all.add(letters.toSpliced(at, 0, other).join(""));
      if (isEditable && other !== " ") all.add(letters.with(at, other).join(""));
    }
    if (isEditable) all.add(letters.toSpliced(at, 1).join(""));
    if (isEditable && at + 1 < letters.length && letters[at + 1] !== " ") {
      all.add(letters.toSpliced(at, 2, letters[at + 1] ?? "", letters[at] ?? "").join(""));
    }
  }
  return all;
}

const indicesIn = (ranges: readonly TermRange[]): number[] => {
  const indices = ranges.flatMap(({ first, end }) =>
    Array.from({ length: end - first }, (_, at) => first + at),
  );
  return [...new Set(indices)].sort((a, b) => a - b);
};

describe.each([
  ["strings", overStrings],
  ["suffixes of strings", overSuffixes],
])("a dictionary of %s", (_, open) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("agrees with a sorted array (seed %i)", (seed) => {
    const { dictionary, model } = open(randomStrings(seed));
    expect(dictionary.size).toBe(model.length);
    expect(model.map((__, index) => dictionary.at(index))).toEqual(model);
    for (const text of [...model, ...randomStrings(seed + 1000), "", "\u{10ffff}"]) {
      expect(dictionary.find(text)).toBe(model.indexOf(text));
      expect(dictionary.lowerBound(text)).toBe(model.filter((other) => byBytes(other, text) < 0).length);
      const { first, end, length } = dictionary.startingWith(text);
      expect(model.slice(first, end)).toEqual(model.filter((other) => other.startsWith(text)));
      expect(length).toBe(Buffer.byteLength(text));
    }
  });

  it.each([11, 12, 13, 14])("finds what one edit makes of a text (seed %i)", (seed) => {
    const { dictionary, model } = open(randomStrings(seed, FEW));
    const rules: MayEdit[] = [ANYWHERE, (index) => index > 0, (index) => index % 2 === 1];
    for (const text of [...model.slice(0, 40), ...randomStrings(seed + 1000, FEW).slice(0, 20)]) {
      for (const mayEdit of rules) {
        const edited = edits(text, mayEdit, FEW);
        edited.delete(text);
        const found = dictionary.oneEditAway(text, mayEdit).map((index) => dictionary.at(index));
        expect(new Set(found)).toEqual(new Set(model.filter((other) => edited.has(other))));
      }
    }
  });

  it.each([21, 22, 23, 24])("finds what continues one edit of a text (seed %i)", (seed) => {
    const { dictionary, model } = open(randomStrings(seed, FEW));
    const rules: MayEdit[] = [ANYWHERE, (index) => index > 0, (index) => index % 2 === 1];
    for (const text of [...model.slice(0, 40), ...randomStrings(seed + 1000, FEW).slice(0, 20)]) {
      const { length } = [...text];
      for (const mayEdit of rules) {
        // Nothing is added at the end: whatever continues that continues the text itself.
        const before = (index: number) => index < length && mayEdit(index);
        const edited = [...edits(text, before, FEW)];
        const expected = model.flatMap((other, index) =>
          edited.some((one) => other.startsWith(one)) ? [index] : [],
        );
        const ranges = dictionary.startingOneEditAway(text, mayEdit);
        expect(ranges.every(({ first, end }) => first < end)).toBe(true);
        expect(indicesIn(ranges)).toEqual(expected);
      }
    }
  });

  it("refuses an index that it doesn't have", () => {
    const { dictionary } = open(["a", "b"]);
    for (const index of [-1, 2, Number.NaN]) expect(() => dictionary.at(index)).toThrow(RangeError);
  });
});

describe("a dictionary", () => {
  it("may be empty, or hold the empty string alone", () => {
    expect(overStrings([]).dictionary.find("")).toBe(-1);
    expect(overStrings([]).dictionary.startingWith("a")).toMatchObject({ first: 0, end: 0 });
    expect(overStrings([""]).dictionary.find("")).toBe(0);
    expect(overStrings([""]).dictionary.oneEditAway("a", ANYWHERE)).toEqual([0]);
  });

  it("finds a letter too many, missing, wrong or in the wrong order", () => {
    const { dictionary } = overStrings(["harbour", "harbours"]);
    const found = (text: string) =>
      dictionary.oneEditAway(text, ANYWHERE).map((index) => dictionary.at(index));
    expect(["harrbour", "hrbour", "hurbour", "habrour", "arbour"].map(found)).toEqual(
      Array(5).fill(["harbour"]),
    );
    expect(found("harboxurs")).toEqual(["harbours"]);
    expect(found("hbarours")).toEqual([]);
  });
});
