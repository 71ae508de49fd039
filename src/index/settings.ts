// The part of a site's configuration that the server needs. The build reads the configuration file and stores this with
// the index; docs/configuration.md explains each field.

import { z } from "zod";

/** The HTTP settings; docs/configuration.md explains each one. */
export const httpSettingsSchema = z.strictObject({
  cors: z.strictObject({ origins: z.array(z.string()) }),
  logs: z.strictObject({ requests: z.boolean(), queries: z.boolean() }),
  events: z.strictObject({ enabled: z.boolean() }),
  /** Whether the search page is served. */
  page: z.boolean(),
});
export type HttpSettings = z.output<typeof httpSettingsSchema>;

/** Used if nothing is configured, and if the index can't be read. */
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
  /** The most tokens in a passage, including prefix and special tokens; drafts are split like articles. */
  passageTokens: z.int().min(8),
  /** Names of the declared fields that articles can be filtered by, and of those that hits can be counted by. */
  filterFields: z.array(z.string()),
  facetFields: z.array(z.string()),
  http: httpSettingsSchema,
});
/** The part of the configuration that the server needs. */
export type Settings = z.output<typeof settingsSchema>;

/** The encoder that made an index. The encoder for queries must have the same fingerprint. */
export const indexEncoderSchema = z.strictObject({
  fingerprint: z.string(),
  dims: z.int().min(1).max(4096),
  /** Its name, for humans. */
  model: z.string(),
  /** Primary tags of the languages it supports; `["*"]` for all. */
  languages: z.array(z.string()).min(1),
});
export type IndexEncoder = z.output<typeof indexEncoderSchema>;
