// Records of JSON and JSON Lines, and the places of syntax errors.

import { describe, expect, it } from "vitest";
import { byteLines } from "../../../../../scripts/build/source/readers/byte-lines.ts";
import { readJson } from "../../../../../scripts/build/source/readers/json.ts";
import { readJsonLines } from "../../../../../scripts/build/source/readers/json-lines.ts";
import { scanJson } from "../../../../../scripts/build/source/readers/json-scan.ts";
import type { Problem, RawRecord } from "../../../../../scripts/build/source/readers/record.ts";
import { seededRandom } from "../../../../support/random.ts";

const LIMIT = 1 << 20;

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readLines(text: string | Uint8Array, limit = LIMIT, piece = 7) {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const records: (RawRecord | Problem)[] = [];
  for await (const record of readJsonLines(inPieces(bytes, piece), "a.jsonl", limit)) records.push(record);
  return records;
}

describe("readJson", () => {
  it.each([
    ['{"id":"x"}', ["a.json"]],
    ['[{"id":"x"},{"id":"y"}]', ["a.json#1", "a.json#2"]],
    ['{"title":"My feed","items":[{"id":"x"}]}', ["a.json#1"]],
    ['{"articles":[{"id":"x"},{"id":"y"}],"next":null}', ["a.json#1", "a.json#2"]],
    ['{"posts":[]}', []],
    ["[]", []],
  ])("finds the records of %s", (json, places) => {
    const records = [...readJson(json, "a.json", LIMIT)];
    expect(records.map((record) => record.kind === "record" && record.sourcePath)).toEqual(places);
  });

  it("names the line on which each record begins", () => {
    const records = [...readJson('[\n{"id":\n1},\n\n {"id":2}]', "a.json", LIMIT)];
    expect(records.map(({ line }) => line)).toEqual([2, 5]);
  });

  it.each([
    ['[\n{"id": 1,}\n]', 2, "a field name in double quotes"],
    ['{"id": 1', 1, "the end of the file"],
    ['[\n{"a": "b\nc"}]', 2, "closing"],
    ['{"a": 01}', 1, '","'],
    ['\n\n{"a": tru}', 3, "a value"],
    ["[1] x", 1, "the end of the file"],
  ])("reports the syntax error of %j with its line", (json, line, words) => {
    expect([...readJson(json, "a.json", LIMIT)]).toMatchObject([
      { kind: "problem", code: "invalid_json", line, reason: expect.stringContaining(words) },
    ]);
  });

  it("reports what isn't a record and reads the rest", () => {
    expect([...readJson('[1,{"id":"x"},null]', "a.json", LIMIT)]).toMatchObject([
      { code: "not_a_record" },
      { kind: "record" },
      { code: "not_a_record" },
    ]);
  });

  it("compares each record with the limit separately, in bytes", () => {
    const big = JSON.stringify({ id: "x", body: "é".repeat(60) });
    const [first, second] = readJson(`[${big},{"id":"y"}]`, "a.json", 100);
    expect(first).toMatchObject({ code: "too_large", reason: expect.stringContaining("140 bytes") });
    expect(second).toMatchObject({ kind: "record" });
  });
});

describe("scanJson", () => {
  it("accepts and refuses exactly what JSON.parse does, on generated texts", () => {
    const seed = 8259;
    const random = seededRandom(seed);
    const pieces = [
      ...'{}[]:,"\\ \n-.0123eE',
      '"a"',
      '"a":',
      "true",
      "null",
      "1.5e-3",
      '"\\u00e9"',
      '"\\x"',
      "\t",
    ];
    let accepted = 0;
    for (let round = 0; round < 40_000; round++) {
      const length = 1 + Math.floor(random() * 7);
      const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join("");
      const scan = scanJson(text);
      expect(scan.kind !== "error", `seed ${seed}, round ${round}: ${JSON.stringify(text)}`).toBe(
        parses(text),
      );
      if (scan.kind !== "error") accepted++;
    }
    expect(accepted).toBeGreaterThan(500);
  });

  it("doesn't overflow the stack on deep nesting", () => {
    expect(scanJson("[".repeat(200_000) + "]".repeat(200_000)).kind).toBe("array");
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("readJsonLines", () => {
  it("reads one record per line, whatever pieces it arrives in, with BOM, CRLF and empty lines", async () => {
    const text = '\ufeff{"id":"é😀"}\r\n\r\n{"id":"y"}\n\n{"id":"z"}';
    for (const piece of [1, 2, 3, 1000]) {
      const records = await readLines(text, LIMIT, piece);
      expect(
        records.map((record) => record.kind === "record" && [record.sourcePath, record.fields.get("id")]),
      ).toEqual([
        ["a.jsonl:1", "é😀"],
        ["a.jsonl:3", "y"],
        ["a.jsonl:5", "z"],
      ]);
    }
  });

  it("reports a broken line and continues", async () => {
    const text = Buffer.concat([
      Buffer.from('{"id":"x"}\n{"id":}\n{"id":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n[]\n{"id":"y"}\n'),
    ]);
    expect(await readLines(text)).toMatchObject([
      { kind: "record" },
      { code: "invalid_json", line: 2, reason: expect.stringContaining("column 7") },
      { code: "not_text", line: 3 },
      { code: "not_a_record", line: 4 },
      { kind: "record" },
    ]);
  });

  it("skips a line above the limit, naming both numbers, and continues", async () => {
    const text = `{"id":"x"}\n${"y".repeat(5000)}\n{"id":"z"}`;
    expect(await readLines(text, 100, 64)).toMatchObject([
      { kind: "record" },
      { code: "too_large", line: 2, reason: expect.stringMatching(/5000 bytes.*100/) },
      { kind: "record" },
    ]);
  });

  it("says that a file without any record is empty", async () => {
    expect(await readLines("\n \n")).toMatchObject([{ code: "empty_file" }]);
  });
});

describe("byteLines", () => {
  it("gives the lines that splitting the whole text would, for every size of piece", async () => {
    const text = "a\n\nbcd\r\n\nefghij\n";
    const expected = text.split("\n").slice(0, -1);
    for (let piece = 1; piece <= text.length; piece++) {
      const lines: string[] = [];
      for await (const line of byteLines(inPieces(Buffer.from(text), piece), 100)) {
        lines.push(line.kind === "line" ? Buffer.from(line.bytes).toString() : "too long");
      }
      expect(lines).toEqual(expected);
    }
  });
});
