// The deployed form: the real Worker, with its assets, inside workerd.

import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";

const BASE = "https://backstory.test";
const worker = exports.default;

it("answers ten concurrent first requests", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const response = await worker.fetch(`${BASE}/v1/search?q=rubin+observatory+first+images`);
      return { status: response.status, body: (await response.json()) as { hits: { id: string }[] } };
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  const [first] = answers;
  expect(first?.body.hits[0]?.id).toMatch(/^2025-06-2[34]-/);
  for (const { body } of answers) expect(body.hits).toEqual(first?.body.hits);
});

it("encodes the query in the Worker and leaves out the time it can't measure", async () => {
  const response = await worker.fetch(`${BASE}/v1/search?q=helicopter+on+another+planet&mode=semantic`);
  const body = (await response.json()) as { hits: { id: string }[]; processingTimeMs?: number };
  expect(body.hits[0]?.id).toContain("mars");
  expect(body).not.toHaveProperty("processingTimeMs");
});

it("returns articles related to a draft, and refuses an oversized body before it has all arrived", async () => {
  const post = (body: BodyInit) =>
    worker.fetch(`${BASE}/v1/related`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json" },
    });
  const text = "Kim Jong Un and Vladimir Putin will meet in Vladivostok.\n\nBoth want a treaty.";
  const response = await post(JSON.stringify({ draft: { text }, threshold: 0, explain: true }));
  expect(response.status).toBe(200);
  expect(((await response.json()) as { hits: unknown[] }).hits).toHaveLength(5);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent++;
      if (sent > 1000) controller.close();
      else controller.enqueue(new Uint8Array(16_384).fill(32));
    },
  });
  const refused = await post(endless);
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ code: "payload_too_large" });
  expect(sent).toBeLessThan(100);
});

it("returns related articles", async () => {
  const response = await worker.fetch(
    `${BASE}/v1/articles/2019-04-25-kim-putin-vladivostok-talks/related?threshold=0`,
  );
  expect(response.status).toBe(200);
  expect(((await response.json()) as { hits: unknown[] }).hits).toHaveLength(5);
});

it("returns 404 for every file of the manifest, although the assets contain them", async () => {
  const manifest = (await (await env.ASSETS.fetch(`${BASE}/snapshot/manifest.json`)).json()) as {
    sections: Record<string, { parts: { file: string }[] }>;
    pages: { file: string }[];
  };
  const files = [...Object.values(manifest.sections).flatMap(({ parts }) => parts), ...manifest.pages];
  const paths = [
    ...files.map(({ file }) => `/snapshot/${file}`),
    "/snapshot/manifest.json",
    "/model/encoder.bin",
  ];
  expect(paths.length).toBeGreaterThan(15);
  for (const path of paths) {
    expect((await env.ASSETS.fetch(BASE + path)).status).toBe(200);
    const response = await worker.fetch(BASE + path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.json()).toMatchObject({ code: "route_not_found" });
  }
});

it("serves the search page with a strict policy and no inline script", async () => {
  const response = await worker.fetch(`${BASE}/`);
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Security-Policy")).toContain("script-src 'self'");
  const html = await response.text();
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
});
