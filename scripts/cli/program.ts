// The table of commands: one place from which arguments are parsed and help is printed.

import { Command, Option } from "commander";
import { DIRECTIONS, type Direction } from "../../src/engine/related-request.ts";
import { SEARCH_MODES, type SearchMode, SORTS, type Sort } from "../../src/engine/search-request.ts";
import { VERSION } from "../../src/service/version.ts";
import { QUERY_ENCODINGS, type QueryEncoding } from "../eval/encoder-difference.ts";
import { createReport } from "../terminal/report.ts";
import { collected, share, wholeNumber } from "../terminal/usage.ts";
import { runBuild } from "./build.ts";
import { EVAL_EXAMPLES, parseGate, parseModes, runEval } from "./eval.ts";
import { addFilterOptions } from "./filter-options.ts";
import { runInspect } from "./inspect.ts";
import { RELATED_EXAMPLES, runRelated } from "./related.ts";
import { REMOVE_EXAMPLES, runRemove } from "./remove.ts";
import { runSearch, SEARCH_EXAMPLES } from "./search.ts";

const JSON_HELP = "print the answer as JSON";
const THRESHOLD_HELP =
  "leave out hits below this score, 0 to 1; 0 shows the nearest (default: as fitted to the archive)";
const EXPLAIN_HELP = "show below each hit where its score comes from";
const RECENCY_HELP = "how much age counts in the order, 0 to 1";

function duplicatesOption(): Option {
  return new Option("--duplicates <how>", "one hit for near-duplicates, or each its own")
    .choices(["collapse", "include"])
    .default("collapse");
}

/** `interrupts` is called by the one command that has something to save when it is interrupted. */
export function createProgram(interrupts: () => AbortSignal): Command {
  const report = createReport();
  const program = new Command("backstory")
    .description("Semantic search and related articles for a publication's archive.")
    .version(VERSION)
    .showHelpAfterError()
    .exitOverride();

  program
    .command("build")
    .description("index articles and pack what the function serves")
    .argument(
      "[articles]",
      "folder, file or glob of articles (default: as configured, else what the index was made from, else the sample archive)",
    )
    .option("--config <file>", "configuration to use instead of ./backstory.config.json, and by later builds")
    .option("--strict", "fail on an article that can't be read instead of leaving it out")
    .option("--refresh", "bring the present index up to date, whatever source it has")
    .addOption(new Option("--auto", "like --refresh, and embed a few new passages at most").hideHelp())
    .option(
      "--max-new <passages>",
      "stop before embedding more new passages than this",
      wholeNumber(0, 999_999_999),
    )
    .option("--refit", "fit the ranking to the archive anew, even where it has hardly changed")
    .option("--json", JSON_HELP)
    .addHelpText("after", "\nExamples:\n  backstory build\n  backstory build path/to/articles --strict")
    .action((articles: string | undefined, options) =>
      runBuild({ articles, ...options, report, signal: interrupts() }),
    );

  addFilterOptions(program.command("search"))
    .description("search the built index")
    .argument("[query...]", "what to look for; may be left out beside a filter")
    .addOption(
      new Option("--mode <mode>", "how to search")
        .choices(SEARCH_MODES)
        .default("hybrid" satisfies SearchMode),
    )
    .option("--limit <n>", "hits at most, 1 to 50", wholeNumber(1, 50), 10)
    .option(
      "--semantic-ratio <share>",
      "share of meaning beside words in hybrid mode, 0 to 1 (default: as fitted to the archive)",
      share,
    )
    .option("--threshold <score>", THRESHOLD_HELP, share)
    .option("--recency <share>", RECENCY_HELP, share, 0)
    .addOption(
      new Option("--sort <order>", "by relevance, or by date alone")
        .choices(SORTS)
        .default("relevance" satisfies Sort),
    )
    .addOption(duplicatesOption())
    .option("--explain", EXPLAIN_HELP)
    .option("--json", JSON_HELP)
    .addHelpText("after", SEARCH_EXAMPLES)
    .action((words: string[], options) => runSearch({ query: words.join(" "), ...options }));

  addFilterOptions(program.command("related"))
    .description("list related articles of one, of several together, or of a draft")
    .argument("[articles...]", "ids or URLs of articles in the index")
    .option(
      "--text <file>",
      "a draft that is not in the index, - for standard input; a blank line ends a paragraph",
    )
    .option("--title <title>", "title of the draft")
    .option("--limit <n>", "hits at most, 1 to 20; of a timeline in each list", wholeNumber(1, 20), 5)
    .addOption(
      new Option(
        "--direction <direction>",
        "earlier (before), later (after), or both as two lists (timeline)",
      )
        .choices(DIRECTIONS)
        .default("any" satisfies Direction),
    )
    .option("--recency <share>", `${RECENCY_HELP} (default: 0.3 with direction any, 0 otherwise)`, share)
    .option("--diversity <share>", "how much likeness to the hits before counts against one, 0 to 1", share)
    .addOption(duplicatesOption())
    .option("--exclude <article>", "id or URL of an article to leave out; repeatable", collected)
    .option("--threshold <score>", THRESHOLD_HELP, share)
    .addOption(
      new Option("--fallback <how>", "fill up a short list with the newest articles")
        .choices(["none", "recent"])
        .default("none"),
    )
    .option("--explain", EXPLAIN_HELP)
    .option("--json", JSON_HELP)
    .addHelpText("after", RELATED_EXAMPLES)
    .action((articles: string[], options) => runRelated({ articles, ...options }));

  program
    .command("remove")
    .description("hide articles from every answer at once and until they are lifted, without a build")
    .argument("[articles...]", "ids or URLs of articles in the index")
    .option("--lift", "show them again")
    .option("--list", "list what is removed")
    .option("--force", "accept ids that no article of the index has")
    .option("--remote", "put the list into the Workers KV namespace bound as REMOVALS, too")
    .option("--json", "print the whole list as JSON")
    .addHelpText("after", REMOVE_EXAMPLES)
    .action((articles: string[], options) => runRemove({ articles, ...options, report }));

  program
    .command("inspect")
    .description("show what the index is made from, or one article as it is indexed")
    .argument("[article]", "id of an article")
    .option("--json", JSON_HELP)
    .action((article: string | undefined, options) => runInspect({ article, ...options }));

  program
    .command("eval")
    .description("measure search and related articles on sets with judgements, or on the built archive")
    .argument(
      "[folders...]",
      "sets in BEIR's layout (corpus.jsonl, queries.jsonl, qrels.tsv or qrels/test.tsv; related.tsv), or folders of sets",
    )
    .option("--mode <modes>", "hybrid, semantic, keyword, separated by commas (default: all)", parseModes)
    .option("--model <name>", "folder or Hub name of the model (default: as configured)")
    .option("--query-tokens <n>", "tokens of a query at most (default: as configured)", wholeNumber(8, 8192))
    .option(
      "--operators",
      'take quotes and "-" in the queries of sets for search operators, not for plain text',
    )
    .option("--limit-queries <n>", "queries of each set at most, a sample", wholeNumber(1, 999_999_999))
    .addOption(
      new Option(
        "--encoder <arithmetic>",
        "float: encode the queries of sets in f32 as well, and print how nDCG@10 differs",
      )
        .choices(QUERY_ENCODINGS)
        .default("kernels" satisfies QueryEncoding),
    )
    .option("--run <file>", "write a TREC run, or several with set and mode in their names")
    .option(
      "--min <measure=value>",
      "exit with 1 where a mean over the sets is lower: ndcg, mrr, recall, balanced (answers), related, agreement (1 less the largest difference of --encoder float); repeatable",
      parseGate,
    )
    .option("--seed <n>", "of samples, intervals and tests", wholeNumber(0, 999_999_999), 1)
    .option("--json", "print the figures as JSON")
    .addHelpText("after", EVAL_EXAMPLES)
    .action((folders: string[], options) => runEval({ folders, ...options, report, signal: interrupts() }));

  for (const command of program.commands) command.exitOverride().showHelpAfterError();
  return program;
}
