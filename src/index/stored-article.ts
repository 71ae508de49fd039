// An article's fields as the index stores them and a response returns them.

import { z } from "zod";

/** The fields of an article as stored and returned, under the names of the HTTP API. */
export const storedArticleSchema = z.strictObject({
  id: z.string(),
  url: z.string().nullable(),
  title: z.string(),
  summary: z.string().nullable(),
  sections: z.array(z.string()),
  tags: z.array(z.string()),
  authors: z.array(z.string()),
  publishedAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  lang: z.string(),
  image: z
    .strictObject({
      src: z.string(),
      width: z.number().nullable(),
      height: z.number().nullable(),
      alt: z.string().nullable(),
    })
    .nullable(),
  access: z.enum(["public", "members"]),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});
export type StoredArticle = z.output<typeof storedArticleSchema>;
