// Finds text that must not be in any response: runs of its words, whatever the punctuation, case and spaces between them.

/** So many words in a row are no coincidence. */
const RUN_WORDS = 4;

export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

export function runsOf(text: string, length = RUN_WORDS): string[] {
  const words = wordsOf(text);
  return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(" "));
}

/** Sentences as they are written. */
export function sentencesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter((part) => part !== "");
}

export class WithheldText {
  /** Runs of the secret's words that are in no open text. */
  readonly runs: ReadonlySet<string>;
  readonly #found = new Map<string, readonly string[]>();

  constructor(secret: string, open: Iterable<string>) {
    const known = new Set([...open].flatMap((text) => runsOf(text)));
    this.runs = new Set(runsOf(secret).filter((run) => !known.has(run)));
  }

  /** The runs that occur in one of the texts. Answers repeat texts thousands of times: each is read once. */
  foundIn(texts: Iterable<string>): string[] {
    return [...texts].flatMap((text) => {
      let found = this.#found.get(text);
      if (found === undefined) {
        found = runsOf(text).filter((run) => this.runs.has(run));
        this.#found.set(text, found);
      }
      return found;
    });
  }
}

/** Every text of a JSON value, names of fields included. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]);
}
