// `npm run measure:tokenizer -- FILE…`: compares our tokenizer with @xenova/transformers' on the lines of text files
// (plain, .gz, .zst, .xz, or - for standard input): differing ids, and tokens per second of both. It exits with 1 if
// any text differs.

import { basename, join } from "node:path";
import { AutoTokenizer, env } from "@xenova/transformers";
import { readEncoderFile } from "../../src/encoder/file/encoder-file.ts";
import { createTokenizer } from "../../src/encoder/file/tokenizer-kinds.ts";
import { openProject } from "../files/project.ts";
import { loadModelFolder } from "../model/convert-model.ts";
import { textLines } from "./text-lines.ts";

const MODEL = "backstory-encoder-v0";
/** Texts that one tokenizer reads before it is the other's turn; enough for the clock's resolution. */
const BATCH_TEXTS = 500;
const SHOWN_DIFFERENCES = 10;
const SHOWN_CHARS = 200;

interface Figures {
  texts: number;
  tokens: number;
  differences: number;
  /** Milliseconds that each tokenizer took. */
  ours: number;
  theirs: number;
}

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write("Name files with one text a line (plain, .gz, .zst, .xz), or - for standard input.\n");
  process.exit(2);
}
const modelsFolder = join(openProject().packageRoot, "models");
env.allowRemoteModels = false;
env.localModelPath = `${modelsFolder}/`;
const theirs = await AutoTokenizer.from_pretrained(MODEL);
const { encoderBytes } = await loadModelFolder(join(modelsFolder, MODEL));
const ours = createTokenizer(await readEncoderFile(encoderBytes.buffer));

let shown = 0;
const total = emptyFigures();
for (const file of files) {
  const figures = await measure(file);
  print(basename(file), figures);
  for (const key of ["texts", "tokens", "differences", "ours", "theirs"] as const) total[key] += figures[key];
}
if (files.length > 1) print("all", total);
process.exitCode = total.differences > 0 ? 1 : 0;

async function measure(file: string): Promise<Figures> {
  const figures = emptyFigures();
  let batch: string[] = [];
  for await (const line of textLines(file)) {
    batch.push(line);
    if (batch.length < BATCH_TEXTS) continue;
    compare(batch, figures);
    batch = [];
  }
  compare(batch, figures);
  return figures;
}

function compare(texts: readonly string[], figures: Figures): void {
  const start = performance.now();
  const ids = texts.map((text) => ours.encode(text).ids);
  const middle = performance.now();
  const expected = texts.map((text): readonly number[] => theirs.encode(text));
  figures.ours += middle - start;
  figures.theirs += performance.now() - middle;
  figures.texts += texts.length;
  for (const [i, text] of texts.entries()) {
    const [a, b] = [ids[i] ?? new Int32Array(), expected[i] ?? []];
    figures.tokens += b.length - ours.specialTokens;
    if (a.length === b.length && b.every((id, at) => id === a[at])) continue;
    figures.differences++;
    if (shown++ >= SHOWN_DIFFERENCES) continue;
    const at = b.findIndex((id, index) => id !== a[index]);
    process.stdout.write(
      `Different from token ${at === -1 ? b.length : at} on: ${JSON.stringify(text.slice(0, SHOWN_CHARS))}\n` +
        `  ours ${a.subarray(Math.max(0, at), at + 8).join(" ")}\n` +
        `  @xenova/transformers ${b.slice(Math.max(0, at), at + 8).join(" ")}\n`,
    );
  }
}

function emptyFigures(): Figures {
  return { texts: 0, tokens: 0, differences: 0, ours: 0, theirs: 0 };
}

function print(name: string, { texts, tokens, differences, ours, theirs }: Figures): void {
  const rate = (milliseconds: number) => Math.round(tokens / (milliseconds / 1000)).toLocaleString("en");
  process.stdout.write(
    `${name}: ${texts.toLocaleString("en")} texts, ${tokens.toLocaleString("en")} tokens, ` +
      `${differences} different; tokens a second: ours ${rate(ours)}, @xenova/transformers ${rate(theirs)}\n`,
  );
}
