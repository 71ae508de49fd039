// Global set-up: brings the index of the sample archive up to date. It leaves an index of another archive alone.

import { buildArchive } from "../../scripts/build/build-archive.ts";
import { describeSource } from "../../scripts/build/choose-source.ts";
import { readRecord } from "../../scripts/build/prepare/index-folder.ts";
import { openProject, SAMPLE_PATTERN } from "../../scripts/files/project.ts";
import { createReport } from "../../scripts/terminal/report.ts";

export default async function buildSample(): Promise<void> {
  const project = openProject();
  const record = await readRecord(project.indexFolder);
  if (record !== null && record.source.kind !== "sample") {
    throw new Error(
      `The tests need the index of the sample archive; index/ is made from ${describeSource(record.source)}. ` +
        `Move index/ away, or run "npm run build -- ${SAMPLE_PATTERN}".`,
    );
  }
  await buildArchive({
    project,
    configFile: null,
    source: SAMPLE_PATTERN,
    update: false,
    strict: true,
    maxNewPassages: Number.POSITIVE_INFINITY,
    report: createReport(),
  });
}
