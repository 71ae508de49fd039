// `backstory remove` and `backstory restore`: hide articles from every response at once, without a build, and show them
// again.

import { join, relative } from "node:path";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { idKey, urlKeyList } from "../../src/index/keys.ts";
import { openSnapshot } from "../../src/index/snapshot/open-snapshot.ts";
import type { StoredArticle } from "../../src/index/stored-article.ts";
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
  backstory remove --list`;

export const RESTORE_EXAMPLES = `
Examples:
  backstory restore 2019-04-25-kim-putin-vladivostok-talks`;

export interface RestoreArguments {
  /** Ids or URLs. */
  readonly articles: readonly string[];
  /** Also accept ids that are not in the index. */
  readonly force?: true;
  /** Also update the Workers KV namespace of wrangler.toml. */
  readonly remote?: true;
  readonly json?: true;
  readonly report: Report;
}

export interface RemoveArguments extends RestoreArguments {
  readonly list?: true;
}

export async function runRemove(args: RemoveArguments): Promise<void> {
  if (args.list !== true) {
    requireArticles(args, "Name an article by its id or URL, or use --list to see what is removed.");
    return changeList(args, "remove");
  }
  if (args.articles.length > 0) throw new UsageError("--list takes no articles.");
  const project = openProject();
  const removed = await readRemoved(project);
  const text = args.json
    ? `${JSON.stringify({ removed })}\n`
    : await listing(await openProjectIndex(project), removed);
  process.stdout.write(text);
}

export async function runRestore(args: RestoreArguments): Promise<void> {
  requireArticles(args, 'Name an article by its id or URL; "backstory remove --list" shows what is removed.');
  await changeList(args, "restore");
}

function requireArticles({ articles }: RestoreArguments, message: string): void {
  if (articles.length === 0) throw new UsageError(message);
}

async function changeList(args: RestoreArguments, change: "remove" | "restore"): Promise<void> {
  const { articles, report, json } = args;
  const project = openProject();
  const index = await openProjectIndex(project);
  const before = await readRemoved(project);
  const ids: string[] = [];
  for (const sent of articles) ids.push(await idOf(index, before, sent, args.force === true));
  const since = new Date().toISOString();
  const removed = await changeRemoved(project, report, (former) => {
    if (change === "restore") return former.filter(({ id }) => !ids.includes(id));
    const formerIds = new Set(former.map(({ id }) => id));
    const added = [...new Set(ids)].filter((id) => !formerIds.has(id));
    return [...former, ...added.map((id) => ({ id, since }))];
  });
  if (json) process.stdout.write(`${JSON.stringify({ removed })}\n`);
  else {
    const removedBefore = new Set(before.map(({ id }) => id));
    for (const id of ids) {
      process.stdout.write(`${outcome(change, removedBefore.has(id))}: ${id}${await titleOf(index, id)}\n`);
    }
  }
  const put = putCommand(project);
  if (args.remote === true) await runWrangler(project, put);
  else for (const line of nextSteps(put)) report.line(line);
}

function openProjectIndex(project: Project): Promise<ArchiveIndex> {
  return openSnapshot(folderSource(join(project.assetsFolder, "snapshot")));
}

function outcome(change: "remove" | "restore", wasRemoved: boolean): string {
  if (change === "restore") return wasRemoved ? "Restored" : "Not removed";
  return wasRemoved ? "Already removed" : "Removed";
}

/** An id stays valid after its article leaves the index: the article may come back with the next build. */
async function idOf(
  index: ArchiveIndex,
  removed: readonly RemovedArticle[],
  sent: string,
  force: boolean,
): Promise<string> {
  const article = await articleWith(index, [
    idKey(sent),
    ...urlKeyList(sent, index.settings.identifyingParams),
  ]);
  if (article !== null) return article.id;
  const isId = /^[A-Za-z0-9._~-]{1,128}$/.test(sent);
  if (isId && (force || removed.some(({ id }) => id === sent))) return sent;
  throw new Error(
    `The index has no article with the id or URL "${sent}". "backstory search" shows ids. ` +
      `To remove an article that is not in the index yet, use its id and --force.`,
  );
}

function putCommand(project: Project): string[] {
  const file = relative(process.cwd(), join(removalsFolder(project), REMOVALS_FILE));
  return ["kv", "key", "put", REMOVALS_KEY, "--binding", "REMOVALS", "--remote", "--path", file];
}

function nextSteps(put: readonly string[]): string[] {
  return [
    "A local function notices within 5 seconds. A deployed one notices with the next deployment,",
    "  npm run deploy",
    "or, if wrangler.toml binds a KV namespace as REMOVALS, within about a minute of",
    `  npx wrangler ${put.join(" ")}`,
    "which --remote runs for you. Caches in front of the function keep responses until they expire.",
  ];
}

async function listing(index: ArchiveIndex, removed: readonly RemovedArticle[]): Promise<string> {
  if (removed.length === 0) return "No articles are removed.\n";
  const lines = await Promise.all(
    removed.map(async ({ id, since }) => `  ${since.slice(0, 10)}  ${id}${await titleOf(index, id)}`),
  );
  return `${plural(removed.length, "article")} removed:\n${lines.join("\n")}\n`;
}

async function titleOf(index: ArchiveIndex, id: string): Promise<string> {
  const article = await articleWith(index, [idKey(id)]);
  return article === null ? " (not in the index)" : ` “${article.title}”`;
}

/** The article with the first of the keys that one has, published or not. */
async function articleWith(
  { documents }: ArchiveIndex,
  keys: readonly string[],
): Promise<StoredArticle | null> {
  for (const key of keys) {
    const ordinal = await documents.find(key);
    if (ordinal === null) continue;
    const [article = null] = await documents.articles([ordinal]);
    return article;
  }
  return null;
}
