// Where sentences end. Unicode's rules by Intl.Segmenter, mended where they break after a common
// abbreviation or an initial ("Mr. Smith", "U.S. forces", "J. Doe").

/** A segmenter takes milliseconds to make. More languages than this at once come from nobody's archive. */
const SEGMENTERS_KEPT = 32;
const segmenters = new Map<string, Intl.Segmenter>();
const ABBREVIATION =
  /(?:^|[\s("“])(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|St|Jr|Sr|vs|Inc|Ltd|Corp|No|approx|ca|bzw|Nr|(?:\p{Lu}\.)*\p{Lu})\.\s*$/u;

/**
 * Sentences of one paragraph, in order, trimmed, none empty; white space apart they give the paragraph.
 * `lang` is a BCP 47 tag; what is none is a RangeError.
 */
export function splitSentences(paragraph: string, lang: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const { segment } of segmenterFor(lang).segment(paragraph)) {
    open += segment;
    // Only the last segment can end in one; a list of initials would otherwise be searched over and over.
    if (ABBREVIATION.test(segment)) continue;
    if (open.trim() !== "") sentences.push(open.trim());
    open = "";
  }
  if (open.trim() !== "") sentences.push(open.trim());
  return sentences;
}

function segmenterFor(lang: string): Intl.Segmenter {
  const known = segmenters.get(lang);
  if (known !== undefined) return known;
  const created = new Intl.Segmenter(lang, { granularity: "sentence" });
  if (segmenters.size >= SEGMENTERS_KEPT) segmenters.clear();
  segmenters.set(lang, created);
  return created;
}
