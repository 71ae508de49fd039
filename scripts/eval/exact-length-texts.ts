// Texts with an exact number of tokens, cut at word boundaries from the sample archive's articles: real words in real
// order, so that tokenizer and attention have real work. The same seed gives the same texts.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import type { Tokenizer } from "../../src/encoder/tokenizers/tokenizer.ts";
import { seededRandom } from "../statistics/seeded-random.ts";

/** Starting points to try for one text; nearly every one fits. */
const TRIES = 1000;

export interface ExactLengthText {
  readonly text: string;
  /** Token ids, including the special ones. */
  readonly ids: readonly number[];
}

/** All bodies of the sample archive, without front matter, ordered by file name. */
export async function readSampleProse(packageRoot: string): Promise<string> {
  const files = (await glob("content/articles/*.md", { cwd: packageRoot })).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(packageRoot, file), "utf8")));
  const bodies = texts.map((text) => text.replace(/^---\n.*?\n---\n/s, "").trim());
  if (bodies.length === 0) throw new Error(`no article under ${join(packageRoot, "content", "articles")}`);
  return bodies.join("\n\n");
}

/** `count` texts of `tokens` tokens each, including start and end token; `tokens` is at least 3. */
export function textsOfLength(
  prose: string,
  tokenizer: Tokenizer,
  tokens: number,
  count: number,
  seed: number,
): ExactLengthText[] {
  const words = [...prose.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    pieces: tokenizer.count(word),
  }));
  const target = tokens - tokenizer.specialTokens;
  const random = seededRandom(seed + tokens);
  const texts: ExactLengthText[] = [];
  for (let tries = 0; texts.length < count; tries++) {
    if (tries === TRIES * count)
      throw new Error(`${prose.length} characters hold no ${count} texts of ${tokens} tokens`);
    const first = Math.floor(random() * words.length);
    let last = first;
    let sum = words[first]?.pieces ?? 0;
    while (sum < target && last + 1 < words.length) sum += words[++last]?.pieces ?? 0;
    if (sum !== target) continue;
    const text = prose.slice(words[first]?.start, words[last]?.end);
    texts.push({ text, ids: [...tokenizer.encode(text).ids] });
  }
  return texts;
}
