// Stems and stop words of the languages, as kept libraries give them.

import { describe, expect, it } from "vitest";
import { foldWord } from "../../src/lexical/folding.ts";
import { STEMMED_LANGUAGES } from "../../src/lexical/languages.ts";
import { isStopWord, stemOf } from "../../src/lexical/stemming.ts";

describe("a stem", () => {
  it.each([
    ["en", "election elections elected electing"],
    ["en", "abortion abortions"],
    ["en", "treaty treaties treaty"],
    ["de", "regierung regierungen"],
    ["de", "krankenhaus krankenhäuser"],
    ["fr", "élection élections"],
    ["fr", "gouvernement gouvernements"],
    ["es", "nación naciones"],
    ["es", "trabajador trabajadora trabajadores"],
    ["it", "elezione elezioni"],
    ["it", "ospedale ospedali"],
    ["nl", "verkiezing verkiezingen"],
    ["nl", "gemeente gemeenten"],
    ["pt", "informação informações"],
    ["pt", "cidade cidades"],
  ])("is the same in language %s for %s", (lang, words) => {
    expect(new Set(words.split(" ").map((word) => stemOf(word, lang)))).toHaveProperty("size", 1);
  });

  it.each([
    ["police", "polish"],
    ["general", "generate"],
    ["new", "news"],
  ])("tells %s from %s", (one, other) => {
    expect(stemOf(one, "en")).not.toBe(stemOf(other, "en"));
  });

  it("of a word with a digit is the word", () => {
    expect(["covid19", "737s", "2020s"].map((word) => stemOf(word, "en"))).toEqual([
      "covid19",
      "737s",
      "2020s",
    ]);
  });

  it("is the folded word in a language without a stemmer", () => {
    expect(stemOf("wyborów", "pl")).toBe("wyborow");
  });

  it("depends on the primary language alone", () => {
    expect(stemOf("cidades", "pt-BR")).toBe(stemOf("cidades", "pt"));
    expect(stemOf("elections", "en-GB")).toBe("elect");
  });

  it("is folded, and never empty", () => {
    for (const lang of STEMMED_LANGUAGES) {
      for (const word of ["a", "s", "é", "été", "über", "ção", "x".repeat(90)]) {
        const stem = stemOf(word, lang);
        expect(stem).toBe(foldWord(stem));
        expect(stem).not.toBe("");
      }
    }
  });
});

describe("stop words", () => {
  it.each([
    ["en", "the"],
    ["de", "über"],
    ["fr", "été"],
    ["es", "también"],
    ["it", "perché"],
    ["nl", "het"],
    ["pt", "não"],
  ])("of %s have %s", (lang, word) => {
    expect(isStopWord(word, lang)).toBe(true);
  });

  it.each(["us", "state", "government"])("of English lack %s", (word) => {
    expect(isStopWord(word, "en")).toBe(false);
  });

  it.each(["trabajo", "ciudad", "general", "estado", "acuerdo", "país"])("of Spanish lack %s", (word) => {
    expect(isStopWord(word, "es")).toBe(false);
  });
});
