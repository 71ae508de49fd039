// Articles, the health check and everything that is not served, over the sample archive.

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openProject } from "../../../scripts/files/project.ts";
import { SNAPSHOT_FORMAT } from "../../../src/index/snapshot/format.ts";
import { SAMPLE_NOW, sampleService } from "../../support/sample-service.ts";

const get = sampleService();
const VLADIVOSTOK = "2019-04-25-kim-putin-vladivostok-talks";
const FUTURE = "2029-04-13-apophis-set-to-skim-past-earth";
const MEMBERS = "2023-09-25-writers-guild-tentative-deal";
const DRAFT = "2024-10-31-euston-background";

describe("GET /v1/articles", () => {
  it("lists the newest first and never a future article", async () => {
    const { status, body } = await get("/v1/articles?limit=50");
    expect(status).toBe(200);
    const dates = body.hits.map(({ publishedAt }: { publishedAt: string }) => publishedAt);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(Date.parse(dates[0])).toBeLessThan(SAMPLE_NOW);
    expect(body).toMatchObject({ limit: 50, offset: 0, totalRelation: "eq" });
  });

  it("shows a future article from its publication time on, without a rebuild", async () => {
    const moment = Date.parse("2029-04-13T00:00:00Z");
    const before = await sampleService(moment - 1000)(`/v1/articles/${FUTURE}`);
    expect(before.status).toBe(404);
    const after = await sampleService(moment + 24 * 3600 * 1000)("/v1/articles?limit=1");
    expect(after.body.hits[0].id).toBe(FUTURE);
  });

  it("returns the stored fields of one article, but never its body or storyline", async () => {
    const { status, body } = await get(`/v1/articles/${VLADIVOSTOK}`);
    expect(status).toBe(200);
    expect(body.id).toBe(VLADIVOSTOK);
    expect(body).not.toHaveProperty("body");
    expect(JSON.stringify(body)).not.toContain("kim-putin-summits");
  });

  it.each([
    "nobody",
    DRAFT,
    FUTURE,
    "%00",
    "a%2Fb",
    "%",
    "%ED%A0%80",
    "%E0%A4%A",
    "constructor",
    "__proto__",
    "%F0%9F%99%82",
    "x".repeat(300),
  ])("does not find %s", async (id) => {
    const { status, body } = await get(`/v1/articles/${id}`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: "article_not_found", type: "not_found" });
  });
});

describe("members-only articles", () => {
  it("are found by their title, with the summary as the excerpt", async () => {
    const { body } = await get("/v1/search?q=writers+guild+tentative+deal&limit=3");
    const hit = body.hits.find(({ id }: { id: string }) => id === MEMBERS);
    expect(hit.access).toBe("members");
    expect(hit.excerpt.text.replace(/ …$/, "")).toSatisfy((text: string) => hit.summary.startsWith(text));
  });
});

describe("GET /healthz", () => {
  it("reports versions, counts and fingerprints", async () => {
    const { status, body } = await get("/healthz");
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "ok", snapshotFormat: SNAPSHOT_FORMAT, encoder: { dims: 384 } });
    expect(body.counts.articles).toBeGreaterThan(140);
  });
});

describe("a path that is not served", () => {
  it("returns 404 for every file of the build, under any path", async () => {
    const assets = openProject().assetsFolder;
    const files = readdirSync(assets, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.\w+$/.test(name),
    );
    expect(files.length).toBeGreaterThan(20);
    for (const file of files.filter((name) => !name.startsWith("page/"))) {
      for (const path of [`/${file}`, `/${file.split("/").at(-1)}`, `/assets/${file}`]) {
        const { status, body } = await get(path);
        expect([path, status, body.code]).toEqual([path, 404, "route_not_found"]);
      }
    }
  });

  it.each([
    "/v1",
    "/v1/",
    "/v2/search",
    "/.env",
    "/wrangler.toml",
    "/package.json",
    "/%2e%2e/secret",
  ])("returns 404: %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
