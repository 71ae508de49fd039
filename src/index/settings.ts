// What the function needs from the configuration of a site. The build reads the configuration file and stores this
// with the index; docs/configuration.md explains each field.

import { z } from "zod";

/** What the configuration says of HTTP; docs/configuration.md has what each means. */
export const httpSettingsSchema = z.strictObject({
  cors: z.strictObject({ origins: z.array(z.string()) }),
  logs: z.strictObject({ requests: z.boolean(), queries: z.boolean() }),
  events: z.strictObject({ enabled: z.boolean() }),
  /** Whether the search page is served. */
  page: z.boolean(),
});
export type HttpSettings = z.output<typeof httpSettingsSchema>;

/** Where nothing is configured, and where no index could be read. */
export const DEFAULT_HTTP_SETTINGS: HttpSettings = {
  cors: { origins: ["*"] },
  logs: { requests: true, queries: false },
  events: { enabled: false },
  page: true,
};

export const settingsSchema = z.strictObject({
  siteName: z.string(),
  basePath: z.string(),
  timeZone: z.string(),
  language: z.string(),
  identifyingParams: z.array(z.string()),
  queryTokens: z.int().min(1),
  /** Tokens of a passage at most, prefix and special tokens included; drafts are cut like articles. */
  passageTokens: z.int().min(8),
  /** Names of the declared fields by which articles can be filtered, and by which hits can be counted. */
  filterFields: z.array(z.string()),
  facetFields: z.array(z.string()),
  http: httpSettingsSchema,
});
/** What the function needs of the configuration. */
export type Settings = z.output<typeof settingsSchema>;

/** The encoder that made an index. The one that encodes the queries must have the same fingerprint. */
export const indexEncoderSchema = z.strictObject({
  fingerprint: z.string(),
  dims: z.int().min(1).max(4096),
  /** Its name, for people. */
  model: z.string(),
  /** Primary tags of the languages it supports; `["*"]` for all. */
  languages: z.array(z.string()).min(1),
});
export type IndexEncoder = z.output<typeof indexEncoderSchema>;
