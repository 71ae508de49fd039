// The text that `npm start` prints when the function is ready: pages to open, commands to paste, tags to embed. The
// commands carry a key if the function asks for one.

import type { ConfiguredKeys } from "../../src/service/key-ring.ts";

export interface BannerFacts {
  /** `http://127.0.0.1:PORT` with the base path, without a slash at the end. */
  readonly base: string;
  /** Whether the search page is served. */
  readonly hasPage: boolean;
  /** A query that the archive has results for, and an article of it. */
  readonly query: string;
  readonly articleId: string;
  readonly keys: ConfiguredKeys;
}

/** The key that readers' requests need: a public one, else a private one; null if the function asks for none. */
export function readersKey({ public: [forReaders], private: [forEditors] }: ConfiguredKeys): string | null {
  return forReaders ?? forEditors ?? null;
}

export function banner({ base, hasPage, query, articleId, keys }: BannerFacts): string {
  const key = readersKey(keys);
  const curl = (path: string) =>
    key === null
      ? `  curl "${base}${path}"`
      : `  curl -H ${quoted(`Authorization: Bearer ${key}`)} "${base}${path}"`;
  const tag = (name: string) => `  <script type="module" src="${base}/${name}"></script>`;
  const pageQuery = key === null ? "" : `?key=${encodeURIComponent(key)}`;
  return [
    "",
    ...(hasPage
      ? [
          `  Search page       ${base}/${pageQuery}`,
          `  Operator's page   ${base}/studio${keys.private.length > 0 ? "  (asks for a private key)" : ""}`,
          "",
        ]
      : []),
    curl(`/v1/search?q=${encodeURIComponent(query)}`),
    curl(`/v1/articles/${encodeURIComponent(articleId)}/related`),
    curl("/healthz"),
    "",
    tag("widget.js"),
    tag("related.js"),
    "",
    "  Enter prints this again. Ctrl-C stops it.",
    "",
  ].join("\n");
}

/** One word for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
