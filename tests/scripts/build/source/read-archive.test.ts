// A whole source is read: which files, which articles, which problems.

import { createHash } from "node:crypto";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../../../scripts/build/config/schema.ts";
import { fingerprintSource, type ReadProgress, readArchive } from "../../../../scripts/build/source/read.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

const CONFIG = configSchema.parse({ limits: { articleBytes: 20_000 } });
const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");

async function read(files: Files, patterns: readonly string[] = ["."], config = CONFIG) {
  return readArchive({
    root: await tempFolder(files),
    patterns,
    config,
    now: new Date("2025-01-01T00:00:00Z"),
  });
}

const idsOf = ({ articles }: { readonly articles: readonly { readonly id: string }[] }) =>
  articles.map(({ id }) => id);

describe("readArchive", () => {
  it("reads every format of a folder and its subfolders, sorted by id", async () => {
    const report = await read({
      "z.md": "# Z\n\nText.",
      "sub/deep/y.markdown": "# Y",
      "c.json": '{"id":"c","title":"C"}',
      "b.jsonl": lines({ id: "b1", title: "B" }, { id: "b0", title: "B" }),
      "a.ndjson": lines({ id: "a", title: "A" }),
      "p.jsonl.gz": gzipSync(lines({ id: "p", title: "P" })),
      "q.json.gz": gzipSync('[{"id":"q","title":"Q"}]'),
      "image.png": "no article",
      "notes.txt": "no article",
    });
    expect(report.problems).toEqual([]);
    expect(idsOf(report)).toEqual(["a", "b0", "b1", "c", "p", "q", "sub~2Fdeep~2Fy", "z"]);
    expect(report.counts).toMatchObject({ files: 7, articles: 8, undated: 8, withoutUrl: 8 });
  });

  it("gives the same articles for a folder, a glob and a file, with ids relative to where the pattern begins", async () => {
    const root = await tempFolder({ "content/a/x.md": "# X", "content/a/y.json": '{"id":"y","title":"Y"}' });
    const of = async (...patterns: string[]) => idsOf(await readArchive({ root, patterns, config: CONFIG }));
    expect(await of("content/a")).toEqual(["x", "y"]);
    expect(await of("content/a/**/*")).toEqual(["x", "y"]);
    expect(await of("content/a/*.md")).toEqual(["x"]);
    expect(await of("content/a/x.md")).toEqual(["x"]);
    expect(await of(join(root, "content/a"))).toEqual(["x", "y"]);
    expect(await of("content/a", "!**/*.json")).toEqual(["x"]);
    expect(await of("content", "!content/a/y.json")).toEqual(["a~2Fx"]);
    expect(await of("content/a/x.md", "content/a/*.md")).toEqual(["x"]);
  });

  it("takes a folder whose name looks like a glob by its name", async () => {
    expect(idsOf(await read({ "a[b]{c}/x.md": "# X" }, ["a[b]{c}"]))).toEqual(["x"]);
  });

  it("follows no symbolic link inside a source and enters no hidden folder", async () => {
    const root = await tempFolder({ "in/a.md": "# A", "in/.git/b.md": "# B", "out/c.md": "# C" });
    await symlink("..", join(root, "in/loop"));
    await symlink(join(root, "out"), join(root, "in/linked"));
    await symlink(join(root, "out/c.md"), join(root, "in/c.md"));
    expect(idsOf(await readArchive({ root, patterns: ["in"], config: CONFIG }))).toEqual(["a"]);
  });

  it("counts what is skipped and what is flagged", async () => {
    const report = await read({
      "README.md": "# How we write\n",
      "a.jsonl": lines(
        { id: "1", title: "t", draft: true },
        { id: "2", title: "t", published: false },
        { id: "3", title: "t", noindex: true },
        { id: "4", title: "t", search: false, recommend: false },
        { id: "5", title: "t", search: false, date: "2024-01-01" },
        { id: "6", title: "t", recommend: false, access: "members" },
        { id: "7", title: "t", date: "2025-06-01", url: "https://a.example/7" },
      ),
    });
    expect(report.counts).toEqual({
      files: 2,
      articles: 3,
      drafts: 1,
      unpublished: 1,
      noindex: 1,
      excluded: 1,
      readmes: 1,
      skipped: 5,
      membersOnly: 1,
      notSearchable: 1,
      notRecommended: 1,
      relatedOff: 0,
      notRecommendedByRules: 0,
      withPins: 0,
      withLinks: 0,
      futureDated: 1,
      undated: 1,
      withoutUrl: 2,
    });
    expect(report.problems).toEqual([]);
  });

  it("reads a README that has front matter as the article it is", async () => {
    expect(idsOf(await read({ "readme.md": "---\ntitle: About\n---\nText." }))).toEqual(["readme"]);
  });

  it("reads one word, emoji, right-to-left text, BOM and CRLF", async () => {
    const { articles, problems } = await read({
      "word.md": "---\ntitle: Word\n---\nWord",
      "emoji.md": "# 🎉🎉\r\n\r\n👩‍👩‍👧 🇨🇦\r\n",
      "rtl.md": "\ufeff---\r\ntitle: שלום\r\n---\r\nمرحبا بالعالم\r\n",
    });
    expect(problems).toEqual([]);
    expect(articles.map(({ title, body }) => [title, body])).toEqual([
      ["🎉🎉", "👩‍👩‍👧 🇨🇦"],
      ["שלום", "مرحبا بالعالم"],
      ["Word", "Word"],
    ]);
  });

  it("reports its progress up to the last file", async () => {
    const seen: ReadProgress[] = [];
    const root = await tempFolder({ "a.md": "# A", "b.md": "# B" });
    await readArchive({
      root,
      patterns: ["."],
      config: CONFIG,
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.at(-1)).toEqual({ files: 2, totalFiles: 2, articles: 2 });
  });
});

describe("a broken file", () => {
  it.each<[string, string | Uint8Array, string, RegExp]>([
    ["a.md", "", "empty_file", /is empty/],
    ["a.jsonl", "", "empty_file", /is empty/],
    ["a.json", " \n", "empty_file", /empty/],
    ["a.jsonl.gz", gzipSync(""), "empty_file", /no records/],
    ["a.md", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), "not_text", /NUL/],
    ["a.md", new Uint8Array([0x23, 0x20, 0xff, 0xfe, 0x41]), "not_text", /UTF-8/],
    ["a.json", new Uint8Array([0xff, 0x41]), "not_text", /UTF-8/],
    ["a.jsonl", new Uint8Array(5000), "not_text", /NUL/],
    ["a.md", `# T\n\n${"word ".repeat(10_000)}`, "too_large", /50005 bytes; .* allows 20000/],
    ["a.jsonl", `{"id":"${"x".repeat(30_000)}"}`, "too_large", /30009 bytes; .* allows 20000/],
    ["a.md", "---\ntitle: [\n---\n", "invalid_front_matter", /YAML/],
    ["a.md", "Only text.", "missing_title", /no title/],
    ["a.json", "{", "invalid_json", /column 2/],
    ["a.jsonl.gz", "no gzip at all", "unreadable_file", /header/],
    ["a.jsonl.gz", gzipSync(lines({ id: "x" })).subarray(0, 20), "unreadable_file", /end of file/],
  ])("%s (case %#) is one problem with a reason, and the others are read", async (path, content, code, reason) => {
    const report = await read({ [path]: content, "good.md": "# Good" });
    expect(report.problems).toEqual([
      {
        kind: "problem",
        code,
        path,
        line: report.problems[0]?.line,
        reason: expect.stringMatching(reason),
        fatal: false,
      },
    ]);
    expect(idsOf(report)).toEqual(["good"]);
  });

  it("of 10 MB is left out because of its size", async () => {
    const report = await read(
      { "big.md": Buffer.alloc(10_000_000, "a"), "good.md": "# Good" },
      ["."],
      configSchema.parse({}),
    );
    expect(report.problems).toMatchObject([
      {
        code: "too_large",
        path: "big.md",
        reason: "the article has 10000000 bytes; limits.articleBytes allows 4194304",
      },
    ]);
  });

  it("that can't be opened is a problem, not a crash", async () => {
    const root = await tempFolder({ "a.md": "# A", "b.md": "# B" });
    await chmod(join(root, "a.md"), 0);
    await chmod(root, 0o755);
    const report = await asNobody(() => readArchive({ root, patterns: ["."], config: CONFIG }));
    expect(report.problems).toMatchObject([{ code: "unreadable_file", path: "a.md" }]);
    expect(idsOf(report)).toEqual(["b"]);
  });

  it("with markup nested beyond the stack is a problem, not a crash", async () => {
    const config = configSchema.parse({});
    const nested = "<b><i>".repeat(100_000);
    const report = await read(
      { "a.jsonl": lines({ id: "x", title: "t", body: `<p>${nested}</p>` }), "b.md": "# B" },
      ["."],
      config,
    );
    expect(report.problems).toMatchObject([{ code: "nested_too_deep", path: "a.jsonl", line: 1 }]);
    expect(idsOf(report)).toEqual(["b"]);
  });
});

describe("a source without articles", () => {
  it.each([
    ["a folder of nothing", {}, ".", "no_article_files", /no article files found in .*; looked for .*md/],
    ["a folder of other files", { "a.txt": "x" }, ".", "no_article_files", /looked for/],
    ["a glob that matches nothing", { "a.md": "# A" }, "b/*.md", "no_article_files", /looked for \*\.md/],
    [
      "a path that does not exist",
      { "a.md": "# A" },
      "nowhere",
      "source_not_found",
      /nowhere does not exist/,
    ],
    [
      "a file of another format",
      { "a.txt": "x" },
      "a.txt",
      "unsupported_file",
      /supported: Markdown \(\.md,/,
    ],
  ])("%s is a fatal problem with a reason", async (_, files, pattern, code, reason) => {
    const report = await read(files, [pattern]);
    expect(report.articles).toEqual([]);
    expect(report.problems).toMatchObject([{ code, fatal: true, reason: expect.stringMatching(reason) }]);
  });

  it.each([
    [[]],
    [["a.md", "!*.md"]],
  ])("named by %j leaves nothing to read and is fatal", async (patterns) => {
    const report = await read({ "a.md": "# A" }, patterns);
    expect(report.problems).toMatchObject([{ code: "no_article_files", fatal: true }]);
  });

  it("is not fatal beside one with articles", async () => {
    const report = await read({ "a/a.md": "# A" }, ["a", "b"]);
    expect(report.problems).toMatchObject([{ code: "source_not_found", path: "b", fatal: false }]);
    expect(idsOf(report)).toEqual(["a~2Fa"]);
  });
});

describe("duplicates", () => {
  it("of an id are fatal, name both places, and leave the later one out", async () => {
    const report = await read({
      "a.jsonl": lines({ id: "x", title: "first" }, { id: "y", title: "other" }),
      "b.md": "---\nid: x\ntitle: second\n---\n",
    });
    expect(report.problems).toEqual([
      {
        kind: "problem",
        code: "duplicate_id",
        path: "b.md",
        line: null,
        reason: 'the id "x" is used by both a.jsonl:1 and b.md',
        fatal: true,
      },
    ]);
    expect(report.articles.map(({ title }) => title)).toEqual(["first", "other"]);
  });

  it("of a URL are found whatever its fragment and tracking parameters", async () => {
    const report = await read({
      "a.jsonl": lines(
        { id: "1", title: "t", url: "https://a.example/x" },
        { id: "2", title: "t", url: "https://a.example/x?utm_source=feed#top" },
        { id: "3", title: "t", url: "https://a.example/x?p=2" },
      ),
    });
    expect(report.problems).toMatchObject([{ code: "duplicate_url", path: "a.jsonl", line: 2, fatal: true }]);
    expect(report.problems[0]?.reason).toMatch(/both a\.jsonl:1 and a\.jsonl:2/);
    expect(idsOf(report)).toEqual(["1", "3"]);
  });

  it("are not made by articles that are skipped", async () => {
    const report = await read({
      "a.jsonl": lines({ id: "x", title: "t", draft: true }, { id: "x", title: "t" }),
    });
    expect(report.problems).toEqual([]);
  });
});

describe("fingerprintSource", () => {
  it("lists the files that readArchive lists, with their SHA-256", async () => {
    const root = await tempFolder({ "b.md": "# B", "a/c.jsonl": "", "readme.md": "# R" });
    const { files } = await readArchive({ root, patterns: ["."], config: CONFIG });
    expect(await fingerprintSource({ root, patterns: ["."] })).toEqual(files);
    expect(files.map(({ path }) => path)).toEqual(["a/c.jsonl", "b.md", "readme.md"]);
    expect(files[1]).toEqual({
      path: "b.md",
      bytes: 3,
      sha256: createHash("sha256").update("# B").digest("hex"),
    });
  });

  it("changes with a file's content and with a new file", async () => {
    const root = await tempFolder({ "a.md": "# A" });
    const source = { root, patterns: ["."] };
    const before = await fingerprintSource(source);
    await writeFile(join(root, "a.md"), "# B");
    const changed = await fingerprintSource(source);
    await mkdir(join(root, "sub"));
    await writeFile(join(root, "sub/b.md"), "# B");
    const grown = await fingerprintSource(source);
    expect(changed).not.toEqual(before);
    expect(grown).toHaveLength(2);
  });
});

/** Root may open every file: there the work is done with another user's rights. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
