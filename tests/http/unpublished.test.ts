// No query can reach an article before its publication time or after its removal: queries made from its own words
// return neither its id, nor its URL, nor four of its words in a row. Once it is published, the same queries do find
// it.

import { describe, expect, it } from "vitest";
import type { Article } from "../../scripts/build/source/article/article.ts";
import { analyse } from "../../src/lexical/analyser.ts";
import { makeArticle } from "../support/articles.ts";
import { memoryService } from "../support/memory-service.ts";
import { seededRandom } from "../support/random.ts";
import { Interrogation, questionsOf, type Reply } from "../support/reconstruction.ts";
import { WithheldText } from "../support/withheld-text.ts";

const SEED = 1811;
/** Ten queries of each kind. */
const QUESTIONS = 110;
const MOMENT = Date.parse("2025-03-01T06:00:00Z");

const hidden = makeArticle({
  id: "embargoed-merger",
  url: "https://news.example/2025/merger",
  title: "Quintalux agrees to buy rival Ferrowave for nine billion",
  summary: "Both boards approved the takeover late on Friday, pending a vote of shareholders.",
  body:
    "Quintalux said its offer values each Ferrowave share at forty-one dollars, a third above the last price.\n\n" +
    "Regulators in Lisbon and Ottawa will look at the merger. Chief executive Ottoline Varga called it overdue.\n\n" +
    "Workers at the Brindlemoor plant were told by letter that two of four lines will close by autumn.",
  tags: ["Quintalux takeover"],
  authors: ["Persephone Quill"],
  sections: ["Embargo desk"],
  publishedAt: new Date(MOMENT).toISOString(),
});
const others: readonly Article[] = [
  [
    "Shareholders vote on a takeover",
    "The boards of two banks approved a merger, and shareholders will vote.",
  ],
  ["Plant closes two lines", "Workers were told by letter that a plant will close lines by autumn."],
  ["Regulators look at prices", "Regulators in Lisbon will look at the price of power, the last one said."],
  ["Chief executive leaves", "The chief executive called it overdue and left on Friday."],
].map(([title, body], number) =>
  makeArticle({
    id: `open-${number}`,
    title,
    body,
    url: `https://news.example/open/${number}`,
    tags: ["business"],
  }),
);
const archive = [...others, hidden];
const open = others.flatMap(({ title, body }) => [title, body]);
const { title, summary, body } = hidden;
const secret = new WithheldText([title, summary, body].join("\n\n"), open);
const names = [hidden.id, hidden.url ?? "", ...hidden.tags, ...hidden.authors, ...hidden.sections, title];

async function interrogate(now: number, removed: readonly string[] = []): Promise<Reply[]> {
  const { ask, lines } = await memoryService({
    articles: archive,
    http: { events: { enabled: true } },
    removalLists: [async () => removed],
    now: () => now,
  });
  const interrogation = new Interrogation(ask);
  await interrogation.article(hidden);
  const random = seededRandom(SEED);
  for (const q of questionsOf({ ...hidden, body: `${summary} ${body}` }, QUESTIONS, random)) {
    await interrogation.question(q);
  }
  expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  return interrogation.replies;
}

/** The error for a missing article repeats the id or URL that was sent, as it does for any article. */
const isRefusal = ({ status, body: said }: Reply) =>
  status === 404 || Reflect.get(Object(said), "isError") === true;

function leaksIn(replies: readonly Reply[]): string[] {
  return replies
    .filter((reply) => !isRefusal(reply))
    .flatMap(({ asked, texts }) => [
      ...secret.foundIn(texts).map((run) => `${run}: ${asked}`),
      ...names.filter((name) => texts.some((text) => text.includes(name))).map((name) => `${name}: ${asked}`),
    ]);
}

/** The same article with other content: every content word is replaced, the same word always by the same one. */
function elsewise(article: Article): Article {
  const other = (text: string) => {
    let said = "";
    let at = 0;
    for (const { start, end, stop, term } of analyse(text, "en")) {
      said += text.slice(at, start) + (stop ? text.slice(start, end) : `zz${[...term].reverse().join("")}`);
      at = end;
    }
    return said + text.slice(at);
  };
  const tags = article.tags.map(other);
  return {
    ...article,
    title: other(article.title),
    summary: other(article.summary ?? ""),
    body: other(article.body),
    tags,
  };
}

const without = (text: string) => text.replaceAll(hidden.id, "…").replaceAll(hidden.url ?? "", "…");

describe(`${QUESTIONS} questions from an article's words to every endpoint (seed ${SEED})`, () => {
  it("return it once it is published", async () => {
    const replies = await interrogate(MOMENT);
    expect(replies.filter(isRefusal)).toEqual([]);
    const found = new Set(leaksIn(replies).map((leak) => leak.split(": ")[0]));
    expect([...secret.runs].filter((run) => found.has(run)).length).toBeGreaterThan(secret.runs.size * 0.85);
    for (const name of names) expect(found).toContain(name);
  });

  it.each([
    ["a millisecond before its moment", MOMENT - 1, []],
    ["once it is removed", MOMENT + 1, [hidden.id]],
  ] as const)("return nothing of it %s", async (_, now, removed) => {
    const replies = await interrogate(now, removed);
    expect(leaksIn(replies)).toEqual([]);
    const refusals = replies.filter(isRefusal);
    // By id, by address, among ids, as HTML, by two tools; nothing else is refused.
    expect(refusals.length).toBe(9);
    for (const { texts } of refusals) {
      for (const text of texts.map(without)) {
        expect(secret.foundIn([text])).toEqual([]);
        for (const name of names) expect(text).not.toContain(name);
      }
    }
    const statuses = new Set(replies.filter((reply) => !isRefusal(reply)).map(({ status }) => status));
    expect([...statuses].sort()).toEqual([200, 204]);
  });
});

describe.each([
  ["a millisecond before its moment", MOMENT - 1, []],
  ["once it is removed", MOMENT + 1, [hidden.id]],
] as const)("an article %s", (_, now, removed) => {
  const serve = async (article: Article) => {
    const options = { articles: [...others, article], removalLists: [async () => removed], now: () => now };
    return (await memoryService(options)).ask;
  };

  it("does not reveal by any score, completion or correction which words it contains", async () => {
    const asks = [await serve(hidden), await serve(elsewise(hidden))] as const;
    const random = seededRandom(SEED);
    const questions = questionsOf({ ...hidden, body: `${summary} ${body}` }, QUESTIONS, random);
    // Words that only this article has, combined with words of others, and words one letter away from its own.
    questions.push(
      "Ferrowave price",
      "plant Brindlemoor",
      "varge",
      "merger takeover",
      "shareholders Quintalux",
    );
    for (const q of questions) {
      const parameters = { q, mode: "keyword", threshold: "0", limit: "50", explain: "true" };
      const path = `/v1/search?${new URLSearchParams(parameters)}`;
      const [said, other] = [(await asks[0](path)).body, (await asks[1](path)).body];
      expect({ ...said, indexVersion: "" }, q).toEqual({ ...other, indexVersion: "" });
      const typing = `/v1/suggest?${new URLSearchParams({ q: q.slice(0, 20).trim(), limit: "10" })}`;
      expect((await asks[0](typing)).body.suggestions, q).toEqual((await asks[1](typing)).body.suggestions);
    }
  });
});
