// A text as it is looked up while a reader types.

import { describe, expect, it } from "vitest";
import { COMPLETION_KEY_MAX_BYTES, completionKey } from "../../src/lexical/completion-key.ts";

describe("the key of a text", () => {
  it.each([
    ["Black  Sea-Grain: Deal!", "black sea grain deal"],
    ["L’Élysée", "elysee"],
    ["Don't look up", "dont look up"],
    ["The U.S. and the UK", "the us and the uk"],
    ["黑海 Grain", "黑海 grain"],
    ["?!", ""],
    ["", ""],
  ])("of %j is %j, in any language", (text, key) => {
    expect(completionKey(text).text).toBe(key);
  });

  it("tells where each word lies, in bytes of the key and in the text", () => {
    const text = "«Ørsted» in Łódź";
    const { text: key, words } = completionKey(text);
    const bytes = new TextEncoder().encode(key);
    const rests = words.map(({ offset }) => new TextDecoder().decode(bytes.subarray(offset)));
    expect(rests).toEqual(["orsted in lodz", "in lodz", "lodz"]);
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(["Ørsted", "in", "Łódź"]);
  });

  it("ends with the last whole word that fits", () => {
    const { text, words } = completionKey("ab cdé fg", 6);
    expect([text, words.length]).toEqual(["ab cde", 2]);
    const long = completionKey("火山".repeat(200), COMPLETION_KEY_MAX_BYTES);
    const { length } = new TextEncoder().encode(long.text);
    expect(length).toBeLessThanOrEqual(COMPLETION_KEY_MAX_BYTES);
    expect(length).toBeGreaterThan(COMPLETION_KEY_MAX_BYTES - 12);
  });
});
