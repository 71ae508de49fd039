// What build/assets contains, byte by byte, and which of it the Worker serves: no sentence of a members-only body is
// in any file, and only the search page's files are served at any path, however it is written.

import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRecord } from "../../scripts/build/prepare/index-folder.ts";
import { openProject } from "../../scripts/files/project.ts";
import { type BuiltArchive, buildFiles, type ServedArchive, serveFolder } from "../support/served-archive.ts";
import { runsOf, sentencesOf, wordsOf } from "../support/withheld-text.ts";

const MEMBERS_BODY =
  "The Brindlemoor smelter lost forty million in its last year. Ottoline Varga told the board so in a letter.\n\n" +
  "No buyer was found for the furnaces. “Nobody wants them”, she wrote; Ærøskøbing’s yard took the cranes.";
const FUTURE_BODY = "Quintalux will buy its rival Ferrowave, the boards have agreed.";
const FUTURE_ID = "embargoed-merger";
const article = (title: string, body: string, more = "") => `---\ntitle: ${title}\n${more}---\n\n${body}\n`;

let archive: BuiltArchive;
let server: ServedArchive;

beforeAll(async () => {
  archive = await buildFiles({
    "news/smelter.md": article("A smelter closes", MEMBERS_BODY, "date: 2024-05-01\naccess: members\n"),
    [`news/${FUTURE_ID}.md`]: article("Two makers merge", FUTURE_BODY, "date: 2099-01-01\n"),
    "news/bridge.md": article(
      "A bridge opens",
      "Cars and bicycles cross the new bridge.",
      "date: 2024-05-02\n",
    ),
    "backstory.config.json": JSON.stringify({ members: { searchBody: true } }),
  });
  server = await serveFolder(archive.folder);
});
afterAll(async () => {
  await server?.stop();
  await archive?.remove();
});

/** Path within the folder to bytes. */
async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(folder.length + 1), await readFile(path)] as const;
  });
  return new Map(await Promise.all(read));
}

/** The file's text in each possible form: UTF-8, UTF-16 in either byte order, and compressed. */
function* readingsOf(bytes: Buffer): Generator<string> {
  const whole = bytes[0] === 0x1f && bytes[1] === 0x8b ? [bytes, gunzipSync(bytes)] : [bytes];
  for (const part of whole) {
    yield part.toString("utf8");
    for (const from of [0, 1]) {
      const even = part.subarray(from, part.length - ((part.length - from) % 2));
      // A copy starts at an even offset, as two-byte units require.
      const units = Buffer.alloc(even.length);
      even.copy(units);
      yield units.toString("utf16le");
      yield units.swap16().toString("utf16le");
    }
  }
}

/** Which of the texts are in a file, either verbatim or as their words in a row. */
function found(files: ReadonlyMap<string, Buffer>, texts: readonly string[]): string[] {
  return [...files].flatMap(([name, bytes]) =>
    [...readingsOf(bytes)].flatMap((reading) => {
      const asWritten = texts.filter((text) => reading.includes(text));
      // 19 MB of weights and the words of a vocabulary; only verbatim text could be read there.
      if (name.endsWith("encoder.bin")) return asWritten.map((text) => `${name}: ${text}`);
      const words = ` ${wordsOf(reading).join(" ")} `;
      const inWords = texts.filter((text) => words.includes(` ${wordsOf(text).join(" ")} `));
      return [...new Set([...asWritten, ...inWords])].map((text) => `${name}: ${text}`);
    }),
  );
}

describe("the files of a build", () => {
  it("contain no sentence and no four words of a members-only body, even if its vectors are served", async () => {
    const files = await filesOf(join(archive.folder, "build", "assets"));
    expect(files.size).toBeGreaterThan(30);
    expect(found(files, [...sentencesOf(MEMBERS_BODY), ...runsOf(MEMBERS_BODY)])).toEqual([]);
    // Words that occur nowhere else are in no word list either.
    for (const word of ["brindlemoor", "ottoline", "furnaces"]) expect(found(files, [word])).toEqual([]);
    // Public text is found this way.
    expect(found(files, ["Cars and bicycles cross the new bridge."])).toEqual([
      expect.stringMatching(/^snapshot\/text-\w+\.bin: /),
    ]);
  });

  it("contain none of the sample archive's members-only bodies", async () => {
    const { indexFolder, assetsFolder } = openProject();
    expect((await readRecord(indexFolder))?.counts.membersOnly).toBe(3);
    const names = (await readdir("content/articles")).filter((name) => name.endsWith(".md"));
    const sources = await Promise.all(names.map((name) => readFile(join("content/articles", name), "utf8")));
    const withheld = sources.filter((source) => /^access: members$/m.test(source));
    expect(withheld).toHaveLength(3);
    const sentences = withheld.flatMap((source) => sentencesOf(source.split(/^---$/m)[2] ?? ""));
    expect(sentences.length).toBeGreaterThan(30);
    expect(found(await filesOf(assetsFolder), sentences)).toEqual([]);
  });
});

/** The path exactly as written: our client does not normalise it. */
function ask(path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: server.port, path, timeout: 30_000 }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") });
      });
    });
    sent.on("error", reject).end();
  });
}

describe("a file that is not part of the search page", () => {
  it("is at no path: neither its own, nor one that leads there through dots, slashes or escapes", async () => {
    const names = [...(await filesOf(join(archive.folder, "build", "assets"))).keys()];
    const hidden = names.filter((name) => !name.startsWith("page/"));
    expect(hidden).toContain("snapshot/manifest.json");
    expect(hidden).toContain("removals/list.json");
    const plain = names.flatMap((name) => [
      `/${name}`,
      `/assets/${name}`,
      `/build/assets/${name}`,
      `/v1/${name}`,
    ]);
    const turns = [
      "snapshot/manifest.json",
      "model/encoder.bin",
      "removals/list.json",
      "page/index.html",
    ].flatMap((name) => [
      `/./${name}`,
      `/page/../${name}`,
      `/page.js/../${name}`,
      `/../build/assets/${name}`,
      `//${name}`,
      `/${name}/`,
      `/${name}%00`,
      `/${name}?raw`,
      `/${name};x=.css`,
      `/%2e%2e/${name}`,
      `/page/%2e%2e/${name}`,
      `/page/..%2f${name}`,
      `/page/..%5c${name}`,
      `/page/%252e%252e%252f${name}`,
      `/..%c0%af${name}`,
      `/${name.replace("/", "%2f")}`,
      `/${name.replace("/", "\\")}`,
      `/${name.replace(/[a-z]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
      `/${name.toUpperCase()}`,
      `/v1/articles/..%2f..%2f${name}`,
      `/v1/articles/${encodeURIComponent(`../../${name}`)}/related`,
    ]);
    const outside = [
      "/index/record.json",
      "/.dev.vars",
      "/wrangler.toml",
      "/package.json",
      "/src/hosts/cloudflare/worker.ts",
      "/.env",
    ];
    const manifest = (
      await readFile(join(archive.folder, "build/assets/snapshot/manifest.json"), "utf8")
    ).slice(0, 60);
    for (const path of [...plain, ...turns, ...outside]) {
      const { status, text } = await ask(path);
      expect([path, status]).toEqual([path, path.includes("%c0%af") && status === 400 ? 400 : 404]);
      expect(text, path).not.toContain(manifest);
      expect(text, path).not.toContain("Quintalux");
    }
  });

  it("does not reveal a future article, which is in the snapshot before its publication time", async () => {
    const files = await filesOf(join(archive.folder, "build", "assets"));
    expect(found(files, [FUTURE_BODY]).length).toBeGreaterThan(0);
    const lists = [
      "/v1/articles",
      "/v1/search?q=Quintalux&threshold=0",
      "/v1/suggest?q=Two+makers",
      "/healthz",
      "/",
    ];
    for (const path of [...lists, `/v1/articles/bridge/related?threshold=0`]) {
      const { status, text } = await ask(path);
      expect([path, status]).toEqual([path, 200]);
      for (const part of [FUTURE_ID, "Two makers merge", "Ferrowave"]) expect(text, path).not.toContain(part);
    }
    expect((await ask(`/v1/articles/${FUTURE_ID}`)).status).toBe(404);
  });
});
