// `backstory eval` in a separate process, on a set of six documents in a temporary folder.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putConvertedEncoder } from "../support/converted-encoder.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const run = promisify(execFile);
const CLI = resolve("scripts/cli.ts");
/** Each test starts a few processes that convert a model. */
const PROCESSES_TIMEOUT_MS = 180_000;

const DOCUMENTS = [
  ["bridge", "Harbour bridge opens", "The bridge over the harbour opened to cars and bicycles."],
  ["cracks", "Cracks in the bridge", "Engineers found cracks in two pillars of the harbour crossing."],
  ["apples", "Apple harvest begins", "Growers in the valley began picking fruit two weeks early."],
  ["cider", "Cider makers rejoice", "An early harvest of apples fills the presses of the valley."],
  ["comet", "Comet over the hills", "Observers saw a green comet low above the horizon."],
  ["orchestra", "Orchestra on tour", "The town's orchestra plays in nine cities this summer."],
] as const;
const lines = (values: readonly object[]) => `${values.map((value) => JSON.stringify(value)).join("\n")}\n`;
const FILES = {
  "backstory.config.json": JSON.stringify({ site: { url: "https://town.example", urlPattern: "/{id}" } }),
  ...Object.fromEntries(
    DOCUMENTS.map(([id, title, text]) => {
      const link = id === "cracks" ? "See [the opening](/bridge)." : "No more is known.";
      // The build fits search to one sentence of each article; the evaluation queries with another.
      const more = `In the town hall people talked about ${title.toLowerCase()} for most of the evening. A second report on ${id} follows in the paper of next week.`;
      return [
        `news/${id}.md`,
        `---\ntitle: ${title} today\ndate: 2024-05-01\n---\n\n${text} ${more}\n\n${link}\n`,
      ];
    }),
  ),
  "sets/town/corpus.jsonl": lines(DOCUMENTS.map(([_id, title, text]) => ({ _id, title, text }))),
  "sets/town/queries.jsonl": lines([
    { _id: "1", text: "harbour bridge" },
    { _id: "2", text: "picking apples in the valley" },
    { _id: "3", text: "green comet" },
    { _id: "4", text: "symphonic music" },
  ]),
  "sets/town/qrels.tsv":
    "query-id\tcorpus-id\tscore\n1\tbridge\t2\n1\tcracks\t1\n2\tapples\t1\n2\tcider\t1\n3\tcomet\t1\n4\torchestra\t1\n",
  "sets/town/related.tsv": "doc-id\trelated-id\tscore\nbridge\tcracks\t1\napples\tcider\t1\n",
};

describe("backstory eval", { timeout: PROCESSES_TIMEOUT_MS }, () => {
  let place: TempFolder;
  beforeAll(async () => {
    place = await makeTempFolder(FILES);
    await putConvertedEncoder(place.folder);
  });
  afterAll(() => place.remove());

  const command = async (...args: string[]) => {
    const env = { ...process.env, NO_COLOR: "1" };
    try {
      return {
        code: 0,
        ...(await run(process.execPath, [CLI, ...args], { cwd: place.folder, env })),
      };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };
  const backstory = (...args: string[]) => command("eval", ...args);

  it("measures every mode and the related articles of a set, and writes the run files", async () => {
    const { code, stdout } = await backstory("sets", "--json", "--run", "runs/town.txt");
    expect(code).toBe(0);
    const { rows, answers, model } = JSON.parse(stdout);
    expect(model).toBe("models/backstory-encoder-v0");
    expect(rows.map((row: { ranking: string }) => row.ranking)).toEqual([
      "hybrid",
      "semantic",
      "keyword",
      "related",
    ]);
    expect(rows[0]).toMatchObject({ set: "town", queries: 4, recall: { value: 1 } });
    expect(answers[0]).toMatchObject({ ranking: "hybrid", sets: 1 });
    const text = await readFile(join(place.folder, "runs", "town-town-hybrid.txt"), "utf8");
    expect(text).toMatch(/^1 Q0 bridge 1 \S+ backstory-hybrid\n1 Q0 cracks 2 /);
  });

  it("exits with 1 and says which figure is too low if it fails a threshold", async () => {
    // No document has a word of the fourth query, so keywords alone reach 3/4.
    const gated = (...gates: string[]) =>
      backstory("sets/town", "--mode", "keyword", ...gates.flatMap((gate) => ["--fail-under", gate]));
    const reached = await gated("ndcg=.7", "related=0");
    expect(reached).toMatchObject({ code: 0 });
    expect(reached.stdout).toContain("--fail-under ndcg=0.7: reached");
    const failed = await gated("ndcg=.7", "recall=.76");
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stdout).toContain("--fail-under recall=0.76: failed, recall is 0.7500");
  });

  it("compares the ranking with that of f32 queries, and can fail if they differ too much", async () => {
    const { code, stdout } = await backstory(
      "sets",
      "--encoder",
      "float",
      "--mode",
      "semantic,keyword",
      "--json",
      "--fail-under",
      "agreement=.9",
    );
    expect(code).toBe(0);
    const { differences, gates } = JSON.parse(stdout);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ set: "town", ranking: "semantic", queries: 4 });
    expect(differences[0].kernels - differences[0].float).toBeCloseTo(differences[0].difference, 10);
    expect(gates[0]).toMatchObject({ measure: "agreement", passed: true });
    expect(await backstory("sets", "--encoder", "float", "--mode", "keyword")).toMatchObject({ code: 2 });
    expect(await backstory("--encoder", "float")).toMatchObject({ code: 2 });
  });

  it("exits with 2 for an unknown argument and with 1 for a set that can't be read", async () => {
    expect(await backstory("sets", "--mode", "fuzzy")).toMatchObject({ code: 2 });
    expect(await backstory("sets", "--fail-under", "speed=1")).toMatchObject({ code: 2 });
    const missing = await backstory("nowhere");
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toContain("There is no folder nowhere.");
  });

  it("says how to build an index if the project has none to evaluate", async () => {
    const { code, stderr } = await backstory();
    expect(code).toBe(1);
    expect(stderr).toContain("npm run build");
  });

  it("evaluates the built archive on queries made from it and on the links in its texts", async () => {
    expect(await command("build", "news")).toMatchObject({ code: 0 });
    const { code, stdout } = await backstory("--mode", "keyword", "--json");
    expect(code).toBe(0);
    const { rows } = JSON.parse(stdout);
    expect(rows.map(({ set, ranking }: Record<string, string>) => `${set}: ${ranking}`)).toEqual([
      "headline: keyword",
      "sentence: keyword",
      "rare words: keyword",
      "editors' links: related",
      "(mean of sets): keyword",
    ]);
    expect(rows[0].answers.unanswerable).toBe(rows[0].queries);
    expect(rows[3]).toMatchObject({ queries: 1, recall: { value: 1 } });
  });
});
