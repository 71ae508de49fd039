// What each parameter is for, in a sentence, and what holds where it is absent and no constant says so. What is accepted
// stands in the tables of src/http/parameters/parameters.ts; a test holds these notes to them, name by name.

export interface Meaning {
  readonly about: string;
  /** In words, where the default is no constant. */
  readonly whenAbsent?: string;
}

const FITTED = "fitted at build";

const MEANINGS: Readonly<Record<string, Meaning>> = {
  q: {
    about:
      'What is sought. `"a phrase"` must be there as it stands, `-word` and `-"a phrase"` must not. Empty only beside a ' +
      "filter: then what the filter lets through is listed, newest first.",
  },
  limit: { about: "Hits at most." },
  offset: { about: "Hits to pass over." },
  mode: { about: "Match by meaning and words together, by meaning, or by words." },
  semanticRatio: {
    about: "Share of meaning beside words in hybrid mode; 0 is keyword mode, 1 is semantic mode.",
    whenAbsent: FITTED,
  },
  threshold: {
    about: "Hits scoring less are left out; 0 shows the nearest, whatever they are.",
    whenAbsent: FITTED,
  },
  section: { about: "Only articles in one of these sections." },
  tag: { about: "Only articles with one of these tags." },
  author: { about: "Only articles by one of these authors." },
  lang: { about: "Only articles in one of these languages; `en` finds `en-gb` too, `en-gb` not `en`." },
  year: { about: "Only articles of one of these years, in the site's time zone." },
  publishedAfter: { about: "Only articles of this moment or later." },
  publishedBefore: { about: "Only articles before this moment." },
  sort: { about: "All hits above the threshold by score or by date, undated ones last." },
  recency: { about: "How much age counts in the order by relevance." },
  facets: { about: "Count the hits by their values of these." },
  passages: { about: "The whole passage that matched, with each hit." },
  duplicates: { about: "Near-duplicates are one hit, or each is its own." },
  explain: { about: "Where each score comes from. Needs a private key where any is configured." },
  url: { about: "The article's public URL." },
  direction: { about: "Earlier or later than the article, both together, or both as two lists." },
  diversity: {
    about: "How much likeness to the hits before counts against one.",
    whenAbsent: "0.05",
  },
  exclude: { about: "Ids of articles that are no hits; ids that no article has are ignored." },
  fallback: { about: "Whether a list that is short of `limit` is filled up with the newest." },
  format: { about: "An object, or a fragment of HTML to include in a page; empty where nothing is related." },
  text: {
    about:
      "A draft, plain, a blank line between paragraphs; with its title at most 20,000 characters. It must have a word that " +
      "the model knows. Needs a private key where any is configured.",
  },
  title: { about: "The draft's title." },
  publishedAt: { about: "When the draft is of.", whenAbsent: "now" },
  ids: { about: "Articles whose common coverage is sought, in place of a draft; none of them is a hit." },
  type: { about: "What the reader did." },
  query: { about: "What was searched for; needed for `no_results`, and not together with `fromArticleId`." },
  articleId: { about: "The article that was clicked; needed for `click`." },
  position: { about: "Of a click: its place in the list." },
  fromArticleId: { about: "Of a click: whose related list it was." },
};

/** By route, where a name means something of its own there. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  suggest: { q: { about: "What is being typed." }, limit: { about: "Suggestions at most." } },
  related: {
    limit: { about: "Hits at most; of a timeline in each of its lists." },
    recency: {
      about: "How much the distance in time between the two articles counts in the order.",
      whenAbsent: "0.3 with direction `any`, else 0",
    },
  },
  relatedBody: {
    lang: {
      about:
        "As text the draft's language; as a list the languages of articles that may be hits, where `en` finds `en-gb` too.",
      whenAbsent: "the site's language",
    },
  },
};

/** `route` is one of the keys above; others have no meanings of their own. A field that no note names is a declared one. */
export function meaningOf(name: string, route = ""): Meaning {
  const wider = route === "relatedBody" ? ELSEWHERE.related : undefined;
  return (
    ELSEWHERE[route]?.[name] ??
    wider?.[name] ??
    MEANINGS[name] ?? { about: `Only articles with one of these values of \`${name}\`.` }
  );
}

export const NOTED_NAMES: readonly string[] = Object.keys(MEANINGS);
