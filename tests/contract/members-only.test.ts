// No one can reach a members-only body, neither through queries nor in the packed files. The queries are made from the
// body's own words, and the same queries do return a body that everyone may read.

import { describe, expect, it } from "vitest";
import { configSchema } from "../../scripts/build/config/schema.ts";
import type { Article } from "../../scripts/build/source/article/article.ts";
import { readArchive } from "../../scripts/build/source/read.ts";
import type { HttpClient } from "../support/http-client.ts";
import { memoryService } from "../support/memory-service.ts";
import { type PackOptions, packArticles } from "../support/packed-archive.ts";
import { seededRandom } from "../support/random.ts";
import { Interrogation, questionsOf, type Reply } from "../support/reconstruction.ts";
import { SAMPLE_NOW } from "../support/sample-service.ts";
import { sentencesOf, WithheldText, wordsOf } from "../support/withheld-text.ts";

const SEED = 6_2026;
/** Thirty queries of each kind. */
const QUESTIONS = 330;
const COMPARED_QUESTIONS = 110;
/** Every third run of four words is searched for as a phrase. */
const RUNS_STEP = 3;
const site = { url: "https://news.example", urlPattern: "/{yyyy}/{id}" };

const sample = (
  await readArchive({ root: "content/articles", patterns: ["."], config: configSchema.parse({ site }) })
).articles;
const withheld = sample.filter(({ access }) => access === "members");
const archive = [
  ...withheld,
  ...sample.filter(({ access }) => access === "public").filter((_, n) => n % 10 === 0),
];

/** The same archive, except for the text of the members-only bodies. */
const elsewise = archive.map((article): Article => {
  return article.access === "members"
    ? { ...article, body: "Nothing of this was said by anyone.\n\nNobody." }
    : article;
});

const headOf = ({ title, summary, tags, sections, authors }: Article) => [
  title,
  summary ?? "",
  ...tags,
  ...sections,
  ...authors,
];

/** What everyone may read in the archive. */
const open = archive.flatMap((article) => [
  ...headOf(article),
  ...(article.access === "public" ? [article.body] : []),
]);
const secret = new Map(withheld.map((article) => [article.id, new WithheldText(article.body, open)]));

/** Queries of every kind about the members-only bodies, whoever may read them in `articles`. */
async function interrogate(
  articles: readonly Article[],
  pack: PackOptions,
  questions = QUESTIONS,
): Promise<Reply[]> {
  const http = { events: { enabled: true } };
  const { ask, lines } = await memoryService({ articles, pack, http, now: () => SAMPLE_NOW });
  const interrogation = new Interrogation(ask);
  const random = seededRandom(SEED);
  for (const article of withheld) {
    await interrogation.article(article);
    for (const q of questionsOf(article, Math.ceil(questions / withheld.length), random)) {
      await interrogation.question(q);
    }
  }
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  return interrogation.replies;
}

function leaksIn(replies: readonly Reply[]): { run: string; asked: string }[] {
  return replies.flatMap(({ asked, texts }) =>
    [...secret.values()].flatMap((text) => text.foundIn(texts).map((run) => ({ run, asked }))),
  );
}

describe(`${QUESTIONS} questions from members-only bodies to every endpoint (seed ${SEED})`, () => {
  it("return the bodies if everyone may read them, which proves that the queries work", async () => {
    const everyones = archive.map((article): Article => ({ ...article, access: "public" }));
    const found = new Set(leaksIn(await interrogate(everyones, {}, 200)).map(({ run }) => run));
    for (const { runs } of secret.values()) {
      expect(runs.size).toBeGreaterThan(50);
      const read = [...runs].filter((run) => found.has(run));
      expect(read.length / runs.size).toBeGreaterThan(0.85);
    }
  });

  it.each([
    false,
    true,
  ])("never return four of their words in a row (members.searchBody %s)", async (memberBodies) => {
    const replies = await interrogate(archive, { memberBodies });
    expect(replies.length).toBeGreaterThan(9 * QUESTIONS);
    expect(replies.filter(({ status }) => status !== 200 && status !== 204)).toEqual([]);
    expect(leaksIn(replies)).toEqual([]);
  }, 600_000);

  it("get the same responses as for other bodies: nothing reveals whether a word is in them", async () => {
    const [answers, others] = [
      await interrogate(archive, {}, COMPARED_QUESTIONS),
      await interrogate(elsewise, {}, COMPARED_QUESTIONS),
    ];
    expect(answers.length).toBeGreaterThan(9 * COMPARED_QUESTIONS);
    for (const [at, answer] of answers.entries()) expect(others[at]).toEqual(answer);
  });
});

describe("a members-only body that is found by its meaning", async () => {
  const serve = async (articles: readonly Article[]) =>
    (await memoryService({ articles, pack: { memberBodies: true }, now: () => SAMPLE_NOW })).ask;
  const asks = [await serve(archive), await serve(elsewise)] as const;
  const idsFor = async (ask: HttpClient, q: string, mode: string): Promise<string[]> => {
    const parameters = new URLSearchParams({ q, mode, threshold: "0", limit: "50", duplicates: "include" });
    const { body } = await ask(`/v1/search?${parameters}`);
    return body.hits.map(({ id }: { id: string }) => id);
  };

  it("is found by meaning, which is what the setting is for", async () => {
    for (const { id, body } of withheld) {
      expect((await idsFor(asks[0], sentencesOf(body)[1] ?? "", "semantic"))[0]).toBe(id);
    }
  });

  it("is neither found nor ruled out by its words and phrases, whether partial, whole or misspelt", async () => {
    for (const article of withheld) {
      const known = new Set(headOf(article).flatMap(wordsOf));
      const words = [...new Set(wordsOf(article.body))].filter((word) => word.length > 4 && !known.has(word));
      expect(words.length).toBeGreaterThan(40);
      const questions = [
        ...[...(secret.get(article.id)?.runs ?? [])]
          .filter((_, n) => n % RUNS_STEP === 0)
          .flatMap((run) => [`"${run}"`, `${article.title} -"${run}"`]),
        ...words.flatMap((word) => [word, word.slice(0, -1), `${word.slice(0, 3)}${word.slice(4)} `]),
        ...words.map((word) => `${article.title} -${word}`),
      ];
      for (const q of questions) {
        expect(await idsFor(asks[0], q, "keyword"), q).toEqual(await idsFor(asks[1], q, "keyword"));
        if (!/["-]/.test(q)) continue;
        const [mixed, other] = [await idsFor(asks[0], q, "hybrid"), await idsFor(asks[1], q, "hybrid")];
        expect(mixed.toSorted(), q).toEqual(other.toSorted());
      }
    }
  });
});

describe("the packed files", () => {
  it("are identical to the byte whatever a members-only body says", async () => {
    expect(await packArticles(elsewise)).toEqual(await packArticles(archive));
  });

  it("differ only in the vectors and their number if members-only bodies are embedded", async () => {
    const memberBodies = { memberBodies: true };
    const [files, others] = [
      await packArticles(archive, memberBodies),
      await packArticles(elsewise, memberBodies),
    ];
    const sectionOf = (name: string) => name.replace(/-[0-9a-f]+\.bin$/, "");
    const changed = [...files.keys()].filter((name) => !others.has(name)).map(sectionOf);
    const allowed = ["articles.centre", "articles.firstpassage", "articles.scales", "articles.vectors"];
    allowed.push("passages.locations", "passages.scales", "passages.vectors");
    expect(changed.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(changed).toContain("passages.vectors");
  });
});
