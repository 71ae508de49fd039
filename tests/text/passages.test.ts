// The parts of cutting that the build and the function share; whole articles are in chunk.test.ts.

import { describe, expect, it } from "vitest";
import { fillPassages, paragraphsOf, passageHead, passageInput } from "../../src/text/passages.ts";
import { countWords } from "../support/packed-archive.ts";

describe("passageHead", () => {
  it("leaves the rest of the budget to the text", () => {
    expect(passageHead("Three word title", 20, countWords)).toEqual({
      head: "Three word title",
      rest: [],
      room: 17,
    });
    expect(passageHead("", 20, countWords)).toEqual({ head: "", rest: [], room: 20 });
  });

  it("gives the rest of a title that takes more than half", () => {
    expect(passageHead("a b c d e", 4, countWords)).toEqual({ head: "a b", rest: ["c d", "e"], room: 2 });
  });

  it.each([1, 0, -5, 2.5, Number.NaN])("refuses a budget of %s word pieces", (budget) => {
    expect(() => passageHead("Title", budget, countWords)).toThrow(RangeError);
  });

  it("refuses a title that leaves no room for text however it is cut", () => {
    expect(() => passageHead("x", 10, () => 10)).toThrow(
      new RangeError('passageHead: the title "x" takes all 10 word pieces'),
    );
  });
});

describe("fillPassages", () => {
  it("joins the sentences of a paragraph by a space and paragraphs by a line break", () => {
    expect(fillPassages(["One. Two.", "Three."], "en", 10, countWords)).toEqual(["One. Two.\nThree."]);
  });

  it("joins sentences of a script without spaces directly", () => {
    expect(fillPassages(["她来了。他走了。"], "zh", 10, countWords)).toEqual(["她来了。他走了。"]);
  });

  it("makes no passages without text", () => {
    expect(fillPassages([], "en", 10, countWords)).toEqual([]);
  });
});

it("ends paragraphs at blank lines and turns other white space into single spaces", () => {
  expect(paragraphsOf(" one\n two \n \t\nthree\n\n\n")).toEqual(["one two", "three"]);
  expect(paragraphsOf(null)).toEqual([]);
});

it("puts the title in front of the text, if there is text", () => {
  expect(passageInput("Title", "Text")).toBe("Title\nText");
  expect(passageInput("Title", "")).toBe("Title");
});
