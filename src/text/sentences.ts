// Splits a paragraph into sentences: by Unicode's rules with Intl.Segmenter, but not after common abbreviations and
// initials ("Mr. Smith", "U.S. forces", "J. Doe").

/** A segmenter takes milliseconds to create. No archive has more languages than this at once. */
const MAX_SEGMENTERS = 32;
const segmenters = new Map<string, Intl.Segmenter>();
const ABBREVIATION =
  /(?:^|[\s("“])(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|St|Jr|Sr|vs|Inc|Ltd|Corp|No|approx|ca|bzw|Nr|(?:\p{Lu}\.)*\p{Lu})\.\s*$/u;

/**
 * Sentences of a paragraph, in order, trimmed, none empty. Apart from white space they add up to the paragraph. `lang`
 * is a BCP 47 tag; an invalid one throws a RangeError.
 */
export function splitSentences(paragraph: string, lang: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const { segment } of segmenterFor(lang).segment(paragraph)) {
    open += segment;
    // Only the last segment can end in one; searching all of `open` would be quadratic in a list of initials.
    if (ABBREVIATION.test(segment)) continue;
    if (open.trim() !== "") sentences.push(open.trim());
    open = "";
  }
  if (open.trim() !== "") sentences.push(open.trim());
  return sentences;
}

function segmenterFor(lang: string): Intl.Segmenter {
  const cached = segmenters.get(lang);
  if (cached !== undefined) return cached;
  const created = new Intl.Segmenter(lang, { granularity: "sentence" });
  if (segmenters.size >= MAX_SEGMENTERS) segmenters.clear();
  segmenters.set(lang, created);
  return created;
}
