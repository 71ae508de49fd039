// Precision and recall of near-duplicates on the sample archive: the rewrites that its front matter names, and edited
// copies of its articles (docs/relevance.md). Invented texts are in near-duplicates.test.ts.

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configSchema } from "../../../../scripts/build/config/schema.ts";
import { groupNearDuplicates } from "../../../../scripts/build/prepare/near-duplicates.ts";
import type { Article } from "../../../../scripts/build/source/article/article.ts";
import { readArchive } from "../../../../scripts/build/source/read.ts";
import { seededRandom } from "../../../../scripts/statistics/seeded-random.ts";
import { countPairs, editArchive } from "../../../support/edited-archive.ts";

const SAMPLE = "content/articles";
const MIN_PRECISION = 0.99;
const MIN_RECALL = 0.99;
const SEEDS = [1, 2, 3, 4, 5];

/** The id of the original by the id of its rewrite. */
function readRewrites(): Map<string, string> {
  const rewrites = new Map<string, string>();
  for (const name of readdirSync(SAMPLE).filter((file) => file.endsWith(".md"))) {
    const [, yaml = ""] = readFileSync(`${SAMPLE}/${name}`, "utf8").split(/^---$/m);
    const { rewrite_of: original } = parse(yaml) as { readonly rewrite_of?: string };
    if (original !== undefined) rewrites.set(name.slice(0, -".md".length), original);
  }
  return rewrites;
}

describe("near-duplicates of the sample archive", () => {
  let articles: readonly Article[];
  /** For each article the position of the one it was rewritten from, or its own. */
  let origins: Int32Array;
  beforeAll(async () => {
    const config = configSchema.parse({ site: { url: "https://news.example" } });
    articles = (await readArchive({ root: SAMPLE, patterns: ["."], config })).articles;
    const rewrites = readRewrites();
    const positions = new Map(articles.map(({ id }, position) => [id, position]));
    origins = Int32Array.from(articles, ({ id }) => positions.get(rewrites.get(id) ?? id) ?? -1);
  });

  it("are all eight rewrites and nothing else", () => {
    expect(countPairs(groupNearDuplicates(articles), origins)).toEqual({ grouped: 8, wanted: 8, right: 8 });
  });

  it(`are edited copies with a precision of ${MIN_PRECISION} and a recall of ${MIN_RECALL} at least (seeds ${SEEDS})`, () => {
    const total = { grouped: 0, wanted: 0, right: 0 };
    for (const seed of SEEDS) {
      const edited = editArchive(articles, origins, seededRandom(seed));
      const pairs = countPairs(groupNearDuplicates(edited.articles), edited.origins);
      total.grouped += pairs.grouped;
      total.wanted += pairs.wanted;
      total.right += pairs.right;
    }
    expect(total.wanted).toBeGreaterThan(SEEDS.length * articles.length);
    expect(total.right / total.grouped).toBeGreaterThanOrEqual(MIN_PRECISION);
    expect(total.right / total.wanted).toBeGreaterThanOrEqual(MIN_RECALL);
  });
});
