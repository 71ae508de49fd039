// Settings of an archive without a configuration, for test sets, benchmarks and tests.

import { DEFAULT_HTTP_SETTINGS, type Settings } from "../../../src/index/settings.ts";

const DEFAULTS: Omit<Settings, "siteName"> = {
  basePath: "/",
  timeZone: "UTC",
  language: "en",
  identifyingParams: [],
  queryTokens: 64,
  passageTokens: 200,
  filterFields: [],
  facetFields: [],
  http: DEFAULT_HTTP_SETTINGS,
};

export function defaultSettings(siteName: string, changes: Partial<Settings> = {}): Settings {
  return { ...DEFAULTS, siteName, ...changes };
}
