// Sends requests to a handler and returns status, headers and parsed JSON.

import type { Handler } from "../../src/http/handler.ts";

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes; expectations narrow them.
  readonly body: any;
}

export type HttpClient = (path: string, init?: RequestInit) => Promise<HttpAnswer>;

export function createHttpClient(handle: Handler): HttpClient {
  return async (path, init) => {
    const work: Promise<unknown>[] = [];
    const request = new Request(new URL(path, "http://backstory.test"), init);
    const response = await handle(request, (promise) => work.push(promise));
    await Promise.all(work);
    const text = await response.text();
    const json = response.headers.get("Content-Type")?.startsWith("application/json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: json && text !== "" ? JSON.parse(text) : text,
    };
  };
}
