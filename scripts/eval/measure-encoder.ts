// `npm run measure:encoder`: compares the kernels' vectors with f32, on texts from files or from the sample archive.
// Figures go to stdout, progress to stderr; it exits with 1 if a cosine is too low.

import { basename } from "node:path";
import { Command } from "commander";
import { paragraphsOf } from "../../src/text/passages.ts";
import { splitSentences } from "../../src/text/sentences.ts";
import { buildKernels, loadKernels } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { runEntry } from "../terminal/entry.ts";
import { createReport } from "../terminal/report.ts";
import { tableLines } from "../terminal/table.ts";
import { share, wholeNumber } from "../terminal/usage.ts";
import type { CosineFigures } from "./cosine-figures.ts";
import {
  openProofEncoders,
  proveStates,
  proveVectors,
  type StateProof,
  type TextProof,
} from "./encoder-proof.ts";
import { readSampleProse } from "./exact-length-texts.ts";
import { DEFAULT_MODEL, openMeasuredModel } from "./measured-model.ts";
import { spreadSample } from "./spread-sample.ts";
import { textLines } from "./text-lines.ts";

interface Options {
  readonly model: string;
  readonly sample: number;
  readonly least: number;
  readonly leastMean: number;
  readonly json?: true;
}
interface Result {
  readonly model: string;
  readonly fingerprint: string;
  readonly least: number;
  readonly leastMean: number;
  readonly files: readonly (TextProof & { readonly file: string })[];
  readonly states: StateProof;
  readonly passed: boolean;
}

const SAMPLE_NAME = "sample archive";
/** Texts of each file whose hidden states are compared; the reference takes about a second for the longest. */
const STATE_TEXTS = 4;
const SHOWN_CHARS = 100;

await runEntry(async () => {
  const program = new Command("npm run measure:encoder --")
    .description(
      "Compares the vectors of the kernels with those of f32: of the weights of encoder.bin, and of the model's ONNX " +
        "file, both with onnxruntime. Exits with 1 if a cosine to the former is too low.",
    )
    .argument(
      "[file...]",
      "files with one text per line: plain, .gz, .zst, .xz, or - for standard input (default: sentences of the sample archive)",
    )
    .option("--model <folder>", "folder of the model, or its name on the Hub", DEFAULT_MODEL)
    .option("--sample <n>", "texts from each file, evenly spread", wholeNumber(1, 1_000_000), 2000)
    .option("--least <cosine>", "cosine that every text must reach", share, 0.999)
    .option("--least-mean <cosine>", "mean cosine that each file must reach", share, 0.9996)
    .option("--json", "print the figures as JSON")
    .exitOverride()
    .parse();
  const options = program.opts<Options>();
  const result = await measure(program.args, options);
  const lines = options.json ? [JSON.stringify(result)] : describe(result);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (!result.passed) process.exitCode = 1;
});

async function measure(files: readonly string[], options: Options): Promise<Result> {
  const project = openProject();
  const report = createReport();
  await buildKernels(project, report);
  const model = await openMeasuredModel(project, options.model, report);
  const encoders = await openProofEncoders(project, model, loadKernels(project), report);

  const samples: { file: string; texts: string[] }[] = [];
  for (const file of files.length === 0 ? [SAMPLE_NAME] : files) {
    const lines = files.length === 0 ? sampleSentences(project.packageRoot) : textLines(file);
    const texts = await spreadSample(lines, options.sample);
    if (texts.length === 0) throw new Error(`${file} has no text.`);
    samples.push({ file: basename(file), texts });
  }
  report.line("Comparing hidden states with the reference");
  const stateTexts = await Promise.all(samples.map(({ texts }) => spreadSample(eachOf(texts), STATE_TEXTS)));
  const states = await proveStates(encoders, stateTexts.flat());

  const proofs: Result["files"][number][] = [];
  for (const { file, texts } of samples) {
    const progress = report.progress(file, texts.length);
    try {
      proofs.push({ file, ...(await proveVectors(encoders, texts, progress.advance)) });
    } finally {
      progress.stop();
    }
  }
  const passed = proofs.every(
    ({ shipped, unequal }) =>
      shipped.least >= options.least && shipped.mean >= options.leastMean && (unequal ?? 0) === 0,
  );
  return {
    model: model.name,
    fingerprint: model.encoder.fingerprint,
    least: options.least,
    leastMean: options.leastMean,
    files: proofs,
    states,
    passed,
  };
}

async function* sampleSentences(packageRoot: string): AsyncGenerator<string> {
  for (const paragraph of paragraphsOf(await readSampleProse(packageRoot)))
    yield* splitSentences(paragraph, "en");
}

async function* eachOf(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

function describe({ model, fingerprint, files, states, least, leastMean, passed }: Result): string[] {
  const lines = [`${model} (${fingerprint}), vectors of the kernels`, ""];
  const rows = [["cosine to", "texts", "tokens", "least", "1 % below", "mean"]];
  for (const { file, tokens, shipped, onnx } of files) {
    const add = (name: string, figures: CosineFigures) => {
      const cosines = [figures.least, figures.percentile1, figures.mean].map((value) => value.toFixed(5));
      rows.push([name, String(figures.texts), String(tokens), ...cosines]);
    };
    add(`${file}: encoder.bin in f32`, shipped);
    add(`${file}: the model's ONNX file`, onnx);
  }
  lines.push(...tableLines(rows), "");
  for (const { file, shipped, unequal, truncated, empty } of files) {
    const builds =
      unequal === null ? "only one build of the kernels" : `${unequal} differ between the builds`;
    lines.push(`${file}: ${builds}, ${truncated} longer than the limit, ${empty} without a word piece`);
    for (const { text, cosine } of shipped.worst) {
      const shown = text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
      lines.push(`  ${cosine.toFixed(5)}  ${JSON.stringify(shown)}`);
    }
  }
  lines.push("", `Largest differences of hidden states to the reference on ${states.texts} texts`);
  const layers = states.layers.map(({ layer, absolute, relative }) => [
    layer === 0 ? "embeddings" : `layer ${layer}`,
    absolute.toExponential(2),
    relative.toExponential(2),
  ]);
  lines.push(...tableLines([["", "of a number", "of a word's state, relative"], ...layers]));
  lines.push(
    `encoder.bin in f32 by onnxruntime to the reference encoder: cosine ${states.shippedLeast.toFixed(7)} at least`,
    "",
    `${passed ? "Reached" : "Missed"}: ${least} for every text, ${leastMean} on average, equal builds`,
  );
  return lines;
}
