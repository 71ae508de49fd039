// The questions of someone who knows some words of a text that they may not read and wants the rest: every endpoint, with
// the widest options. Returns the responses without the question itself, which they repeat.

import { readHtml } from "../../scripts/build/source/readers/html-text.ts";
import { integerBetween, pick, type Random } from "./generated.ts";
import type { HttpClient } from "./http-client.ts";
import { posting } from "./memory-service.ts";
import { sentencesOf, textsOf, wordsOf } from "./withheld-text.ts";

/** What may be known of an article that is to be reconstructed. */
export interface Target {
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  readonly body: string;
}

export interface Reply {
  /** Path or tool, and what was asked. */
  readonly asked: string;
  readonly status: number;
  readonly texts: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
  readonly body: any;
}

/** `count` questions from the text's own words, of every kind in turn. */
export function questionsOf({ title, body }: Target, count: number, random: Random): string[] {
  const words = wordsOf(body);
  const run = (least: number, most: number) => {
    const length = integerBetween(random, least, most);
    const at = integerBetween(random, 0, Math.max(0, words.length - length));
    return words.slice(at, at + length);
  };
  const joined = (least: number, most: number) => run(least, most).join(" ");
  const sentences = sentencesOf(body) as [string, ...string[]];
  const kinds: readonly (() => string)[] = [
    () => joined(1, 2),
    () => joined(3, 8),
    () => `"${joined(2, 6)}"`,
    () => pick(random, sentences),
    () => `"${pick(random, sentences)}"`,
    // A word begun, behind the words before it.
    () => joined(2, 4).slice(0, -2),
    () => oneEdit(joined(1, 3), random),
    () => `${title} -${joined(1, 1)}`,
    () => `${title} -"${joined(2, 4)}"`,
    () => `${title} ${joined(1, 3)}`,
    () => `"${joined(2, 3)}" "${joined(2, 3)}"`,
  ];
  return Array.from({ length: count }, (_, number) => {
    const kind = kinds[number % kinds.length] as () => string;
    return kind().slice(0, 500);
  });
}

function oneEdit(text: string, random: Random): string {
  const at = integerBetween(random, 1, Math.max(1, text.length - 1));
  const rest = text.slice(at);
  return pick(random, [
    text.slice(0, at) + rest.slice(1),
    `${text.slice(0, at)}e${rest}`,
    `${text.slice(0, at)}o${rest.slice(1)}`,
    text.slice(0, at) + rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2),
  ] as const);
}

export class Interrogation {
  readonly #ask: HttpClient;
  readonly replies: Reply[] = [];

  constructor(ask: HttpClient) {
    this.#ask = ask;
  }

  /** Everything that takes a question. */
  async question(q: string): Promise<void> {
    const all = { threshold: "0", limit: "50", includePassages: "true", explain: "true" };
    for (const mode of ["hybrid", "keyword", "semantic"]) {
      await this.#get("/v1/search", { q, mode, ...all });
    }
    await this.#get("/v1/search", { q });
    const lists = { sort: "newest", duplicates: "include", recency: 1, facets: ["section", "tag", "year"] };
    await this.#post("/v1/search", { q, threshold: 0, limit: 50, ...lists });
    await this.#get("/v1/suggest", { q, limit: "10" });
    await this.#post("/v1/related", { draft: { text: q }, threshold: 0, limit: 20, explain: true });
    await this.#tool("search", { q, threshold: 0, limit: 50, includePassages: true });
    await this.#post("/v1/events", { type: "no_results", query: q });
  }

  /** Everything that takes an article, and the lists without a question. */
  async article({ id, url, title }: Target): Promise<void> {
    const all = { threshold: "0", limit: "20", explain: "true", duplicates: "include" };
    await this.#get(`/v1/articles/${id}`, {});
    for (const direction of ["any", "timeline"]) {
      await this.#get(`/v1/articles/${id}/related`, { ...all, direction, fallback: "none" });
      await this.#get(`/v1/articles/${id}/related`, { ...all, direction, format: "html" });
    }
    if (url !== null) await this.#get("/v1/related", { url, ...all });
    await this.#post("/v1/related", { ids: [id], threshold: 0, limit: 20 });
    for (const tool of ["related", "get_article"]) await this.#tool(tool, { id });
    for (const offset of ["0", "50"]) await this.#get("/v1/articles", { limit: "50", offset });
    await this.#get("/v1/search", {
      publishedAfter: "1900-01-01",
      limit: "50",
      facets: "tag",
      includePassages: "true",
    });
    await this.#get("/v1/suggest", { q: title, limit: "10" });
    await this.#post("/v1/events", { type: "click", articleId: id });
    await this.#get("/healthz", {});
    await this.#get("/", {});
  }

  async #get(path: string, parameters: Readonly<Record<string, string>>): Promise<void> {
    const query = new URLSearchParams(parameters).toString();
    const { status, body } = await this.#ask(query === "" ? path : `${path}?${query}`);
    this.#keep(`${path} ${JSON.stringify(parameters)}`, status, body, parameters.q);
  }

  async #post(path: string, sent: Readonly<Record<string, unknown>>): Promise<void> {
    const { status, body } = await this.#ask(path, posting(sent));
    this.#keep(`POST ${path} ${JSON.stringify(sent)}`, status, body, sent.q);
  }

  async #tool(name: string, sent: Readonly<Record<string, unknown>>): Promise<void> {
    const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: sent } };
    const accepted = { Accept: "application/json, text/event-stream" };
    const { status, body } = await this.#ask("/mcp", posting(message, accepted));
    const { structuredContent, content, isError } = body.result;
    const q = typeof sent.q === "string" ? sent.q.trim() : "";
    const lines = (content as { text: string }[]).map(({ text }) =>
      text.replace(`articles for "${q}":`, "").replace(`found for "${q}".`, ""),
    );
    this.#keep(`tool ${name} ${JSON.stringify(sent)}`, status, { structuredContent, lines, isError }, q);
  }

  #keep(asked: string, status: number, body: unknown, q: unknown): void {
    const rest = typeof body === "string" ? readHtml(body).text : structuredClone(body);
    for (const answer of [rest, Reflect.get(Object(rest), "structuredContent")]) {
      if (typeof answer !== "object" || answer === null || !("query" in answer)) continue;
      if (typeof q === "string" && answer.query !== q.trim())
        throw new Error(`${asked} repeats another query`);
      delete answer.query;
    }
    this.replies.push({ asked, status, texts: textsOf(rest), body: rest });
  }
}
