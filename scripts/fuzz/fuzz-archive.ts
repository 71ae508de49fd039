// The archive for the fuzz test: the sample's articles with a configuration that enables everything, so that every
// path, parameter and response exists. Built under .cache, with the vectors of the sample's index.

import { existsSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { buildArchive } from "../build/build-archive.ts";
import { buildReference } from "../build/pack/reference.ts";
import { openProject, type Project, SAMPLE_PATTERN } from "../files/project.ts";
import type { Report } from "../terminal/report.ts";

export const FUZZ_BASE_PATH = "/archive";

/** Resolves with the project that contains it. The sample must have been built. */
export async function buildFuzzArchive(checkout: Project, report: Report): Promise<Project> {
  const root = join(checkout.root, ".cache", "fuzz", "archive");
  const project = openProject(root);
  await mkdir(root, { recursive: true });
  if (!existsSync(project.indexFolder)) {
    // Another command may hold the checkout's locks and release them in the middle of this.
    const filter = (path: string) => !path.endsWith(".lock");
    await cp(checkout.indexFolder, project.indexFolder, { recursive: true, filter });
  }
  const config = {
    content: [relative(root, join(checkout.packageRoot, SAMPLE_PATTERN))],
    site: { name: "The Fuzzed Gazette", url: "https://news.example", urlPattern: "/{section}/{id}" },
    customFields: { region: { filter: true, facet: true } },
    basePath: FUZZ_BASE_PATH,
    events: { enabled: true },
  };
  await writeFile(join(root, "backstory.config.json"), `${JSON.stringify(config, null, 2)}\n`);
  const { settings } = await buildArchive({
    project,
    configFile: null,
    source: null,
    update: false,
    strict: true,
    maxNewPassages: Number.POSITIVE_INFINITY,
    report,
  });
  await buildReference({
    sourceFolder: join(checkout.packageRoot, "src", "page"),
    outFolder: join(project.assetsFolder, "page"),
    settings,
  });
  return project;
}
