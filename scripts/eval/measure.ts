// `npm run measure`: relevance on the sample archive, printed as a table. Needs the sample archive's index.

import { join } from "node:path";
import { memorySource } from "../../src/index/source.ts";
import { openIndex } from "../../src/service/open-index.ts";
import { packSnapshot } from "../build/pack/pack.ts";
import { readContent, readRecord } from "../build/prepare/index-folder.ts";
import { openProject, SAMPLE_PATTERN } from "../files/project.ts";
import { localHandlerOptions, openLocalIndex } from "../serving/local-index.ts";
import { measureAnswers, measureRelated, measureSearch } from "./measure-sample.ts";
import { readAnswerable, readStorylines, readUnanswerable } from "./sample-judgements.ts";

const project = openProject();
const record = await readRecord(project.indexFolder);
if (record?.source.kind !== "sample") {
  process.stderr.write(
    `The judgements are for the sample archive. Run "npm run build -- ${SAMPLE_PATTERN}" first.\n`,
  );
  process.exit(1);
}
const searcher = await openLocalIndex(project);
const judgements = join(project.root, "content", "judgements");
const answerable = await readAnswerable(judgements);
const unanswerable = await readUnanswerable(judgements);
const storylines = await readStorylines(join(project.root, SAMPLE_PATTERN));
const now = Date.now();

const rows = await measureSearch(searcher, answerable, now);
print(`Search, ${answerable.length} judged queries, nDCG@10`);
for (const { mode, ndcg, words, meaning } of rows) {
  print(
    `  ${mode.padEnd(9)} ${ndcg.toFixed(3)}   same words ${words.toFixed(3)}   few words ${meaning.toFixed(3)}`,
  );
}
print(`Related, ${storylines.size} articles, share of the storyline in the first five`);
print(`  as built                ${(await measureRelated(searcher, storylines, now)).toFixed(3)}`);
print(
  `  near-duplicates as one  ${(await measureRelated(searcher, storylines, now, "collapse")).toFixed(3)}`,
);

// Tags and sections come from editors; an archive without them must do as well.
const content = await readContent(project.indexFolder, record);
const blanked = await packSnapshot({
  content: {
    ...content,
    articles: content.articles.map((article) => ({ ...article, tags: [], sections: [] })),
  },
  encoder: searcher.segments[0].encoder,
  settings: searcher.segments[0].settings,
});
const { host, ...kernels } = localHandlerOptions(project);
const blankedSearcher = await openIndex({
  ...kernels,
  model: host.source("model"),
  snapshot: memorySource(blanked),
});
print(`  tags, sections blanked  ${(await measureRelated(blankedSearcher, storylines, now)).toFixed(3)}`);

print(
  `Answers, ${answerable.length} answerable queries and ${unanswerable.length} near misses, by the first score`,
);
for (const { mode } of rows) {
  const answers = await measureAnswers(searcher, mode, answerable, unanswerable, now);
  const { kept, rejected, balanced, best, brier, calibrationError } = answers;
  print(
    `  ${mode.padEnd(9)} kept ${kept.toFixed(3)}   rejected ${rejected.toFixed(3)}   balanced ` +
      `${balanced.value.toFixed(3)} (best with labels ${best.balanced.toFixed(3)})   Brier ${brier.toFixed(3)} ` +
      `(constant ${answers.brierOfConstant.toFixed(3)})   calibration error ${calibrationError.toFixed(3)}`,
  );
}
if (process.argv.includes("--queries")) {
  for (const { id, query, kind } of answerable) {
    const values = rows.map(({ byQuery }) => (byQuery.get(id) ?? 0).toFixed(2)).join(" ");
    print(`  ${values}  ${kind.padEnd(7)} ${id} ${query}`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
