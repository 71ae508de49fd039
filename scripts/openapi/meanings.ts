// What each parameter does, in a sentence or two, and its default when that is not a constant. What a parameter accepts
// is in the tables of src/http/parameters/parameters.ts; a test checks that every name there has a note here and no
// other.

export interface Meaning {
  readonly about: string;
  /** The default in words, for parameters whose default is not a constant. */
  readonly whenAbsent?: string;
}

const FITTED = "fitted at build";

const MEANINGS: Readonly<Record<string, Meaning>> = {
  q: {
    about:
      'The query. `"a phrase"` must appear word for word; `-word` and `-"a phrase"` must not appear. It may be empty only ' +
      "with a filter: the response then lists everything the filter lets through, newest first.",
  },
  limit: { about: "Maximum number of hits." },
  offset: { about: "Number of hits to skip." },
  mode: { about: "Match by meaning and wording together, by meaning only, or by wording only." },
  semanticRatio: {
    about:
      "Weight of meaning against wording in hybrid mode. 0 is the same as keyword mode, 1 the same as semantic mode.",
    whenAbsent: FITTED,
  },
  threshold: {
    about: "Minimum score of a hit. 0 turns the threshold off and returns the closest matches, however poor.",
    whenAbsent: FITTED,
  },
  section: { about: "Only articles in one of these sections." },
  tag: { about: "Only articles with one of these tags." },
  author: { about: "Only articles by one of these authors." },
  lang: {
    about:
      "Only articles in one of these languages. `en` includes `en-gb`, but `en-gb` does not include `en`.",
  },
  year: { about: "Only articles from one of these years, in the site's time zone." },
  publishedAfter: { about: "Only articles published at or after this moment." },
  publishedBefore: { about: "Only articles published before this moment." },
  sort: { about: "Sort hits above the threshold by relevance or by date. Undated articles come last." },
  recency: { about: "How strongly to prefer recent articles when sorting by relevance." },
  facets: { about: "Count the hits for each value of these fields." },
  includePassages: { about: "Return the whole matching passage with each hit." },
  typoTolerance: {
    about: "Correct words that the archive doesn't have if they are one typo away from one it has.",
  },
  duplicates: { about: "Group near-duplicates into one hit, or return each one." },
  explain: { about: "Show how each score is made up. Requires a private key if the site has any." },
  url: { about: "The article's public URL." },
  direction: {
    about:
      "`any`: all related articles; otherwise only those older or newer than the article, or both as two lists.",
  },
  diversity: {
    about: "How much a hit loses for resembling the hits above it.",
    whenAbsent: "0.05",
  },
  exclude: { about: "Ids of articles to leave out. Unknown ids are ignored." },
  fallback: { about: "`recent` fills a list shorter than `limit` with the newest articles." },
  format: {
    about:
      "A JSON object, or an HTML fragment to include in a page. The fragment is empty if nothing is related.",
  },
  draft: { about: "A text that isn't in the archive. Requires a private key if the site has any." },
  text: {
    about:
      "Plain text, with blank lines between paragraphs; at most 20,000 characters including the title. It must contain a " +
      "word the model knows.",
  },
  title: { about: "The draft's title." },
  publishedAt: { about: "The draft's publication date.", whenAbsent: "now" },
  ids: {
    about:
      "Find coverage related to all of these articles together, instead of a draft. None of them is returned.",
  },
  type: { about: "What the reader did." },
  query: {
    about: "What the reader searched for. Required for `no_results`; can't be combined with `fromArticleId`.",
  },
  articleId: { about: "The article the reader clicked. Required for `click`." },
  position: { about: "For a click: the article's position in the list." },
  fromArticleId: { about: "For a click in a related list: the article the list belongs to." },
};

/** By route, for names that mean something different there. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  suggest: {
    q: { about: "What the reader has typed so far." },
    limit: { about: "Maximum number of suggestions." },
  },
  related: {
    limit: { about: "Maximum number of hits; for a timeline, in each of its two lists." },
    recency: {
      about: "How strongly to prefer articles published close to this one.",
      whenAbsent: "0.3 with direction `any`, else 0",
    },
  },
  draft: { lang: { about: "The draft's language.", whenAbsent: "the site's language" } },
};

/** `route` is a key of ELSEWHERE; other routes use the common notes. A name without a note is a declared field. */
export function meaningOf(name: string, route = ""): Meaning {
  const wider = route === "relatedBody" ? ELSEWHERE.related : undefined;
  return (
    ELSEWHERE[route]?.[name] ??
    wider?.[name] ??
    MEANINGS[name] ?? { about: `Only articles with one of these values of \`${name}\`.` }
  );
}

export const NOTED_NAMES: readonly string[] = Object.keys(MEANINGS);
