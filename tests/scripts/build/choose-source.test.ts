// Which articles the index is made from: named, configured, the one it has, or the sample.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseSource, describeSource, NoSourceError } from "../../../scripts/build/choose-source.ts";
import { configSchema } from "../../../scripts/build/config/schema.ts";
import type { IndexSource } from "../../../scripts/build/prepare/index-folder.ts";
import { openProject, SAMPLE_PATTERN } from "../../../scripts/files/project.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SAMPLE: IndexSource = { kind: "sample", patterns: [SAMPLE_PATTERN], root: "." };
const CONFIGURED: IndexSource = { kind: "configured", patterns: ["news/**/*.md"], root: "." };
const NAMED: IndexSource = { kind: "named", patterns: ["mine"], root: "." };

interface Situation {
  /** The sample archive lies in the project's folder. */
  readonly sample?: boolean;
  readonly content?: string[];
  /** Folder of the configuration within the project's. */
  readonly configFolder?: string;
  readonly recorded?: IndexSource | null;
  readonly named?: string | null;
  readonly update?: boolean;
}

async function choose(situation: Situation) {
  const { sample = false, content = [], configFolder = ".", recorded = null, named = null } = situation;
  const root = await tempFolder();
  if (sample) await mkdir(join(root, SAMPLE_PATTERN), { recursive: true });
  const loaded = { config: configSchema.parse({ content }), path: null, root: join(root, configFolder) };
  return chooseSource({
    project: openProject(root),
    loaded,
    recorded,
    named: named === null ? null : named.replace("ROOT", root),
    update: situation.update ?? false,
  });
}

const CONFIGURATION = { content: ["news/**/*.md"] };

describe("without an index", () => {
  it("uses the sample if nothing is configured", async () => {
    expect(await choose({ sample: true })).toEqual({ source: SAMPLE, notice: null });
  });

  it("uses the configured source, with or without a sample", async () => {
    expect(await choose({ sample: true, ...CONFIGURATION })).toEqual({ source: CONFIGURED, notice: null });
  });

  it("remembers the configuration's folder, to which its globs are relative", async () => {
    const { source } = await choose({ ...CONFIGURATION, configFolder: "conf" });
    expect(source).toEqual({ ...CONFIGURED, root: "conf" });
  });

  it("fails without either, and says how to name a source", async () => {
    await expect(choose({})).rejects.toThrow(NoSourceError);
    await expect(choose({ update: true })).rejects.toThrow("npm run build -- path/to/articles");
  });
});

describe("a source named on the command line", () => {
  it.each([true, false])("is taken whatever else there is (update: %s)", async (update) => {
    for (const recorded of [null, SAMPLE, CONFIGURED]) {
      const situation = { sample: true, ...CONFIGURATION, recorded, update };
      expect(await choose({ ...situation, named: "mine" })).toEqual({ source: NAMED, notice: null });
    }
  });

  it("is remembered relative to the project, wherever it is", async () => {
    expect((await choose({ named: "ROOT/mine" })).source).toEqual(NAMED);
    expect((await choose({ named: "ROOT" })).source.patterns).toEqual(["."]);
    expect((await choose({ named: "ROOT/../elsewhere" })).source.patterns).toEqual(["../elsewhere"]);
  });

  it("is the sample if it is the sample's folder", async () => {
    expect((await choose({ sample: true, named: SAMPLE_PATTERN, recorded: NAMED })).source).toEqual(SAMPLE);
  });
});

describe("an existing index", () => {
  it.each([
    ["the sample", { sample: true, recorded: SAMPLE }, SAMPLE],
    ["what is configured", { ...CONFIGURATION, recorded: CONFIGURED }, CONFIGURED],
  ])("is built again from %s without a notice", async (_, situation, source) => {
    for (const update of [true, false]) {
      expect(await choose({ ...situation, update })).toEqual({ source, notice: null });
    }
  });

  it("follows the configuration if its globs have changed", async () => {
    const { source, notice } = await choose({
      content: ["other/*.json"],
      recorded: CONFIGURED,
      update: true,
    });
    expect(source.patterns).toEqual(["other/*.json"]);
    expect(notice).toBeNull();
  });

  it("never switches to the sample, and says how to switch", async () => {
    for (const recorded of [NAMED, CONFIGURED]) {
      for (const update of [true, false]) {
        const { source, notice } = await choose({ sample: true, recorded, update });
        expect(source).toEqual(recorded);
        expect(notice).toContain(describeSource(recorded));
        expect(notice).toContain(`npm run build -- ${SAMPLE_PATTERN}`);
      }
    }
  });

  it.each([
    SAMPLE,
    NAMED,
  ])("goes over from $kind to what is configured when it is built, not when it is updated", async (recorded) => {
    const situation = { sample: true, ...CONFIGURATION, recorded };
    expect(await choose(situation)).toEqual({ source: CONFIGURED, notice: null });
    const updated = await choose({ ...situation, update: true });
    expect(updated.source).toEqual(recorded);
    expect(updated.notice).toMatch(
      /To switch to the configured content \(news\/\*\*\/\*\.md\): npm run build$/,
    );
  });

  it("keeps its source if there is nothing else", async () => {
    expect(await choose({ recorded: NAMED })).toEqual({ source: NAMED, notice: null });
  });
});
