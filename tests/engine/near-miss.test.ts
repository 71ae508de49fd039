// How much the first hit loses for words of the query that it lacks. The encoder is a test double: a text points where
// its words do together, and two words with the same meaning point the same way.

import { describe, expect, it } from "vitest";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { search } from "../../src/engine/search.ts";
import type { SearchMode } from "../../src/engine/search-request.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { withSearchParameters } from "../support/search-archive.ts";

const NOW = Date.parse("2026-05-06T07:08:09Z");
const DIMS = 64;
/** Words with the same meaning share a direction; every other word has a separate one. */
const SAME: Readonly<Record<string, string>> = { boat: "ship" };
const directions = new Map<string, number>();

function directionOf(word: string): number {
  const meant = SAME[word] ?? word;
  const direction = directions.get(meant) ?? directions.size;
  directions.set(meant, direction);
  if (direction >= DIMS) throw new RangeError(`${DIMS} dimensions are too few for the words of this test`);
  return direction;
}

function doubleEncoder(encoded: string[] = []): Encoder {
  return {
    fingerprint: "double",
    dims: DIMS,
    async encode(text, kind) {
      if (kind === "query") encoded.push(text);
      const vector = new Float32Array(DIMS);
      for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
        const at = directionOf(word);
        vector[at] = (vector[at] ?? 0) + 1;
      }
      const length = Math.hypot(...vector);
      return { vector: vector.map((x) => x / (length || 1)), tokens: length === 0 ? 0 : 3, truncated: false };
    },
    // Names are several word pieces, as most are to a real model.
    countPieces: (text) => (/palindrome|panama|\d/.test(text) ? 3 : text === "" ? 0 : 1),
    pieceBudget: () => 60,
  };
}

const archive = await openArticles(
  [
    makeArticle({ id: "suez", title: "Ship blocks canal", body: "Tugs pull at the ship in Suez." }),
    makeArticle({ id: "hall", title: "Choir sings", body: "Applause for the choir." }),
    makeArticle({ id: "vote", title: "Council votes", body: "Budget passed in 2021." }),
  ],
  { encoder: doubleEncoder() },
);
/** So flat that whatever the first hit lacks shows in the score. */
const curve = { intercept: 0, slope: 4, words: 1 };
const snapshot = withSearchParameters(archive, {
  curves: { hybrid: curve, semantic: curve, keyword: curve },
});

async function asked(query: string, mode: SearchMode = "hybrid", threshold = 0) {
  const encoded: string[] = [];
  const searcher = searcherOf(snapshot, doubleEncoder(encoded));
  const { hits } = await search(searcher, { query, mode, limit: 3, offset: 0, threshold, now: NOW });
  const details = hits.map((hit) => hit.explain());
  const [first] = details;
  return { hits, details, encoded, calibration: first?.calibration ?? { doubt: Number.NaN, lacking: [] } };
}

describe("words of the query that the first hit lacks", () => {
  it("cost it nothing if there are none, and the query is encoded once", async () => {
    const { calibration, encoded } = await asked("ship blocks canal");
    expect(calibration).toMatchObject({ doubt: 0, lacking: [] });
    expect(encoded).toEqual(["ship blocks canal"]);
  });

  it("count against it if they are names that the archive does not contain", async () => {
    const { calibration, encoded } = await asked("ship blocks canal of Panama");
    expect(calibration.lacking).toEqual(["panama"]);
    expect(calibration.doubt).toBeGreaterThan(3);
    expect(encoded).toEqual(["ship blocks canal of Panama", "ship blocks canal of"]);
  });

  it("weigh less if they are ordinary words that the archive does not contain", async () => {
    const name = await asked("ship blocks canal palindrome");
    const ordinary = await asked("ship blocks canal flow");
    expect(ordinary.calibration.doubt).toBeGreaterThan(0);
    expect(ordinary.calibration.doubt).toBeLessThan(name.calibration.doubt - 2);
  });

  it("count against it if they are numbers, even ones that other articles contain", async () => {
    const { calibration } = await asked("ship blocks canal 2021");
    expect(calibration).toMatchObject({ lacking: ["2021"] });
    expect(calibration.doubt).toBeGreaterThan(3);
  });

  it("count in its favour if its passage says the same in other words, by at most 1.5", async () => {
    const { calibration } = await asked("boat canal");
    expect(calibration).toMatchObject({ lacking: ["boat"], doubt: -1.5 });
  });

  it("weigh less the longer the query is, and nothing beyond eight words", async () => {
    const short = await asked("ship canal palindrome");
    const longer = await asked("ship blocks canal tugs suez palindrome");
    const long = await asked("ship blocks canal tugs suez choir council budget palindrome");
    expect(longer.calibration.doubt).toBeGreaterThan(0);
    expect(longer.calibration.doubt).toBeLessThan(short.calibration.doubt);
    expect(long.calibration).toMatchObject({ doubt: 0, lacking: [] });
    expect(long.encoded).toHaveLength(1);
  });

  it("do not count if they are the whole query: there is nothing to compare with", async () => {
    const { calibration, encoded } = await asked("palindrome");
    expect(calibration).toMatchObject({ doubt: 0, lacking: [] });
    expect(encoded).toEqual(["palindrome"]);
  });

  it("cost at most four more encodings, for the rarest of them", async () => {
    const { encoded, calibration } = await asked("ship one two three four five six");
    expect(calibration.lacking).toHaveLength(4);
    expect(encoded).toHaveLength(5);
  });

  it.each(["semantic", "keyword"] as const)("do not count in mode %s", async (mode) => {
    const { calibration } = await asked("ship blocks canal of Panama", mode);
    expect(calibration).toMatchObject({ doubt: 0, lacking: [] });
  });

  it("are not checked if nothing could raise the first hit to the threshold", async () => {
    const { hits, encoded } = await asked("ship blocks canal of Panama", "hybrid", 1);
    expect(hits).toEqual([]);
    expect(encoded).toHaveLength(1);
  });
});

describe("the log-odds of every hit", () => {
  it.each(["ship blocks canal of Panama", "boat canal", "choir ship 2021"])("of %o add up", async (query) => {
    const { hits, details } = await asked(query);
    expect(hits.length).toBeGreaterThan(1);
    for (const [place, { calibration }] of details.entries()) {
      const { first, doubt, below, logit } = calibration;
      expect(first - doubt - below).toBeCloseTo(logit, 6);
      expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(hits[place]?.score ?? Number.NaN, 6);
    }
  });

  it("leave the order unchanged, and let in exactly what reaches the threshold", async () => {
    for (const query of ["ship blocks canal of Panama", "boat canal", "choir ship 2021", "canal council"]) {
      const all = (await asked(query)).hits;
      expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
      for (const threshold of [0.2, 0.5, 0.8, 0.95]) {
        const ordinals = (await asked(query, "hybrid", threshold)).hits.map(({ place }) => place.ordinal);
        expect(ordinals).toEqual(
          all.filter(({ score }) => score >= threshold).map(({ place }) => place.ordinal),
        );
      }
    }
  });
});
