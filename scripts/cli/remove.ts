// `backstory remove`: hides articles from every answer at once and until they are lifted, without a build.

import { join, relative } from "node:path";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import { findByUrl, idKey } from "../../src/index/keys.ts";
import { openSnapshot, type Snapshot } from "../../src/index/snapshot/reader.ts";
import { REMOVALS_FILE, REMOVALS_KEY } from "../../src/service/removal-list.ts";
import {
  changeRemoved,
  type RemovedArticle,
  readRemoved,
  removalsFolder,
} from "../build/pack/removed-articles.ts";
import { openProject, type Project } from "../files/project.ts";
import { runWrangler } from "../serving/run-wrangler.ts";
import { plural, type Report } from "../terminal/report.ts";
import { UsageError } from "../terminal/usage.ts";

export const REMOVE_EXAMPLES = `
Examples:
  backstory remove 2019-04-25-kim-putin-vladivostok-talks
  backstory remove https://news.example/2019/summit --remote
  backstory remove 2019-04-25-kim-putin-vladivostok-talks --lift
  backstory remove --list`;

export interface RemoveArguments {
  /** Ids or URLs. */
  readonly articles: readonly string[];
  readonly lift?: true;
  readonly list?: true;
  /** Also for ids that no article of the index has. */
  readonly force?: true;
  /** Put the list into the Workers KV namespace of wrangler.toml as well. */
  readonly remote?: true;
  readonly json?: true;
  readonly report: Report;
}

export async function runRemove(args: RemoveArguments): Promise<void> {
  const { articles, lift, list, report, json } = args;
  if (list === true && (articles.length > 0 || lift === true)) {
    throw new UsageError("--list takes no article and no --lift.");
  }
  if (list !== true && articles.length === 0) {
    throw new UsageError("Name an article by its id or URL, or give --list to see what is removed.");
  }
  const project = openProject();
  const snapshot = await openSnapshot(folderSource(join(project.assetsFolder, "snapshot")));
  if (list === true) {
    const removed = await readRemoved(project);
    if (json) process.stdout.write(`${JSON.stringify({ removed })}\n`);
    else process.stdout.write(listing(snapshot, removed));
    return;
  }
  const before = await readRemoved(project);
  const ids = articles.map((sent) => idOf(snapshot, before, sent, args.force === true));
  const since = new Date().toISOString();
  const removed = await changeRemoved(project, report, (former) => {
    if (lift === true) return former.filter(({ id }) => !ids.includes(id));
    const known = new Set(former.map(({ id }) => id));
    const added = [...new Set(ids)].filter((id) => !known.has(id));
    return [...former, ...added.map((id) => ({ id, since }))];
  });
  if (json) process.stdout.write(`${JSON.stringify({ removed })}\n`);
  else {
    const known = new Set(before.map(({ id }) => id));
    for (const id of ids) {
      const done = whatWasDone(lift === true, known.has(id));
      process.stdout.write(`${done}: ${id}${titleOf(snapshot, id)}\n`);
    }
  }
  const put = putCommand(project);
  if (args.remote === true) await runWrangler(project, put);
  else for (const line of whatIsLeft(put)) report.line(line);
}

function whatWasDone(lift: boolean, wasRemoved: boolean): string {
  if (lift) return wasRemoved ? "Lifted" : "Was not removed";
  return wasRemoved ? "Was removed already" : "Removed";
}

/** An id stays one where its article is gone from the index: it may come back with the next build. */
function idOf(snapshot: Snapshot, removed: readonly RemovedArticle[], sent: string, force: boolean): string {
  const ordinal = snapshot.findKey(idKey(sent)) ?? findByUrl(snapshot, sent);
  if (ordinal !== null) return snapshot.article(ordinal).id;
  const isId = /^[A-Za-z0-9._~-]{1,128}$/.test(sent);
  if (isId && (force || removed.some(({ id }) => id === sent))) return sent;
  throw new Error(
    `No article of the index has the id or URL "${sent}". "backstory search" finds ids; ` +
      `${isId ? "--force removes" : "by its id, --force removes"} an article that is not in the index yet.`,
  );
}

function putCommand(project: Project): string[] {
  const file = relative(process.cwd(), join(removalsFolder(project), REMOVALS_FILE));
  return ["kv", "key", "put", REMOVALS_KEY, "--binding", "REMOVALS", "--remote", "--path", file];
}

function whatIsLeft(put: readonly string[]): string[] {
  return [
    "A local function knows within 5 seconds. A deployed one knows after the next deployment,",
    "  npm run deploy",
    "or, where wrangler.toml binds a KV namespace as REMOVALS, within about a minute of",
    `  npx wrangler ${put.join(" ")}`,
    "which --remote runs. Caches in front of the function keep answers as long as they said they would.",
  ];
}

function listing(snapshot: Snapshot, removed: readonly RemovedArticle[]): string {
  if (removed.length === 0) return "No article is removed.\n";
  const lines = removed.map(({ id, since }) => `  ${since.slice(0, 10)}  ${id}${titleOf(snapshot, id)}`);
  return `${plural(removed.length, "article")} removed:\n${lines.join("\n")}\n`;
}

function titleOf(snapshot: Snapshot, id: string): string {
  const ordinal = snapshot.findKey(idKey(id));
  return ordinal === null ? " (not in the index)" : ` “${snapshot.article(ordinal).title}”`;
}
