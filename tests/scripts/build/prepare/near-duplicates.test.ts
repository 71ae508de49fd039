// Near-duplicates: what is one report and what is only another one on the same matter. Texts are made of invented
// words by seeded chance, so that no test rests on the sentences of one article.

import { describe, expect, it } from "vitest";
import { groupNearDuplicates } from "../../../../scripts/build/prepare/near-duplicates.ts";
import { GROUP_MAX_ARTICLES } from "../../../../scripts/build/prepare/near-duplicates-grouping.ts";
import { seededRandom } from "../../../../scripts/statistics/seeded-random.ts";
import { makeArticle } from "../../../support/articles.ts";
import { EDIT_KINDS, editText, nextInstalment, reportWithBackground } from "../../../support/text-edits.ts";

const SYLLABLES = ["ka", "lo", "mir", "ten", "sa", "vo", "dru", "pel", "ni", "gor", "ish", "ba", "re", "zu"];

/** `count` words in sentences of a dozen; a few words come often, most seldom, and one in twelve is a number. */
function inventedText(count: number, random: () => number): string {
  const words = Array.from({ length: count }, (_, at) => {
    const word =
      random() < 1 / 12
        ? String(Math.floor(random() * 9000))
        : inventedWord(Math.floor(3000 * random() ** 3));
    return at % 12 === 11 ? `${word}.` : word;
  });
  return words.join(" ");
}

function inventedWord(number: number): string {
  let [rest, word] = [number, ""];
  do {
    word += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  } while (rest > 0);
  return word;
}

const random = seededRandom(5);
const TEXT = inventedText(240, random);
const OTHER = inventedText(240, random);
const rewritten = (text: string, share: number) =>
  editText(text, OTHER, { kind: "sentences replaced", share }, seededRandom(3));

const first = makeArticle({ id: "first", body: TEXT, publishedAt: "2024-05-06T08:00:00.000Z" });
const update = makeArticle({
  id: "update",
  title: "Other words in front",
  body: rewritten(TEXT, 0.2),
  publishedAt: "2024-05-06T19:00:00.000Z",
});

/** Ids of those that are shown, by the id of each article. */
function shown(...articles: readonly ReturnType<typeof makeArticle>[]): Record<string, string> {
  const canonical = groupNearDuplicates(articles);
  return Object.fromEntries(articles.map(({ id }, at) => [id, articles[canonical[at] ?? -1]?.id ?? "none"]));
}

describe("near-duplicates", () => {
  it("show the update in place of the report it updates", () => {
    expect(shown(first, update)).toEqual({ first: "update", update: "update" });
  });

  it("show the own report in place of an agency's copy, though that is newer", () => {
    const copy = { ...update, id: "copy", authors: ["Reuters"] };
    expect(shown(first, copy)).toEqual({ first: "first", copy: "first" });
  });

  it("represent themselves if no other article is the same report", () => {
    const other = makeArticle({ id: "other", body: OTHER });
    expect(shown(first, other)).toEqual({ first: "first", other: "other" });
  });

  it("are not reports that share two fifths of their text as background", () => {
    const next = makeArticle({ id: "next", body: reportWithBackground(TEXT, [OTHER], 0.6) });
    expect(shown(first, next)).toEqual({ first: "first", next: "next" });
  });

  it("are not instalments that have the same words and other numbers", () => {
    const next = makeArticle({ id: "next", body: nextInstalment(TEXT, 5, seededRandom(1)) ?? "" });
    expect(shown(first, next)).toEqual({ first: "first", next: "next" });
  });

  it("are found if a long report contains a whole short one", () => {
    const flash = makeArticle({ id: "flash", body: TEXT.slice(0, TEXT.length / 2) });
    expect(shown(flash, { ...update, body: TEXT })).toEqual({ flash: "update", update: "update" });
  });

  it("are not found in a roundup that has the whole of a report as one of many", () => {
    const roundup = makeArticle({ id: "roundup", body: `${TEXT} ${inventedText(900, seededRandom(11))}` });
    expect(shown(first, roundup)).toEqual({ first: "first", roundup: "roundup" });
  });

  it("need almost the same text if they are weeks apart", () => {
    const later = { publishedAt: "2024-06-20T00:00:00.000Z" };
    expect(shown(first, { ...update, ...later })).toEqual({ first: "first", update: "update" });
    expect(shown(first, { ...update, ...later, body: TEXT })).toEqual({ first: "update", update: "update" });
  });

  it("are found among undated articles too", () => {
    expect(shown(first, { ...update, publishedAt: null })).toEqual({ first: "first", update: "first" });
  });

  it("are never made of an article that may be recommended and one that may not", () => {
    expect(shown(first, { ...update, recommend: false })).toEqual({ first: "first", update: "update" });
    expect(shown(first, { ...update, search: false })).toEqual({ first: "first", update: "update" });
  });

  it("are not two videos whose few words are those of the house", () => {
    const body =
      "Watch the video above and subscribe to our weekly newsletter for more stories from the region.";
    const videos = ["Harbour fire seen from the air", "Choir sings to full square"].map((title, at) =>
      makeArticle({ id: `video-${at}`, title, body }),
    );
    expect(shown(...videos)).toEqual({ "video-0": "video-0", "video-1": "video-1" });
  });

  it("do not chain: what is rewritten again and again is not put with its first form", () => {
    const forms = [TEXT];
    for (let round = 0; round < 8; round++) {
      const own = inventedText(240, seededRandom(100 + round));
      const edit = { kind: "sentences replaced", share: 0.25 } as const;
      forms.push(editText(forms.at(-1) ?? "", own, edit, seededRandom(200 + round)));
    }
    const all = shown(...forms.map((body, at) => makeArticle({ id: `form-${at}`, body })));
    expect(all["form-0"]).toBe(all["form-1"]);
    expect(all["form-8"]).not.toBe(all["form-0"]);
  });

  it("are found in Chinese, which has no spaces between words", () => {
    const character = seededRandom(8);
    const chinese = (count: number) =>
      Array.from({ length: count }, () =>
        String.fromCodePoint(0x4e00 + Math.floor(400 * character() ** 2)),
      ).join("");
    const [body, other] = [chinese(400), chinese(400)];
    const edited = body.slice(0, 150) + other.slice(0, 60) + body.slice(210);
    expect(
      shown(
        makeArticle({ id: "body", lang: "zh", body }),
        makeArticle({ id: "copy", lang: "zh", body: edited }),
        makeArticle({ id: "other", lang: "zh", body: other }),
      ),
    ).toEqual({ body: "body", copy: "body", other: "other" });
  });

  it("stay whole groups when an article is published more often than a group holds", () => {
    const copies = Array.from({ length: GROUP_MAX_ARTICLES + 5 }, (_, at) =>
      makeArticle({ id: `copy-${100 + at}`, body: TEXT }),
    );
    expect(new Set(Object.values(shown(...copies))).size).toBe(2);
  });

  const seed = 20_240_506;
  it(`are found in 95 of 100 edits of up to 30 %, and nowhere else (seed ${seed})`, () => {
    const chance = seededRandom(seed);
    const originals = Array.from({ length: 200 }, () =>
      inventedText(120 + Math.floor(400 * chance()), chance),
    );
    const copies = originals.map((text, at) => {
      const edit = {
        kind: EDIT_KINDS[at % EDIT_KINDS.length] ?? "words mixed",
        share: 0.02 + 0.28 * chance(),
      };
      return editText(text, originals[(at + 1) % originals.length] ?? "", edit, chance);
    });
    const articles = [...originals, ...copies].map((body, at) => makeArticle({ id: `a${at}`, body }));
    const canonical = groupNearDuplicates(articles);
    const originOf = (index: number) => index % originals.length;
    const strays = [...canonical.keys()].filter(
      (index) => originOf(canonical[index] ?? -1) !== originOf(index),
    );
    const found = originals.filter((_, at) => canonical[at] === canonical[at + originals.length]);
    expect(strays).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(190);
  });
});
