// The whole build: read, chunk, embed what is new, store, pack. Each step has its own file; this one puts them in order and
// decides what need not be done again.

import { createHash } from "node:crypto";
import { dirname, join, relative, resolve } from "node:path";
import { EncoderInput } from "../../src/encoder/encoder-input.ts";
import type { Settings } from "../../src/index/settings.ts";

import { withLock } from "../files/process-lock.ts";
import type { Project } from "../files/project.ts";
import { type OpenModel, openModel } from "../model/open-model.ts";
import { plural, type Report } from "../terminal/report.ts";
import { chooseSource, describeSource } from "./choose-source.ts";
import { loadConfig } from "./config/load.ts";
import type { Config } from "./config/schema.ts";
import { buildKernels } from "./kernels.ts";
import { packBuild } from "./pack-build.ts";
import { chunkArticle, type Passage } from "./prepare/chunk.ts";
import { embedPassages } from "./prepare/embed-passages.ts";
import {
  INDEX_FORMAT,
  IndexDamaged,
  type IndexRecord,
  readOrigin,
  readRecord,
  readVectorsOf,
  writeIndex,
} from "./prepare/index-folder.ts";
import { PendingVectors } from "./prepare/pending-vectors.ts";
import type { StoredVector } from "./prepare/vector-store.ts";
import { fingerprintSource, type ReadReport, readArchive } from "./source/read.ts";
import { reportReading } from "./source/report-reading.ts";

export interface BuildOptions {
  readonly project: Project;
  readonly configFile: string | null;
  /** Folder, file or glob from the command line. */
  readonly source: string | null;
  /** Keep the source that an existing index was made from. */
  readonly update: boolean;
  /** A broken article fails the build instead of being left out. */
  readonly strict: boolean;
  /** Stop before embedding more new passages than this. */
  readonly maxNewPassages: number;
  /** Fit the ranking again, even if little has changed. */
  readonly refit?: boolean;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export interface BuildResult {
  readonly record: IndexRecord;
  readonly indexVersion: string;
  readonly settings: Settings;
  /** Passages that were embedded in this run. */
  readonly embedded: number;
  /** True if nothing has changed since the last build. */
  readonly fresh: boolean;
}

/** Why a build stopped; the message says what to do. */
export class BuildStopped extends Error {
  override readonly name = "BuildStopped";
}

/** Updates the index, or makes the first one; start and deploy do this before anything else. */
export function updateArchive(project: Project, report: Report, signal?: AbortSignal): Promise<BuildResult> {
  return buildArchive({
    project,
    configFile: null,
    source: null,
    update: true,
    strict: false,
    maxNewPassages: Number.POSITIVE_INFINITY,
    report,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** One build at a time in a project. Rejects with BuildStopped if a person has to do something. */
export function buildArchive(options: BuildOptions): Promise<BuildResult> {
  const { project, report, signal } = options;
  const lock = {
    onWait: (holder: number) => report.line(`Waiting for another build here (process ${holder})`),
    ...(signal === undefined ? {} : { signal }),
  };
  return withLock(join(project.indexFolder, "build.lock"), lock, () => buildLocked(options));
}

async function buildLocked(options: BuildOptions): Promise<BuildResult> {
  const { project, report, signal } = options;
  await buildKernels(project, report);
  const former = await readRecord(project.indexFolder);
  const origin = await readOrigin(project.indexFolder);
  const configFile = options.configFile ?? origin?.configFile ?? null;
  const loaded = await loadConfig({
    cwd: project.root,
    ...(configFile === null ? {} : { file: configFile }),
  });
  const { config } = loaded;
  const choice = chooseSource({
    project,
    loaded,
    recorded: origin?.source ?? null,
    named: options.source,
    update: options.update,
  });
  if (choice.notice !== null) report.line(choice.notice);
  const sourceRoot = join(project.root, choice.source.root);
  const model = await openModel(project, loaded.root, config.model, report);
  const identity = {
    source: choice.source,
    configFile: configFile === null ? null : relative(project.root, resolve(project.root, configFile)),
    config: hashOf(shapingConfig(config)),
    model: { name: config.model, fingerprint: model.encoder.fingerprint, dims: model.encoder.profile.dims },
  };

  const pack = (record: IndexRecord) =>
    packBuild({
      project,
      record,
      settings: settingsOf(config, model),
      hiddenFields: hiddenFields(config),
      modelLanguages: model.encoder.profile.languages,
      encoderPath: model.encoderPath,
      refit: options.refit === true,
      report,
      ...(signal === undefined ? {} : { signal }),
    });
  const source = { root: sourceRoot, patterns: choice.source.patterns, ignoredFolders: ownFolders(project) };
  const files = [...(await fingerprintSource(source))];
  const unchanged = former !== null && sameIdentity({ ...identity, files }, former) ? former : null;
  const asItIs = async (): Promise<BuildResult | null> => {
    const packed = unchanged === null ? null : await orNull(pack(unchanged), report);
    return unchanged === null || packed === null
      ? null
      : { record: unchanged, ...packed, embedded: 0, fresh: true };
  };
  // With --strict everything is read anyway, because an earlier build may have skipped broken articles.
  const upToDate = options.strict ? null : await asItIs();
  if (upToDate !== null) return upToDate;

  signal?.throwIfAborted();
  report.line(`Reading ${describeSource(choice.source)}`);
  const reading = await readArchive({ ...source, config });
  reportReading(reading, model.encoder.profile, report);
  refuseBroken(reading, options.strict);
  const strictlyUpToDate = options.strict ? await asItIs() : null;
  if (strictlyUpToDate !== null) return strictlyUpToDate;
  signal?.throwIfAborted();

  const passages = chunkAll(reading, config, model);
  const known = await knownVectors(project, former, model, report);
  const pending = pendingFor(project, model);
  for (const [hash, vector] of await pending.read()) known.set(hash, vector);
  const fresh = passages.filter((passage) => !known.has(passage.hash));
  const unique = [...new Map(fresh.map((passage) => [passage.hash, passage])).values()];
  report.line(
    `${plural(reading.articles.length, "article")}, ${plural(passages.length, "passage")}, ${unique.length.toLocaleString("en")} of them new`,
  );
  if (unique.length > options.maxNewPassages) {
    throw new BuildStopped(
      `${plural(unique.length, "new passage")} would have to be embedded; this build embeds at most ` +
        `${options.maxNewPassages} by itself. Run "npm run build${options.update ? " -- --update" : ""}" first.`,
    );
  }
  await embedPassages({
    model,
    passages: unique,
    vectorsByHash: known,
    pending,
    report,
    ...(signal === undefined ? {} : { signal }),
  });
  signal?.throwIfAborted();

  const vectors = passages.map((passage): StoredVector => {
    const vector = known.get(passage.hash);
    if (vector === undefined)
      throw new Error(`passage ${passage.ordinal} of ${passage.articleId} has no vector`);
    return { articleId: passage.articleId, ordinal: passage.ordinal, hash: passage.hash, vector };
  });
  const record = await writeIndex(
    project.indexFolder,
    { ...identity, files, counts: { ...reading.counts }, passages: passages.length },
    { articles: reading.articles, passages: passages.map(({ input: _, ...stored }) => stored), vectors },
  );
  await pending.discard();
  return { record, ...(await pack(record)), embedded: unique.length, fresh: false };
}

type Identity = Pick<IndexRecord, "source" | "configFile" | "config" | "model" | "files">;

function sameIdentity(wanted: Identity, record: IndexRecord): boolean {
  const { source, configFile, config, model, files } = record;
  return (
    JSON.stringify(wanted) === JSON.stringify({ source, configFile, config, model, files } satisfies Identity)
  );
}

/** Our own folders inside a project: what is there is not an article, even if it looks like one. */
function ownFolders(project: Project): string[] {
  return [project.indexFolder, project.buildFolder, dirname(project.modelCache)];
}

function hiddenFields(config: Config): string[] {
  return Object.keys(config.customFields).filter((name) => config.customFields[name]?.store === false);
}

/** The result, or null if index/ is damaged, so that the build makes it again. */
async function orNull<T>(result: Promise<T>, report: Report): Promise<T | null> {
  try {
    return await result;
  } catch (cause) {
    if (!(cause instanceof IndexDamaged)) throw cause;
    report.line(cause.message);
    return null;
  }
}

/** The part of the configuration that affects the index. */
function shapingConfig(config: Config) {
  const { url, urlPattern, timeZone, language } = config.site;
  const { fieldMap, customFields, identifyingParams, chunking, members, limits, detectLanguage, rules } =
    config;
  return {
    url,
    urlPattern,
    timeZone,
    language,
    fieldMap,
    customFields,
    identifyingParams,
    chunking,
    members,
    detectLanguage,
    rules,
    bytes: limits.articleBytes,
    INDEX_FORMAT,
  };
}

function settingsOf(config: Config, model: OpenModel): Settings {
  const { profile } = model.encoder;
  const { queryTokens } = config.limits;
  const min = new EncoderInput(model.encoder).minTokens("query");
  if (queryTokens < min) {
    throw new BuildStopped(
      `limits.queryTokens is ${queryTokens}, but with its prefix for queries ${profile.name} needs at least ${min}.`,
    );
  }
  return {
    siteName: config.site.name,
    basePath: config.basePath,
    timeZone: config.site.timeZone,
    language: config.site.language,
    identifyingParams: [...config.identifyingParams],
    queryTokens: Math.min(queryTokens, profile.maxTokens),
    passageTokens: Math.min(config.chunking.maxTokens, profile.maxTokens),
    filterFields: fieldsWith(config, "filter"),
    facetFields: fieldsWith(config, "facet"),
    http: { cors: config.cors, logs: config.logs, events: config.events, page: config.page },
  };
}

function fieldsWith({ customFields }: Config, use: "filter" | "facet"): string[] {
  return Object.keys(customFields).filter((name) => customFields[name]?.[use] === true);
}

function refuseBroken(reading: ReadReport, strict: boolean): void {
  if (reading.articles.length === 0) {
    throw new BuildStopped(
      "No article could be read, so there is nothing to index. The index stays as it was.",
    );
  }
  const fatal = reading.problems.filter((problem) => problem.fatal).length;
  if (fatal > 0) {
    throw new BuildStopped(
      `${plural(fatal, "problem")} that can't be passed over. The index stays as it was.`,
    );
  }
  if (strict && reading.problems.length > 0) {
    throw new BuildStopped(
      `${plural(reading.problems.length, "problem")} with --strict. The index stays as it was.`,
    );
  }
}

function chunkAll(reading: ReadReport, config: Config, model: OpenModel): Passage[] {
  const input = new EncoderInput(model.encoder);
  const options = {
    count: (text: string) => input.countPieces(text),
    budget: input.pieceBudget("passage", config.chunking.maxTokens),
    memberBodies: config.members.searchBody,
  };
  return reading.articles.flatMap((article) => chunkArticle(article, options));
}

/** Vectors that need not be embedded again, by passage hash. */
async function knownVectors(
  project: Project,
  former: IndexRecord | null,
  model: OpenModel,
  report: Report,
): Promise<Map<string, Float32Array>> {
  if (former === null || former.model.fingerprint !== model.encoder.fingerprint) return new Map();
  const stored = await orNull(readVectorsOf(project.indexFolder, former), report);
  return new Map((stored ?? []).map(({ hash, vector }) => [hash, vector]));
}

function pendingFor(project: Project, model: OpenModel): PendingVectors {
  const { fingerprint, profile } = model.encoder;
  return new PendingVectors(
    join(project.indexFolder, `pending-${fingerprint.slice(0, 16)}.bin`),
    profile.dims,
  );
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
