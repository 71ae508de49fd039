// Edited copies of a text, and texts that only resemble it, to measure near-duplicates on. Everything comes from a
// seeded random source and the texts at hand.

export const EDIT_KINDS = [
  "sentences deleted",
  "sentences inserted",
  "sentences replaced",
  "sentences moved",
  "end replaced",
  "words deleted",
  "words inserted",
  "words replaced",
  "words swapped",
  "words mixed",
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

export interface Edit {
  readonly kind: EditKind;
  /** Share 0..1 of the words that are touched. */
  readonly share: number;
}

const PARAGRAPH = /\n+/;
const SENTENCE_END = /(?<=[.!?]["”’)]?)\s+/u;

/** A copy of `text` with `edit` done to it; what comes in is taken from `donor`. `random` gives 0..1. */
export function editText(text: string, donor: string, edit: Edit, random: () => number): string {
  if (edit.kind.startsWith("words")) return editWords(text, donor, edit, random);
  const sentences = sentencesOf(text);
  const budget = edit.share * wordCount(text);
  const donated = sentencesOf(donor);
  const take = () => donated[Math.floor(random() * donated.length)] ?? "";
  const touched =
    edit.kind === "end replaced"
      ? firstWithin([...sentences.keys()].reverse(), sentences, budget)
      : firstWithin(shuffled([...sentences.keys()], random), sentences, budget);
  switch (edit.kind) {
    case "sentences deleted":
      return sentences.filter((_, at) => !touched.has(at)).join(" ");
    case "sentences inserted":
      return sentences.flatMap((own, at) => (touched.has(at) ? [take(), own] : [own])).join(" ");
    case "sentences moved": {
      const kept = sentences.filter((_, at) => !touched.has(at));
      for (const at of touched) {
        kept.splice(Math.floor(random() * (kept.length + 1)), 0, sentences[at] ?? "");
      }
      return kept.join(" ");
    }
    default:
      return sentences.map((own, at) => (touched.has(at) ? take() : own)).join(" ");
  }
}

/**
 * The next instalment of a report that is written by form: the same words, every number another one; null where the
 * text has fewer than `least` different numbers.
 */
export function nextInstalment(text: string, least: number, random: () => number): string | null {
  if (new Set(text.match(/\d+/g)).size < least) return null;
  return text.replace(/\d+/g, (digits) => {
    const [from, span] = [10 ** (digits.length - 1), 9 * 10 ** (digits.length - 1)];
    const other = String(Math.floor(from + random() * span));
    return other === digits ? String(Number(other) + 1) : other;
  });
}

/**
 * A new report with the background of an old one: sentences of all of `news` in turn to the given share of the words,
 * then the end of `text`. With several `news` it resembles none of these.
 */
export function reportWithBackground(text: string, news: readonly string[], newsShare: number): string {
  const words = wordCount(text);
  const leads = news.map(sentencesOf);
  const longest = Math.max(0, ...leads.map((lead) => lead.length));
  const fresh = Array.from({ length: longest }, (_, at) => leads.flatMap((lead) => lead[at] ?? [])).flat();
  const own = sentencesOf(text);
  const before = firstWithin([...fresh.keys()], fresh, newsShare * words);
  const after = firstWithin([...own.keys()].reverse(), own, (1 - newsShare) * words);
  return [...fresh.filter((_, at) => before.has(at)), ...own.filter((_, at) => after.has(at))].join(" ");
}

function editWords(text: string, donor: string, { kind, share }: Edit, random: () => number): string {
  const words = text.split(/\s+/);
  const donated = donor.split(/\s+/);
  const take = () => donated[Math.floor(random() * donated.length)] ?? "";
  if (kind === "words swapped") {
    for (let swap = 0; swap < (words.length * share) / 2; swap++) {
      const [a, b] = [Math.floor(random() * words.length), Math.floor(random() * words.length)];
      [words[a], words[b]] = [words[b] ?? "", words[a] ?? ""];
    }
    return words.join(" ");
  }
  const kinds =
    kind === "words mixed" ? (["words deleted", "words inserted", "words replaced"] as const) : [kind];
  return words
    .flatMap((word) => {
      if (random() >= share) return [word];
      const now = kinds[Math.floor(random() * kinds.length)];
      if (now === "words deleted") return [];
      return now === "words inserted" ? [word, take()] : [take()];
    })
    .join(" ");
}

/** Of `order` (indices of `sentences`) the first whose words do not exceed `budget`; at least one. */
function firstWithin(order: readonly number[], sentences: readonly string[], budget: number): Set<number> {
  const taken = new Set<number>();
  let words = 0;
  for (const at of order) {
    words += wordCount(sentences[at] ?? "");
    if (taken.size > 0 && words > budget) break;
    taken.add(at);
  }
  return taken;
}

function sentencesOf(text: string): string[] {
  return text
    .split(PARAGRAPH)
    .flatMap((paragraph) => paragraph.split(SENTENCE_END))
    .filter((sentence) => sentence !== "");
}

function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
