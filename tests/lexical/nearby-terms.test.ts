// The terms near a given one, against a plain look at every term.

import { describe, expect, it } from "vitest";
import { termsLike, termsOneEditAway, termsWithPrefix } from "../../src/lexical/nearby-terms.ts";
import { VisiblePostings } from "../../src/lexical/visible-postings.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { postingsOf, type TestArticle } from "../support/postings.ts";
import { seededRandom } from "../support/random.ts";

const visiblePostingsOf = (articles: readonly TestArticle[]) => new VisiblePostings(postingsOf(articles));

const ALPHABET = ["a", "b", "ß", "ж", "é", "山", "𐐨", "7"] as const;

function archiveOf(words: Iterable<string>) {
  const postings = visiblePostingsOf(Array.from(words, (body) => ({ body, lang: "tlh" })));
  const texts = (terms: readonly number[]) => terms.map((term) => postings.lists.terms.at(term)).sort();
  return { postings, texts };
}

/** All strings one edit from `word`, whatever they are; the edited letter is never a digit. */
function edits(word: string, anyFirst: boolean): Set<string> {
  const letters = [...word];
  const all = new Set<string>();
  const letter = [...ALPHABET, "e", "s"].filter((one) => !/\p{N}/u.test(one));
  for (let at = anyFirst ? 0 : 1; at <= letters.length; at++) {
    for (const other of letter) {
      all.add(letters.toSpliced(at, 0, other).join(""));
      if (at < letters.length) all.add(letters.with(at, other).join(""));
    }
    if (at < letters.length) all.add(letters.toSpliced(at, 1).join(""));
    if (at + 1 < letters.length) {
      all.add(letters.toSpliced(at, 2, letters[at + 1] ?? "", letters[at] ?? "").join(""));
    }
  }
  all.delete(word);
  return all;
}

describe("the words of an archive", () => {
  it.each([91, 92, 93])("one edit away are those that one edit gives (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const known = new Set<string>();
    for (let i = 0; i < 400; i++) {
      const word = Array.from({ length: integerBetween(random, 1, 5) }, () => pick(random, ALPHABET)).join(
        "",
      );
      known.add(word.replaceAll("ß", "ss").replaceAll("é", "e"));
    }
    const { postings, texts } = archiveOf(known);
    const archive = new Set(texts(Array.from({ length: postings.lists.terms.size }, (_, term) => term)));
    for (const word of archive) {
      for (const anyFirst of [true, false]) {
        const expected = [...edits(word, anyFirst)].filter((edited) => archive.has(edited)).sort();
        expect(texts(termsOneEditAway(postings, word, { anyFirst, limit: 1e6 }))).toEqual(expected);
      }
      const beginning = [...archive].filter((other) => other.startsWith(word)).sort();
      expect(texts(termsWithPrefix(postings, word, 1e6))).toEqual(beginning);
    }
  });

  it("are given the most frequent first", () => {
    const { postings } = archiveOf(["port", "porta", "porta", "porta", "portb", "portb"]);
    const first = termsWithPrefix(postings, "port", 2).map((term) => postings.lists.terms.at(term));
    expect(first).toEqual(["porta", "portb"]);
  });

  it("that share a stem are known from each of them", () => {
    const postings = visiblePostingsOf([
      { body: "naciones", lang: "es" },
      { body: "nación", lang: "es" },
      { body: "nation" },
    ]);
    const like = termsLike(postings, postings.lists.terms.find("nacion")).map((term) =>
      postings.lists.terms.at(term),
    );
    expect(like.sort()).toEqual(["nacion", "naciones"]);
  });
});
