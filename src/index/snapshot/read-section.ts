// Reads the sections of a snapshot: checks the parts of each, joins them into one buffer and checks its length.

import { SnapshotError } from "../snapshot-error.ts";
import type { Source } from "../source.ts";
import type { Manifest } from "./format.ts";
import {
  attachSection,
  type Counts,
  countsOf,
  elementBytes,
  expectedLength,
  SECTION_NAMES,
  type SectionArrays,
  type SectionName,
} from "./sections.ts";
import { readVerified } from "./verified.ts";

/** All sections, as typed arrays. */
export async function readSections(source: Source, manifest: Manifest): Promise<SectionArrays> {
  const bytes = new Map<SectionName, Uint8Array<ArrayBuffer>>();
  await Promise.all(
    SECTION_NAMES.map(async (name) => bytes.set(name, await readSection(source, manifest, name))),
  );
  const bytesOf = (name: SectionName) => bytes.get(name) ?? new Uint8Array();
  const lengthOf = (name: SectionName) => Math.floor(bytesOf(name).length / elementBytes(name));
  const counts = countsOf(manifestCounts(manifest), lengthOf);
  const arrays = SECTION_NAMES.map((name) => [name, attachExactly(name, bytesOf(name), counts)]);
  return Object.fromEntries(arrays) as SectionArrays;
}

/** Reads only `Columns.publishedAt`, without the other sections. */
export async function readPublishedAt(source: Source, manifest: Manifest): Promise<Float64Array> {
  const name = "articles.publishedAt";
  const bytes = await readSection(source, manifest, name);
  return attachExactly(
    name,
    bytes,
    countsOf(manifestCounts(manifest), () => 0),
  );
}

function manifestCounts({ counts, encoder }: Manifest): Pick<Counts, "A" | "P" | "T" | "D"> {
  return { A: counts.articles, P: counts.passages, T: counts.terms, D: encoder.dims };
}

function attachExactly<Name extends SectionName>(
  name: Name,
  bytes: Uint8Array<ArrayBuffer>,
  counts: Counts,
): SectionArrays[Name] {
  const width = elementBytes(name);
  const expected = (expectedLength(name, counts) ?? Math.floor(bytes.length / width)) * width;
  if (bytes.length !== expected) {
    throw new SnapshotError(`Section ${name} has ${bytes.length} bytes where ${expected} belong.`);
  }
  return attachSection(name, bytes.buffer);
}

async function readSection(
  source: Source,
  manifest: Manifest,
  name: SectionName,
): Promise<Uint8Array<ArrayBuffer>> {
  const entry = manifest.sections[name];
  if (entry === undefined) throw new SnapshotError(`The index's manifest has no section ${name}.`);
  const parts = await Promise.all(entry.parts.map((part) => readVerified(source, part)));
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  if (total !== entry.bytes) throw new SnapshotError(`Section ${name} has ${total} bytes of ${entry.bytes}.`);
  const [first] = parts;
  // A view into a larger buffer must be copied: a section starts at byte 0 of a separate buffer.
  if (parts.length === 1 && first !== undefined && first.byteLength === first.buffer.byteLength) return first;
  const joined = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
