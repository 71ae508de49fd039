// What every Reader must do, whatever its format: find its files by name, give records with their places, and make problems
// of bad files instead of throwing. Details of a format are tested beside it.

import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Reader } from "../../../../../scripts/build/source/readers/reader.ts";
import { hasErrorCode } from "../../../../../scripts/files/system-error.ts";
import { seededRandom } from "../../../../support/random.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const SEED = 61_027;
const DAMAGED_FILES = 100;
const OPTIONS = { articleBytes: 2_000, titleFields: ["title"] };

export interface ReaderExample {
  /** A file of one article, with the field `title: "Bridge"`, and "Text." as its body, at most 200 bytes long. */
  readonly file: string;
  /** The same with a body of at least `bytes` bytes. */
  longFile(bytes: number): string;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

export function describeReader(reader: Reader, example: ReaderExample): void {
  const [extension = ""] = reader.extensions;

  async function read(content: string | Uint8Array, name = `news/article${extension}`) {
    const root = await tempFolder({ [name]: content });
    const location = join(root, name);
    const file = { path: name, location, bytes: (await stat(location)).size };
    return all(reader.read(file, OPTIONS));
  }

  describe(`Reader: ${reader.name}`, () => {
    it("accepts every one of its extensions in upper and lower case, and nothing else", () => {
      expect(reader.extensions.length).toBeGreaterThan(0);
      for (const end of reader.extensions) {
        expect(end).toMatch(/^\.[a-z0-9.]+$/);
        expect(reader.accepts(`a/b${end}`)).toBe(true);
        expect(reader.accepts(`a/b${end.toUpperCase()}`)).toBe(true);
        expect(reader.accepts(`a/b${end}x`)).toBe(false);
        expect(reader.accepts(`a/b${end}/c.png`)).toBe(false);
      }
    });

    it("gives an article's fields with the place that they come from", async () => {
      for (const end of reader.extensions) {
        const name = `news/article${end}`;
        const packed = end.endsWith(".gz");
        const records = await read(packed ? gzipSync(example.file) : example.file, name);
        expect(records, end).toMatchObject([{ kind: "record", path: name, line: 1 }]);
        const [record] = records;
        if (record?.kind !== "record") continue;
        expect(record.fields.get("title")).toBe("Bridge");
        expect(record.sourcePath.startsWith(name)).toBe(true);
        expect(record.content?.body ?? record.fields.get("body")).toBe("Text.");
      }
    });

    it("ignores a byte order mark", async () => {
      const [record] = await read(`\ufeff${example.file}`);
      expect(record).toMatchObject({ kind: "record", line: 1 });
      expect(record?.kind === "record" && record.fields.get("title")).toBe("Bridge");
    });

    it("makes an article above the limit a problem that names both numbers", async () => {
      const records = await read(example.longFile(OPTIONS.articleBytes + 1));
      expect(records).toMatchObject([
        {
          code: "too_large",
          reason: expect.stringMatching(/has \d+ bytes; limits\.articleBytes allows 2000/),
        },
      ]);
    });

    it.each([
      ["blank", " \n\n", "empty_file"],
      ["not UTF-8", Uint8Array.of(0x61, 0xff, 0xfe), "not_text"],
      ["binary", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x00, 0x01), "not_text"],
    ])("makes one problem of a file that is %s", async (_, content, code) => {
      expect(await read(content)).toMatchObject([
        { kind: "problem", code, path: `news/article${extension}` },
      ]);
    });

    it("throws the system's error for a file that isn't there", async () => {
      const location = join(await tempFolder({}), "missing");
      const file = { path: `missing${extension}`, location, bytes: 10 };
      await expect(all(reader.read(file, OPTIONS))).rejects.toSatisfy(hasErrorCode);
    });

    it("can be left before the end", async () => {
      const root = await tempFolder({ [`a${extension}`]: example.file });
      const file = { path: `a${extension}`, location: join(root, `a${extension}`), bytes: 10 };
      for await (const record of reader.read(file, OPTIONS)) {
        expect(record.kind).toBe("record");
        break;
      }
    });

    it("never throws for a damaged file", async () => {
      const random = seededRandom(SEED);
      const root = await tempFolder({});
      const location = join(root, "damaged");
      const original = Buffer.from(example.file);
      for (let round = 0; round < DAMAGED_FILES; round++) {
        const damaged = Buffer.from(original.subarray(0, 1 + Math.floor(random() * original.length)));
        for (let changes = Math.floor(random() * 4); changes > 0; changes--) {
          damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
        }
        await writeFile(location, damaged);
        const file = { path: `damaged${extension}`, location, bytes: damaged.length };
        const records = await all(reader.read(file, OPTIONS));
        expect(records.length, `seed ${SEED}, round ${round}`).toBeGreaterThan(0);
      }
    });
  });
}
