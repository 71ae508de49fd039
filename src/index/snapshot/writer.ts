// Writes a snapshot: splits sections into parts and creates the manifest that lists all files. Takes bytes and returns
// named files. The same input gives the same bytes; a file's name contains its checksum.

import { sha256Hex } from "../sha256.ts";
import {
  MANIFEST_FILE,
  type Manifest,
  PART_MAX_BYTES,
  SNAPSHOT_FORMAT,
  type SnapshotFile,
} from "./format.ts";
import { SECTION_NAMES, type SectionArrays } from "./sections.ts";

export interface SnapshotInput {
  readonly encoder: Manifest["encoder"];
  readonly counts: Manifest["counts"];
  readonly settings: Manifest["settings"];
  readonly languages: Manifest["languages"];
  readonly ranking: Manifest["ranking"];
  readonly sections: SectionArrays;
  readonly pages: readonly Uint8Array<ArrayBuffer>[];
}

export type SnapshotFiles = Map<string, Uint8Array<ArrayBuffer>>;

export async function writeSnapshot(input: SnapshotInput): Promise<SnapshotFiles> {
  const files: SnapshotFiles = new Map();
  const add = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<SnapshotFile> => {
    const sha256 = await sha256Hex(bytes);
    const file = `${name.toLowerCase()}-${sha256.slice(0, 16)}.bin`;
    files.set(file, bytes);
    return { file, bytes: bytes.length, sha256 };
  };

  const sections: Manifest["sections"] = {};
  for (const name of SECTION_NAMES) {
    const view = input.sections[name];
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const parts: SnapshotFile[] = [];
    for (let at = 0; at < bytes.length; at += PART_MAX_BYTES) {
      parts.push(await add(name, bytes.subarray(at, at + PART_MAX_BYTES)));
    }
    sections[name] = { bytes: bytes.length, parts };
  }
  const pages: SnapshotFile[] = [];
  for (const page of input.pages) pages.push(await add("text", page));

  const content = {
    format: SNAPSHOT_FORMAT,
    encoder: input.encoder,
    counts: input.counts,
    settings: input.settings,
    languages: input.languages,
    ranking: input.ranking,
    sections,
    pages,
  } as const;
  const fingerprint = await sha256Hex(new TextEncoder().encode(JSON.stringify(content)));
  const manifest: Manifest = { ...content, indexVersion: fingerprint.slice(0, 16) };
  files.set(MANIFEST_FILE, new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`));
  return files;
}
