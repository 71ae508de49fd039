// Reads the manifest and checks its format, shape and checksum.

import { sha256Hex } from "../sha256.ts";
import { SnapshotError } from "../snapshot-error.ts";
import type { Source } from "../source.ts";
import { MANIFEST_FILE, type Manifest, manifestSchema, SNAPSHOT_FORMAT } from "./format.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

export async function readManifest(source: Source): Promise<Manifest> {
  const bytes = await source.read(MANIFEST_FILE);
  if (bytes === null) throw new SnapshotError("There is no index yet.");
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new SnapshotError("The index's manifest is not readable JSON.", { cause });
  }
  const found = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (found !== SNAPSHOT_FORMAT) {
    throw new SnapshotError(
      `The index has format ${String(found)}; this version reads format ${SNAPSHOT_FORMAT}.`,
    );
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SnapshotError(
      `The index's manifest is damaged at "${issue?.path.join(".")}": ${issue?.message}.`,
      {
        cause: parsed.error,
      },
    );
  }
  const sum = await contentSum(value as object);
  if (sum !== parsed.data.indexVersion) {
    throw new SnapshotError(
      `The index's manifest has the checksum ${sum}, not its index version ${parsed.data.indexVersion}.`,
    );
  }
  return parsed.data;
}

/** The checksum that the writer used as the index version: of all other fields, in the order they are written in. */
async function contentSum(manifest: object): Promise<string> {
  const { indexVersion: _, ...content } = manifest as { indexVersion?: unknown };
  return (await sha256Hex(new TextEncoder().encode(JSON.stringify(content)))).slice(0, 16);
}
