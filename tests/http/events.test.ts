// POST /v1/events: which events are accepted, what is stored of them, and that nothing identifies the reader.

import { describe, expect, it } from "vitest";
import { type AnalyticsDataset, analyticsSink } from "../../src/hosts/cloudflare/analytics-sink.ts";
import { EVENT_MAX_BYTES } from "../../src/http/routes/events.ts";
import type { LogLine } from "../../src/service/log-lines.ts";
import { logSink } from "../../src/service/reader-event.ts";
import { ADDRESS_HEADER } from "../support/handler-over.ts";
import { memoryService, posting } from "../support/memory-service.ts";

type Point = Parameters<AnalyticsDataset["writeDataPoint"]>[0];

const ENABLED = { events: { enabled: true } };
const CLICK = { type: "click", articleId: "a", position: 3, query: "volcano" };

async function service() {
  const logged: LogLine[] = [];
  const points: Point[] = [];
  const eventSinks = [
    logSink((line) => logged.push(line)),
    analyticsSink({ writeDataPoint: (point) => points.push(point) }),
  ];
  return { ...(await memoryService({ http: ENABLED, eventSinks })), logged, points };
}

describe("events", () => {
  it("are off unless the configuration enables them", async () => {
    const { ask } = await memoryService();
    expect(await ask("/v1/events", posting(CLICK))).toMatchObject({
      status: 404,
      body: { code: "route_not_found" },
    });
  });

  it.each([
    [CLICK, { ...CLICK, fromArticleId: null }],
    [
      { type: "click", articleId: "a" },
      { articleId: "a", position: null, query: null, fromArticleId: null },
    ],
    [
      { type: "click", articleId: "a", fromArticleId: "b", position: 1 },
      { articleId: "a", position: 1, query: null, fromArticleId: "b" },
    ],
    [
      { type: "no_results", query: "  kubernetes ", articleId: null },
      { type: "no_results", query: "kubernetes" },
    ],
  ])("reach every sink, as %j", async (sent, kept) => {
    const { ask, logged, points } = await service();
    const { status, body, headers } = await ask("/v1/events", posting(sent));
    expect([status, body, headers.has("Set-Cookie")]).toEqual([204, "", false]);
    expect(logged).toEqual([
      {
        level: "info",
        kind: "event",
        type: sent.type,
        ...kept,
        indexVersion: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
    expect(points).toHaveLength(1);
  });

  it("are accepted as beacon text, with the key in the URL", async () => {
    const logged: LogLine[] = [];
    const { ask, lines } = await memoryService({
      http: ENABLED,
      keys: { public: ["pub-key"], private: ["priv-key"] },
      eventSinks: [logSink((line) => logged.push(line))],
    });
    const beacon = posting(CLICK, { "Content-Type": "text/plain;charset=UTF-8" });
    expect((await ask("/v1/events?key=pub-key", beacon)).status).toBe(204);
    expect((await ask("/v1/events", beacon)).status).toBe(401);
    expect(JSON.stringify([logged, lines])).not.toContain("pub-key");
  });

  it("contain nothing about the reader", async () => {
    const { ask, logged, points, lines } = await service();
    const init = posting(CLICK, {
      [ADDRESS_HEADER]: "203.0.113.7",
      Cookie: "session=s3cr3t",
      "User-Agent": "s3cr3t",
      Referer: "https://news.example/s3cr3t",
    });
    await ask("/v1/events", init);
    expect(JSON.stringify([logged, points, lines])).not.toMatch(/203\.0\.113|s3cr3t/);
  });

  it.each([
    [{}, "missing_type"],
    [{ type: "view" }, "invalid_type"],
    [{ type: 1 }, "invalid_type"],
    [{ type: "click" }, "missing_article_id"],
    [{ type: "click", articleId: "" }, "invalid_article_id"],
    [{ type: "click", articleId: "a b" }, "invalid_article_id"],
    [{ type: "click", articleId: "a".repeat(129) }, "invalid_article_id"],
    [{ type: "click", articleId: ["a"] }, "invalid_article_id"],
    [{ ...CLICK, position: 0 }, "invalid_position"],
    [{ ...CLICK, position: 1051 }, "invalid_position"],
    [{ ...CLICK, position: "3" }, "invalid_position"],
    [{ ...CLICK, position: 1.5 }, "invalid_position"],
    [{ ...CLICK, query: "a".repeat(513) }, "invalid_query"],
    [{ ...CLICK, query: " " }, "invalid_query"],
    [{ ...CLICK, fromArticleId: "b" }, "invalid_from_article_id"],
    [{ type: "no_results" }, "missing_query"],
    [{ type: "no_results", query: "a", articleId: "a" }, "invalid_article_id"],
    [{ type: "no_results", query: "a", position: 1 }, "invalid_position"],
    [{ ...CLICK, userId: "u" }, "unknown_parameter"],
    [[CLICK], "invalid_body"],
    ["no JSON", "invalid_body"],
    ["", "invalid_body"],
  ])("are refused if they are %j, with %s", async (sent, code) => {
    const { ask, logged, points } = await service();
    const { status, body } = await ask("/v1/events", posting(sent));
    expect([status, body.code]).toEqual([400, code]);
    expect([logged, points]).toEqual([[], []]);
  });

  it("are refused in other media types, by other methods, with fields in the URL, and beyond 8 KiB", async () => {
    const { ask } = await service();
    const form = posting("type=click", { "Content-Type": "application/x-www-form-urlencoded" });
    const refused = await ask("/v1/events", form);
    expect([refused.status, refused.body.code]).toEqual([415, "unsupported_media_type"]);
    expect(refused.body.message).toContain('"Content-Type: application/json" or "Content-Type: text/plain"');
    const { status, headers } = await ask("/v1/events");
    expect([status, headers.get("Allow")]).toEqual([405, "POST"]);
    expect((await ask("/v1/events?type=click", posting(CLICK))).body.code).toBe("unknown_parameter");
    const text = JSON.stringify(CLICK);
    expect((await ask("/v1/events", posting(text.padEnd(EVENT_MAX_BYTES)))).status).toBe(204);
    expect((await ask("/v1/events", posting(text.padEnd(EVENT_MAX_BYTES + 1)))).status).toBe(413);
  });

  it("are accepted if one sink fails, which is logged, and still reach the others", async () => {
    const logged: LogLine[] = [];
    const failing = {
      record: () => {
        throw new Error("data set at /srv/secret");
      },
    };
    const { ask, lines } = await memoryService({
      http: ENABLED,
      eventSinks: [failing, logSink((line) => logged.push(line))],
    });
    expect((await ask("/v1/events", posting(CLICK))).status).toBe(204);
    expect(logged).toHaveLength(1);
    expect(lines[0]).toMatchObject({ kind: "problem", code: "event_sink", message: "data set at [path]" });
  });
});

describe("a data point", () => {
  it.each([
    [
      {
        type: "click",
        articleId: "a".repeat(128),
        position: 1050,
        query: "ü".repeat(512),
        fromArticleId: null,
      },
      ["click", "ü".repeat(512), "a".repeat(128), "", "v"],
      [1050],
    ],
    [{ type: "no_results", query: "x" }, ["no_results", "x", "", "", "v"], [0]],
  ] as const)("stays within the limits of Workers Analytics Engine: %#", (event, blobs, doubles) => {
    const points: Point[] = [];
    analyticsSink({ writeDataPoint: (point) => points.push(point) }).record(event, "v");
    expect(points).toEqual([{ indexes: [event.type], blobs, doubles }]);
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    for (const index of points[0]?.indexes ?? []) expect(bytes(index)).toBeLessThanOrEqual(96);
    expect(points[0]?.blobs.length).toBeLessThanOrEqual(20);
    expect(bytes((points[0]?.blobs ?? []).join(""))).toBeLessThanOrEqual(16_000);
  });
});
