// All commands with their arguments and help texts. What they do is in a file for each command.

import { Command, Option } from "commander";
import { DIRECTIONS, type Direction } from "../../src/engine/related-request.ts";
import { SEARCH_MODES, type SearchMode, SORTS, type Sort } from "../../src/engine/search-request.ts";
import { VERSION } from "../../src/service/version.ts";
import { QUERY_ENCODINGS, type QueryEncoding } from "../eval/encoder-difference.ts";
import { serveCommand } from "../serving/serve-command.ts";
import { createReport } from "../terminal/report.ts";
import { collected, share, wholeNumber } from "../terminal/usage.ts";
import { runBuild } from "./build.ts";
import { EVAL_EXAMPLES, parseGate, parseModes, runEval } from "./eval.ts";
import { addFilterOptions } from "./filter-options.ts";
import { runInspect } from "./inspect.ts";
import { RELATED_EXAMPLES, runRelated } from "./related.ts";
import { REMOVE_EXAMPLES, RESTORE_EXAMPLES, runRemove, runRestore } from "./remove.ts";
import { runSearch, SEARCH_EXAMPLES } from "./search.ts";

const JSON_HELP = "print JSON instead of text";
const THRESHOLD_HELP =
  "leave out hits that score lower, 0 to 1; 0 shows the closest matches anyway (default: fitted to the archive)";
const EXPLAIN_HELP = "show how each hit's score is made up";
const RECENCY_HELP = "how much newer articles are preferred, 0 to 1";

function duplicatesOption(): Option {
  return new Option("--duplicates <how>", "show near-duplicates as one hit or as separate hits")
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
    .description("index your articles and pack the files that the function serves")
    .argument(
      "[articles]",
      "folder, file or glob of articles (default: the configured ones, else those of the last build, else the sample archive)",
    )
    .option(
      "--config <file>",
      "configuration to use instead of ./backstory.config.json; later builds use it too",
    )
    .option("--strict", "fail if an article can't be read, instead of leaving it out")
    .option("--update", "index the same articles as the last build, whatever is configured")
    .addOption(
      new Option("--auto", "like --update, but stop if there are more than a few new passages").hideHelp(),
    )
    .option(
      "--max-new-passages <n>",
      "stop instead of embedding more new passages than this",
      wholeNumber(0, 999_999_999),
    )
    .option("--refit-ranking", "fit the ranking again, even if the archive has hardly changed")
    .option("--json", JSON_HELP)
    .addHelpText("after", "\nExamples:\n  backstory build\n  backstory build path/to/articles --strict")
    .action((articles: string | undefined, options) =>
      runBuild({ articles, ...options, report, signal: interrupts() }),
    );

  addFilterOptions(program.command("search"))
    .description("search the index")
    .argument("[query...]", "what to look for; optional with a filter")
    .addOption(
      new Option("--mode <mode>", "match by meaning and wording, by meaning, or by wording")
        .choices(SEARCH_MODES)
        .default("hybrid" satisfies SearchMode),
    )
    .option("--limit <n>", "maximum number of hits, 1 to 50", wholeNumber(1, 50), 10)
    .option(
      "--semantic-ratio <share>",
      "weight of meaning against wording in hybrid mode, 0 to 1 (default: fitted to the archive)",
      share,
    )
    .option("--threshold <score>", THRESHOLD_HELP, share)
    .option("--recency <share>", RECENCY_HELP, share, 0)
    .addOption(
      new Option("--sort <order>", "sort by relevance or by date")
        .choices(SORTS)
        .default("relevance" satisfies Sort),
    )
    .addOption(duplicatesOption())
    .option("--no-typo-tolerance", "search for words as typed, without correcting typos")
    .option("--explain", EXPLAIN_HELP)
    .option("--json", JSON_HELP)
    .addHelpText("after", SEARCH_EXAMPLES)
    .action((words: string[], options) => runSearch({ query: words.join(" "), ...options }));

  addFilterOptions(program.command("related"))
    .description("list articles related to one article, to several together, or to a draft")
    .argument("[articles...]", "ids or URLs of articles in the index")
    .option(
      "--text <file>",
      "a draft that is not in the index, with blank lines between paragraphs; - reads standard input",
    )
    .option("--title <title>", "title of the draft")
    .option(
      "--limit <n>",
      "maximum number of hits, 1 to 20; for a timeline, in each list",
      wholeNumber(1, 20),
      5,
    )
    .addOption(
      new Option("--direction <direction>", "only earlier articles, only later ones, or both as two lists")
        .choices(DIRECTIONS)
        .default("any" satisfies Direction),
    )
    .option(
      "--recency <share>",
      "how much articles published close to this one are preferred, 0 to 1 (default: 0.3 with direction any, else 0)",
      share,
    )
    .option("--diversity <share>", "how much a hit loses for resembling the hits above it, 0 to 1", share)
    .addOption(duplicatesOption())
    .option("--exclude <article>", "id or URL of an article to leave out; can be repeated", collected)
    .option("--threshold <score>", THRESHOLD_HELP, share)
    .addOption(
      new Option("--fallback <how>", "fill a short list with the newest articles")
        .choices(["none", "recent"])
        .default("none"),
    )
    .option("--explain", EXPLAIN_HELP)
    .option("--json", JSON_HELP)
    .addHelpText("after", RELATED_EXAMPLES)
    .action((articles: string[], options) => runRelated({ articles, ...options }));

  const removing = (command: Command): Command =>
    command
      .argument("[articles...]", "ids or URLs of articles")
      .option("--force", "accept ids that are not in the index")
      .option("--remote", "also update the Workers KV namespace bound as REMOVALS")
      .option("--json", "print all removed articles as JSON");

  removing(program.command("remove"))
    .description("hide articles from every response at once, without a build, until you restore them")
    .option("--list", "list the removed articles")
    .addHelpText("after", REMOVE_EXAMPLES)
    .action((articles: string[], options) => runRemove({ articles, ...options, report }));

  removing(program.command("restore"))
    .description("show removed articles again")
    .addHelpText("after", RESTORE_EXAMPLES)
    .action((articles: string[], options) => runRestore({ articles, ...options, report }));

  program
    .command("inspect")
    .description("show what the index was built from, or how one article was read")
    .argument("[article]", "id of an article")
    .option("--json", JSON_HELP)
    .action((article: string | undefined, options) => runInspect({ article, ...options }));

  program
    .command("eval")
    .description("measure search and related articles, on judged test sets or on your own archive")
    .argument(
      "[folders...]",
      "test sets in BEIR's layout (corpus.jsonl, queries.jsonl, qrels.tsv or qrels/test.tsv; related.tsv), or folders of them",
    )
    .option("--mode <modes>", "hybrid, semantic, keyword, separated by commas (default: all)", parseModes)
    .option("--model <name>", "folder or Hub name of the model (default: the configured one)")
    .option(
      "--query-tokens <n>",
      "maximum number of tokens of a query (default: as configured)",
      wholeNumber(8, 8192),
    )
    .option("--query-syntax", 'read quotes and "-" in the queries of test sets as search operators')
    .option("--sample <n>", "measure at most this many queries of each set", wholeNumber(1, 999_999_999))
    .addOption(
      new Option(
        "--encoder <arithmetic>",
        "float: also encode the queries in f32, and print how nDCG@10 differs",
      )
        .choices(QUERY_ENCODINGS)
        .default("kernels" satisfies QueryEncoding),
    )
    .option("--run <file>", "write a TREC run file; several get the set and mode in their names")
    .option(
      "--fail-under <measure=value>",
      "exit with 1 if a mean over the sets is lower: ndcg, mrr, recall, balanced (answered queries), related, agreement (1 minus the largest difference with --encoder float); can be repeated",
      parseGate,
    )
    .option("--seed <n>", "seed of samples, intervals and tests", wholeNumber(0, 999_999_999), 1)
    .option("--json", JSON_HELP)
    .addHelpText("after", EVAL_EXAMPLES)
    .action((folders: string[], options) => runEval({ folders, ...options, report, signal: interrupts() }));

  program.addCommand(serveCommand("serve"));

  for (const command of program.commands) command.exitOverride().showHelpAfterError();
  return program;
}
