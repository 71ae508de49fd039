// The service over a few articles in memory, by the real steps and the word encoder, asked without a server.

import type { Article } from "../../scripts/article.ts";
import { ENCODER_FILE } from "../../src/search/library.ts";
import { createService } from "../../src/service.ts";
import { memorySource } from "../../src/snapshot/source.ts";
import { createPlainScan } from "../../src/vector/exact.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";
import { type PackOptions, packArticles } from "./packed-archive.ts";
import { createWordEncoder } from "./word-encoder.ts";

export async function memoryService(
  articles: readonly Article[],
  options: PackOptions,
  now: number,
): Promise<HttpClient> {
  const service = createService({
    snapshot: memorySource(await packArticles(articles, options)),
    model: memorySource(new Map([[ENCODER_FILE, new Uint8Array(1)]])),
    page: memorySource(new Map()),
    createEncoder: async () => createWordEncoder(),
    createScan: createPlainScan,
    now: () => now,
  });
  return createHttpClient(service);
}
