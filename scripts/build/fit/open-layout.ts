// Opens an archive that is laid out but not written anywhere, the way the function opens it from its files.

import type { Encoder } from "../../../src/encoder/encoder.ts";
import { createSearcher, type Searcher } from "../../../src/index/searcher.ts";
import { openSnapshot } from "../../../src/index/snapshot/open-snapshot.ts";

import { type SnapshotInput, writeSnapshot } from "../../../src/index/snapshot/writer.ts";
import { memorySource } from "../../../src/index/source.ts";
import { createScan } from "../../../src/vector/create-scan.ts";
import type { KernelModules } from "../../../src/wasm/kernels.ts";

export async function openLayout(
  layout: SnapshotInput,
  encoder: Encoder,
  kernels: KernelModules,
): Promise<Searcher> {
  const source = memorySource(await writeSnapshot(layout));
  const index = await openSnapshot(source, (vectors) => createScan(vectors, kernels));
  return createSearcher([index], encoder);
}
