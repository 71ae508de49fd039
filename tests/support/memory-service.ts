// The whole function over an archive in memory, with its log for the test to read.

import { PAGE_FILES, REFERENCE_FILES, STUDIO_FILES } from "../../src/http/routes/page.ts";
import { DEFAULT_HTTP_SETTINGS, type HttpSettings } from "../../src/index/settings.ts";

import { memorySource } from "../../src/index/source.ts";
import type { LogLine } from "../../src/service/log-lines.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import { makeArticle } from "./articles.ts";
import { type HandlerFiles, handlerOver } from "./handler-over.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";
import { type PackOptions, packArticles } from "./packed-archive.ts";
import { createWordEncoder } from "./word-encoder.ts";

export interface MemoryServiceOptions extends Partial<HandlerFiles> {
  readonly articles?: readonly ReturnType<typeof makeArticle>[];
  readonly http?: Partial<HttpSettings>;
  readonly basePath?: string;
  readonly pack?: PackOptions;
}

export interface MemoryService {
  readonly ask: HttpClient;
  /** Everything that was logged. */
  readonly lines: LogLine[];
}

const ARTICLES = [
  makeArticle({
    id: "a",
    title: "Volcano erupts",
    body: "Ash over the valley.",
    url: "https://news.example/a",
  }),
  makeArticle({ id: "b", title: "Volcano calms", body: "The valley is quiet." }),
];

export async function memoryService(options: MemoryServiceOptions = {}): Promise<MemoryService> {
  const { articles = ARTICLES, http, basePath = "/", pack = {}, ...service } = options;
  const settings = { basePath, http: { ...DEFAULT_HTTP_SETTINGS, ...http }, ...pack.settings };
  const lines: LogLine[] = [];
  const page = new TextEncoder().encode("<!doctype html>");
  const document = new TextEncoder().encode("{}");
  const widget = ["widget.js", "related.js", "related-0123456789abcdef.js", "strings-fr.json"];
  const files = Object.values({ ...PAGE_FILES, ...STUDIO_FILES, ...REFERENCE_FILES });
  const names = [...widget, ...files.map(({ file }) => file)];
  const ask = createHttpClient(
    handlerOver({
      snapshot: memorySource(await packArticles(articles, { ...pack, settings })),
      page: memorySource(new Map(names.map((name) => [name, name.endsWith(".json") ? document : page]))),
      createEncoder: async () => createWordEncoder(),
      createScan: createPlainScan,
      log: (line) => lines.push(line),
      ...service,
    }),
  );
  return { ask, lines };
}

export function posting(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  };
}
