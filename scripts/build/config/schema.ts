// The configuration file backstory.config.json: every field with its default and bounds. The published JSON Schema
// (backstory.schema.json) is generated from this schema.

import { z } from "zod";
import { DEFAULT_HTTP_SETTINGS } from "../../../src/index/settings.ts";

/** Common names of fields in archives, and our names for them. A configured map adds to it. */
export const DEFAULT_FIELD_MAP: Readonly<Record<string, OurField>> = {
  guid: "id",
  headline: "title",
  description: "summary",
  excerpt: "summary",
  dek: "summary",
  standfirst: "summary",
  content: "body",
  text: "body",
  content_html: "body",
  content_text: "body",
  html: "body",
  permalink: "url",
  link: "url",
  canonical: "url",
  canonical_url: "url",
  date: "publishedAt",
  published_at: "publishedAt",
  date_published: "publishedAt",
  datePublished: "publishedAt",
  pubDate: "publishedAt",
  updated: "updatedAt",
  lastmod: "updatedAt",
  updated_at: "updatedAt",
  date_modified: "updatedAt",
  dateModified: "updatedAt",
  section: "sections",
  category: "sections",
  categories: "sections",
  keywords: "tags",
  author: "authors",
  byline: "authors",
  language: "lang",
  cover: "image",
  thumbnail: "image",
  feature_image: "image",
  visibility: "access",
};

export const OUR_FIELDS = [
  "id",
  "title",
  "summary",
  "body",
  "url",
  "slug",
  "publishedAt",
  "updatedAt",
  "sections",
  "tags",
  "authors",
  "lang",
  "image",
  "access",
  "draft",
  "published",
  "search",
  "recommend",
  "related",
  "noindex",
] as const;
export type OurField = (typeof OUR_FIELDS)[number];

const timeZone = z.string().refine((zone) => isTimeZone(zone), {
  error: 'expected an IANA time zone such as "Europe/Berlin"',
});

const siteUrl = z.url({ protocol: /^https?$/, error: "expected an absolute http(s) URL" });

const basePath = z.string().regex(/^\/(?:[A-Za-z0-9._~-]+(?:\/[A-Za-z0-9._~-]+)*)?$/, {
  error: 'expected "/" or a path such as "/_backstory", without a slash at the end',
});

const ORIGIN = 'expected "*" or an origin such as "https://news.example", without a path';
const origin = z
  .string()
  .regex(/^(?:\*|https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)$/, { error: ORIGIN })
  .refine((text) => text === "*" || URL.parse(text)?.origin === text, { error: ORIGIN });

/** See source/readers/field-path.ts. */
const fieldPath = z.string().regex(/^[^.]+(?:\.[^.]+)*$/, {
  error: 'expected a field name or a path such as "title.rendered", with a name before and after each dot',
});

const rule = z
  .strictObject({
    sections: z.array(z.string().trim().min(1)).default([]).describe('Sections, such as "Obituaries".'),
    tags: z.array(z.string().trim().min(1)).default([]).describe('Tags, such as "advertorial".'),
    recommend: z
      .literal(false)
      .describe("`false`: the articles are in no related list, as if each said so itself."),
  })
  .refine(({ sections, tags }) => sections.length + tags.length > 0, {
    error: "expected at least one section or tag",
  });

const customField = z.strictObject({
  store: z.boolean().default(true).describe("Return the value in responses."),
  filter: z.boolean().default(false).describe("Allow filtering by this field."),
  facet: z.boolean().default(false).describe("Allow counting results by this field."),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional().describe("URL or path of the JSON Schema, for editors."),
  content: z
    .array(z.string().min(1))
    .default([])
    .describe("Folders, files or globs of articles, relative to this file. If empty, the sample archive."),
  site: z
    .strictObject({
      name: z
        .string()
        .min(1)
        .max(80)
        .default("Backstory")
        .describe("Name of the site, shown on the search page."),
      url: siteUrl.nullable().default(null).describe("Base for relative URLs of articles."),
      urlPattern: z
        .string()
        .startsWith("/", { error: 'expected a path that begins with "/"' })
        .nullable()
        .default(null)
        .describe("Path of articles without a URL, made from {id} {slug} {section} {yyyy} {mm} {dd}."),
      timeZone: timeZone.default("UTC").describe("Time zone of dates without one."),
      language: z
        .string()
        .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'expected a language tag such as "en"' })
        .default("en")
        .describe("Language of queries, and of articles whose language is neither named nor detected."),
    })
    .prefault({}),
  detectLanguage: z.boolean().default(true).describe("Detect the language of articles that name none."),
  rules: z
    .array(rule)
    .default([])
    .describe(
      "What goes for all articles in one of these sections or with one of these tags. Case is ignored.",
    ),
  fieldMap: z
    .record(fieldPath, z.enum(OUR_FIELDS))
    .default({})
    .describe(
      "Your field names to ours, in addition to the common ones. A dot reaches into objects and lists, as in " +
        '"title.rendered" or "authors.0.name".',
    ),
  customFields: z
    .record(
      z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, {
        error: "expected a name of letters, digits and _, not beginning with a digit",
      }),
      customField,
    )
    .default({})
    .describe("Your own fields to keep with an article."),
  identifyingParams: z
    .array(z.string().min(1))
    .default([])
    .describe('Query parameters that identify an article in its URL, such as "p" in "?p=123".'),
  model: z
    .string()
    .min(1)
    .default("models/backstory-encoder-v0")
    .describe("A folder in the Hub's layout, or the Hub name of a BERT-family encoder."),
  chunking: z
    .strictObject({
      maxTokens: z
        .int()
        .min(32)
        .max(512)
        .default(200)
        .describe("Word pieces per passage, including title and special tokens."),
    })
    .prefault({}),
  members: z
    .strictObject({
      searchBody: z
        .boolean()
        .default(false)
        .describe("Let the bodies of members-only articles be found by meaning. Their text is never served."),
    })
    .prefault({}),
  limits: z
    .strictObject({
      queryTokens: z.int().min(8).max(256).default(64).describe("Word pieces of a query to encode."),
      articleBytes: z
        .int()
        .min(1024)
        .max(64 * 1024 * 1024)
        .default(4 * 1024 * 1024)
        .describe("Most bytes of an article; larger articles are reported and left out."),
    })
    .prefault({}),
  basePath: basePath.default("/").describe("Path under which the function is served."),
  cors: z
    .strictObject({
      origins: z
        .array(origin)
        .default([...DEFAULT_HTTP_SETTINGS.cors.origins])
        .describe(
          'Origins whose pages may read responses in a browser; "*" for all, an empty list for its own only.',
        ),
    })
    .prefault({}),
  logs: z
    .strictObject({
      requests: z
        .boolean()
        .default(DEFAULT_HTTP_SETTINGS.logs.requests)
        .describe("Log a line for each request."),
      queries: z
        .boolean()
        .default(DEFAULT_HTTP_SETTINGS.logs.queries)
        .describe("Include the reader's query in that line."),
    })
    .prefault({}),
  events: z
    .strictObject({
      enabled: z
        .boolean()
        .default(DEFAULT_HTTP_SETTINGS.events.enabled)
        .describe(
          "Accept events of readers (clicks, searches without results), and log them with their queries.",
        ),
    })
    .prefault({}),
  page: z.boolean().default(DEFAULT_HTTP_SETTINGS.page).describe("Serve the search page."),
});

export type Config = z.output<typeof configSchema>;

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch (cause) {
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}
