// The sample archive as part of a site: an address for each article, and the function under a base path.

import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createTestHarness } from "wrangler";
import { openProject, SAMPLE_PATTERN } from "../../scripts/files/project.ts";
import { buildFiles } from "./served-archive.ts";

export const SITE = "https://news.example";
/** Below it the function answers, as the recipes expect. */
export const BASE_PATH = "/_backstory";
/** Articles that have related ones. */
export const KIM_PUTIN = "2019-04-25-kim-putin-vladivostok-talks";
export const MOON_ROCKET = "2022-11-16-moon-rocket-lights-up-florida-night";

export function addressOf(id: string): string {
  return `${SITE}/articles/${id}/`;
}

type Workers = NonNullable<Parameters<typeof createTestHarness>[0]>["workers"];

export interface ServedSample {
  /** Of the first Worker. */
  readonly url: string;
  readonly harness: ReturnType<typeof createTestHarness>;
  /** What the function says of an article, as HTML. */
  fragmentOf(id: string): Promise<string>;
  stop(): Promise<void>;
}

/** `workers` stand before the function, which they know as the service `backstory`. */
export async function serveSampleOfSite(workers: Workers = []): Promise<ServedSample> {
  const names = (await readdir(SAMPLE_PATTERN)).filter((name) => name.endsWith(".md"));
  const articles = names.map(async (name) => [`news/${name}`, await readFile(join(SAMPLE_PATTERN, name))]);
  const config = {
    basePath: BASE_PATH,
    site: { url: SITE, urlPattern: "/articles/{id}/", language: "en-GB", timeZone: "Europe/London" },
  };
  const archive = await buildFiles(
    { ...Object.fromEntries(await Promise.all(articles)), "backstory.config.json": JSON.stringify(config) },
    { formerIndex: openProject().indexFolder },
  );
  const assets = join(archive.folder, "build", "assets");
  const harness = createTestHarness({ workers: [...workers, { config: await functionConfig(assets) }] });
  const stop = async () => {
    await harness.close();
    await archive.remove();
  };
  try {
    const { url } = await harness.listen();
    const ask = (path: string) => harness.getWorker("backstory").fetch(`${SITE}${BASE_PATH}${path}`);
    // Opens the searcher, which takes longer than an answer.
    await ask("/healthz");
    const fragmentOf = async (id: string) => (await ask(`/v1/articles/${id}/related?format=html`)).text();
    return { url: url.origin, harness, fragmentOf, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function functionConfig(assets: string) {
  const toml = await readFile("wrangler.toml", "utf8");
  const [, date = ""] = /^compatibility_date = "(.*)"$/m.exec(toml) ?? [];
  return {
    name: "backstory",
    main: resolve("src/hosts/cloudflare/worker.ts"),
    compatibility_date: date,
    assets: {
      ...{ directory: assets, binding: "ASSETS", run_worker_first: true },
      ...({ html_handling: "none", not_found_handling: "none" } as const),
    },
  };
}
