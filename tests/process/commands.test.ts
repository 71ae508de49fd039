// `backstory search`, `related` and `inspect` as typed, on the index of the sample archive.

import { type ExecFileException, execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const VLADIVOSTOK = "2019-04-25-kim-putin-vladivostok-talks";
const SINGAPORE = "2018-06-12-singapore-trump-kim-joint-statement";
const DRAFT = "Kim Jong Un and Vladimir Putin will meet in Vladivostok for talks.";

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function backstory(args: readonly string[], input = ""): Promise<Run> {
  return new Promise((resolve) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    const child = execFile(process.execPath, ["scripts/cli.ts", ...args], done);
    child.stdin?.end(input);
  });
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backstory-draft-"));
  await writeFile(join(folder, "draft.md"), DRAFT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("backstory search", () => {
  it("says plainly that nothing is relevant, and how to see the closest matches", async () => {
    const query = "kubernetes ingress controller yaml syntax";
    const { code, stdout } = await backstory(["search", query]);
    expect([code, stdout]).toEqual([
      0,
      `No articles found for "${query}". Use --threshold 0 to show the closest matches anyway.\n`,
    ]);
    const nearest = await backstory(["search", query, "--threshold", "0", "--limit", "2"]);
    expect(nearest.stdout).toMatch(/^ 1\. .+\n(?:.*\n)+ 2\. /);
  });

  it("explains each hit and names its near-duplicates", async () => {
    const { stdout } = await backstory([
      "search",
      "kim putin vladivostok talks",
      "--limit",
      "3",
      "--explain",
    ]);
    expect(stdout.match(/= relevance/g)).toHaveLength(3);
    expect(stdout).toMatch(/^ {4}Also: 2019-04-2/m);
  });

  it("prints the body of the HTTP response as JSON", async () => {
    const options = ["--semantic-ratio", "0.4", "--recency", "1", "--duplicates", "include", "--explain"];
    const { stdout } = await backstory(["search", "moon landing", ...options, "--json"]);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ query: "moon landing", mode: "hybrid", semanticRatio: 0.4, limit: 10 });
    expect(answer.hits[0].scoreDetails.recency).toBeLessThan(1);
  });
});

describe("filters on the command line", () => {
  it("keep only what matches all of them, in search with and without a query and in related", async () => {
    const options = [
      "--section",
      "world",
      "--section",
      "Science",
      "--after",
      "2023-01-01",
      "--before",
      "2024-01-01",
    ];
    const runs = await Promise.all([
      backstory(["search", "summit", "--threshold", "0", "--sort", "oldest", ...options, "--json"]),
      backstory(["search", ...options, "--lang", "en", "--json"]),
      backstory(["related", VLADIVOSTOK, "--threshold", "0", ...options, "--json"]),
    ]);
    for (const { stdout } of runs) {
      const { hits } = JSON.parse(stdout);
      expect(hits.length).toBeGreaterThan(4);
      for (const { sections, publishedAt } of hits) {
        expect(sections.join()).toMatch(/World|Science/);
        expect(publishedAt).toMatch(/^2023-/);
      }
    }
    const dates = JSON.parse(runs[0]?.stdout ?? "").hits.map(
      (hit: { publishedAt: string }) => hit.publishedAt,
    );
    expect(dates).toEqual(dates.toSorted());
    expect((await backstory(["search", "--tag", "nobody"])).stdout).toBe(
      'No articles found. No article has the tag "nobody".\n',
    );
    const slip = await backstory([
      "search",
      "summit",
      "--section",
      "Wrld",
      "--section",
      "World",
      "--lang",
      "xx",
    ]);
    expect(slip.stdout).toBe(
      'No articles found for "summit". No article has the section "Wrld". No article has the lang "xx".\n',
    );
  });

  it.each([
    [["search", "a", "--after", "yesterday"], "It must be an ISO 8601 date"],
    [
      ["search", "a", "--field", "region=x"],
      'There is no field "region" to filter by; the configuration declares none',
    ],
    [["related", VLADIVOSTOK, "--field", "region"], '--field is "region"; write it as name=value'],
    [["search"], "Type 1 to 512 characters, or add a filter"],
  ])("are refused in %j with exit code 2 and a reason", async (args, reason) => {
    const run = await backstory(args);
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(reason)]);
  });
});

describe("backstory related", () => {
  it("lists what is related to several articles, in both directions of time", async () => {
    const options = ["--direction", "timeline", "--exclude", "nobody", "--threshold", "0", "--limit", "2"];
    const { stdout } = await backstory(["related", VLADIVOSTOK, SINGAPORE, ...options]);
    expect(stdout).toMatch(/^Related to: Kim and Putin .+ · Trump and North Korean .+\n\nEarlier:\n\n 1\. /);
    expect(stdout).toMatch(/\nLater:\n\n 1\. /);
  });

  it("reads a draft from a file or from standard input", async () => {
    const options = ["--title", "Summit", "--threshold", "0", "--json"];
    const [file, input] = await Promise.all([
      backstory(["related", "--text", join(folder, "draft.md"), ...options]),
      backstory(["related", "--text", "-", ...options], DRAFT),
    ]);
    expect(JSON.parse(file.stdout).hits).toHaveLength(5);
    const ids = ({ stdout }: Run) => JSON.parse(stdout).hits.map(({ id }: { id: string }) => id);
    expect(ids(file)).toEqual(ids(input));
  });

  it("marks articles that only fill up the list", async () => {
    const options = ["--threshold", "0.999999", "--fallback", "recent", "--limit", "6"];
    const { stdout } = await backstory(["related", VLADIVOSTOK, ...options]);
    expect(stdout).toContain("not related, among the newest");
    const honest = await backstory(["related", VLADIVOSTOK, "--threshold", "1"]);
    expect(honest.stdout).toContain(
      "No related articles found. Use --threshold 0 to show the closest ones anyway.",
    );
  });

  it.each([
    [["related", "nobody"], 'has the id or URL "nobody"'],
    [["related", "--text", "no-such-draft.md"], 'The draft "no-such-draft.md" can\'t be read (ENOENT)'],
    [["related", "--text", "-"], "The draft has no words that the model knows"],
  ])("refuses %j with exit code 1 and a reason", async (args, reason) => {
    const run = await backstory(args);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(reason);
  });
});

describe("backstory inspect", () => {
  it("prints how pages embed the widgets, with the names and digests of the served files", async () => {
    const { stdout } = await backstory(["inspect"]);
    for (const name of ["widget", "related"]) {
      const [, hash = "", digest] =
        new RegExp(
          `<script type="module" src="https://YOUR-WORKER\\.example/${name}-(\\w{16})\\.js" integrity="(\\S+)"`,
        ).exec(stdout) ?? [];
      const bytes = await readFile(join("build", "assets", "page", `${name}-${hash}.js`));
      expect(digest).toBe(`sha384-${createHash("sha384").update(bytes).digest("base64")}`);
    }
    const { widgets } = JSON.parse((await backstory(["inspect", "--json"])).stdout);
    expect(widgets).toMatchObject([{ name: "widget.js" }, { name: "related.js" }]);
  });
});
