// Dotted paths into the fields of a record.

import { describe, expect, it } from "vitest";
import { valueAt } from "../../../../../scripts/build/source/readers/field-path.ts";

const FIELDS = new Map<string, unknown>(
  Object.entries({
    title: { rendered: "T", "plain.text": "P", empty: null },
    authors: [{ name: "Ada" }, { name: "Ben" }],
    "title.raw": "literal",
    "acf.box": { subtitle: "S" },
    acf: { box: { kicker: "K" } },
    text: "some text",
    "a.": "ends in a dot",
  }),
);

describe("valueAt", () => {
  it.each([
    ["text", "some text"],
    ["title.rendered", "T"],
    ["authors.0.name", "Ada"],
    ["authors.1", { name: "Ben" }],
  ])("finds %s", (path, value) => {
    expect(valueAt(FIELDS, path)).toEqual(value);
  });

  it("prefers a field whose own name contains the dots, at every level", () => {
    expect(valueAt(FIELDS, "title.raw")).toBe("literal");
    expect(valueAt(FIELDS, "title.plain.text")).toBe("P");
    expect(valueAt(FIELDS, "a.")).toBe("ends in a dot");
  });

  it("tries every way to split a path between names with dots", () => {
    expect(valueAt(FIELDS, "acf.box.subtitle")).toBe("S");
    expect(valueAt(FIELDS, "acf.box.kicker")).toBe("K");
  });

  it("tells null, which is there, from a field that isn't", () => {
    expect(valueAt(FIELDS, "title.empty")).toBeNull();
    expect(valueAt(FIELDS, "title.empty.more")).toBeUndefined();
    expect(valueAt(FIELDS, "title.missing")).toBeUndefined();
  });

  it.each([
    "authors.2",
    "authors.-1",
    "authors.length",
    "authors.name",
    "text.length",
    "text.0",
    "title.constructor",
    "title.__proto__",
    "constructor.name",
    "",
    ".",
  ])("finds nothing at %j, which is no value of the record", (path) => {
    expect(valueAt(FIELDS, path)).toBeUndefined();
  });
});
