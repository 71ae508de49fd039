// The API description as files that the function serves: openapi.json, with the archive's declared fields and enabled
// features, the readable reference made from it, and that page's style sheet.

import { join } from "node:path";
import type { Settings } from "../../../src/index/settings.ts";

import { writeChanged } from "../../files/whole-file.ts";
import { bundleStyles } from "./page.ts";

export interface ReferenceOptions {
  /** Contains docs.css. */
  readonly sourceFolder: string;
  /** Created if missing; other files in it stay. */
  readonly outFolder: string;
  readonly settings: Pick<Settings, "siteName" | "basePath" | "filterFields" | "facetFields" | "http">;
}

/** Builds openapi.json, docs.html and docs.css; unchanged files are not written. */
export async function buildReference({
  sourceFolder,
  outFolder,
  settings,
}: ReferenceOptions): Promise<string[]> {
  // Only a checkout has the generator: an installed package builds no function.
  const { describeApi } = await import("../../openapi/document.ts");
  const { referencePage } = await import("../../openapi/reference-html.ts");
  const { siteName, basePath, filterFields, facetFields, http } = settings;
  const document = describeApi({
    siteName,
    basePath,
    declared: { filterFields, facetFields },
    events: http.events.enabled,
  });
  const encode = (text: string) => new TextEncoder().encode(text);
  const files = new Map<string, Uint8Array>([
    ["openapi.json", encode(`${JSON.stringify(document)}\n`)],
    ["docs.html", encode(referencePage(document, { hasPage: http.page }))],
    ["docs.css", await bundleStyles(join(sourceFolder, "docs.css"))],
  ]);
  return writeChanged(outFolder, files);
}
