// Ids that are safe in the path of a URL, and back.

import { describe, expect, it } from "vitest";
import { encodeId } from "../../../../../scripts/build/source/article/identifiers.ts";
import { seededRandom } from "../../../../support/random.ts";

/** What an id that was not shortened stands for: every `~HH` is a byte of UTF-8. */
function decoded(id: string): string {
  const bytes = id.replace(/~([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"));
}

const SAFE = /^[A-Za-z0-9._~-]{1,128}$/;

describe("encodeId", () => {
  it.each([
    "2019-04-25-summit",
    "A.b_c~d-9",
    "x",
    "a".repeat(128),
    "~",
    "~4g",
    "~c3",
  ])("doesn't change %j", (id) => {
    expect(encodeId(id)).toBe(id);
  });

  it.each([
    ["2019/summit", "2019~2Fsummit"],
    ["é", "~C3~A9"],
    ["a b", "a~20b"],
    ["~41", "~7E41"],
    ["~~C3", "~~7EC3"],
    ["..", "~2E~2E"],
    [".", "~2E"],
  ])("writes %j as %j", (source, id) => {
    expect(encodeId(source)).toBe(id);
    expect(decoded(id)).toBe(source);
  });

  it("refuses the empty id", () => {
    expect(() => encodeId("")).toThrow(RangeError);
  });

  it("shortens long ids to distinct ones", () => {
    const first = encodeId(`${"é".repeat(200)}1`);
    const second = encodeId(`${"é".repeat(200)}2`);
    expect(first).toMatch(/^.{90}~~[0-9a-f]{32}$/);
    expect(first).not.toBe(second);
  });

  it("keeps an id that only looks shortened apart from the shortened one", () => {
    const shortened = encodeId("z".repeat(300));
    const impostor = encodeId(shortened);
    expect(impostor).not.toBe(shortened);
    expect(impostor).toMatch(SAFE);
    expect(decoded(impostor)).toBe(shortened);
  });

  it("can be decoded for generated Unicode ids", () => {
    const seed = 20250624;
    const random = seededRandom(seed);
    const alphabet = [..."ab~AF09-._/ é漢😀\u0000\u200f%", "~7E", "~~", "\u{10ffff}", "\ufeff"];
    const seen = new Map<string, string>();
    for (let round = 0; round < 3000; round++) {
      const length = 1 + Math.floor(random() * 14);
      const source = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
      const id = encodeId(source);
      const context = `seed ${seed}, round ${round}, source ${JSON.stringify(source)}`;
      expect(id, context).toMatch(SAFE);
      expect(seen.get(id) ?? source, context).toBe(source);
      if (id.length < 124) expect(decoded(id), context).toBe(source);
      seen.set(id, source);
    }
  });
});
