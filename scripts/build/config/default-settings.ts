// What the function is told of an archive that nobody has configured: test sets, benchmarks, tests.

import { DEFAULT_HTTP_SETTINGS, type Settings } from "../../../src/index/settings.ts";

const PLAIN: Omit<Settings, "siteName"> = {
  basePath: "/",
  timeZone: "UTC",
  language: "en",
  canonicalParams: [],
  queryTokens: 64,
  passageTokens: 200,
  filterFields: [],
  facetFields: [],
  http: DEFAULT_HTTP_SETTINGS,
};

export function defaultSettings(siteName: string, own: Partial<Settings> = {}): Settings {
  return { ...PLAIN, siteName, ...own };
}
