// `npm run serve` as a process: how it determines a client's address, removals while it runs, how it shuts down, and
// how it fails.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { RATE_LIMIT_REQUESTS } from "../../src/http/middleware/rate-limit.ts";
import { writeRemovals } from "../../src/service/removal-list.ts";
import { tempFolder } from "../support/temp-folder.ts";

const ASSETS = resolve("build/assets");
const PUBLISHED = "2019-04-25-kim-putin-vladivostok-talks";

const started = new Set<ChildProcess>();
afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
});

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

interface Serving {
  readonly child: ChildProcess;
  /** null if it exited before it listened. */
  readonly url: string | null;
  readonly ended: Promise<Ended>;
}

async function serve(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const child = spawn(process.execPath, ["scripts/serving/serve.ts", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env },
  });
  started.add(child);
  let stderr = "";
  const ended = once(child, "close").then(([code]): Ended => ({ code, stderr }));
  const listening = new Promise<string>((done) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      const [, url] = /^Listening on (\S+)$/m.exec(stderr) ?? [];
      if (url !== undefined) done(url);
    });
  });
  return { child, url: await Promise.race([listening, ended.then(() => null)]), ended };
}

async function running(...args: Parameters<typeof serve>): Promise<Serving & { readonly url: string }> {
  const serving = await serve(...args);
  onTestFinished(() => {
    serving.child.kill("SIGKILL");
  });
  const { url } = serving;
  if (url === null) throw new Error((await serving.ended).stderr);
  return { ...serving, url };
}

/** How often each status came back; `headersOf` gives the headers of each of the requests, which run ten at a time. */
async function statusesOf(
  url: string,
  count: number,
  headersOf: (i: number) => Record<string, string>,
): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  let next = 0;
  const one = async () => {
    while (next < count) {
      const response = await fetch(`${url}/v1/suggest?q=a`, { headers: headersOf(next++) });
      await response.arrayBuffer();
      counts[response.status] = (counts[response.status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 10 }, one));
  return counts;
}

describe("the client's address", () => {
  const BEYOND = RATE_LIMIT_REQUESTS + 20;

  it("is the connection's: no header can disguise a client or get another one limited", async () => {
    const { url } = await running(["--port", "0"]);
    // From this machine, which isn't limited.
    const claims = { "CF-Connecting-IP": "203.0.113.7", "X-Forwarded-For": "203.0.113.7" };
    expect(await statusesOf(url, BEYOND, () => claims)).toEqual({ 200: BEYOND });
  });

  it("is what the configured proxy saw, and no other claim evades the limit", async () => {
    const { url } = await running(["--port", "0", "--trust-proxy", "1"]);
    const claims = (i: number) => ({
      "CF-Connecting-IP": `198.51.100.${i % 250}`,
      "X-Forwarded-For": `10.0.${i % 250}.1, 203.0.113.7`,
    });
    expect(await statusesOf(url, BEYOND, claims)).toEqual({ 200: RATE_LIMIT_REQUESTS, 429: 20 });
    expect(await statusesOf(url, 1, () => ({ "X-Forwarded-For": "203.0.113.8" }))).toEqual({ 200: 1 });
  });
});

describe("a running server", () => {
  it("hides an article within seconds of its removal in the file, and caches no response with it", async () => {
    const folder = await tempFolder({ "removals/list.json": writeRemovals([]) });
    for (const name of ["snapshot", "model", "page"]) await symlink(join(ASSETS, name), join(folder, name));
    const { url } = await running(["--port", "0", "--assets", folder]);
    const status = async () => (await fetch(`${url}/v1/articles/${PUBLISHED}`)).status;
    expect([await status(), await status()]).toEqual([200, 200]);
    await writeFile(join(folder, "removals/list.json"), writeRemovals([PUBLISHED]));
    await expect.poll(status, { timeout: 30_000, interval: 500 }).toBe(404);
  });

  it("reads keys from the environment", async () => {
    const { url } = await running(["--port", "0"], { PUBLIC_KEYS: "one, two", PRIVATE_KEYS: "three" });
    const status = async (path: string) => (await fetch(`${url}${path}`)).status;
    expect(await status("/v1/suggest?q=a")).toBe(401);
    expect(await status("/v1/suggest?q=a&key=two")).toBe(200);
    expect(await status("/v1/search?q=a&explain=true&key=two")).toBe(403);
    expect(await status("/v1/search?q=a&explain=true&key=three")).toBe(200);
  });

  it("exits with 0 on SIGTERM and SIGINT, after finishing open requests", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const { child, url, ended } = await running(["--port", "0"]);
      const asked = Array.from({ length: 5 }, () => fetch(`${url}/v1/search?q=grain+ships`));
      await asked[0];
      child.kill(signal);
      expect((await ended).code).toBe(0);
      await expect(fetch(`${url}/healthz`)).rejects.toThrow();
      await Promise.allSettled(asked);
    }
  });
});

describe("a server that can't start", () => {
  it("says which command builds an index if there is none", async () => {
    const { url, ended } = await serve(["--port", "0", "--assets", await tempFolder()]);
    expect(url).toBeNull();
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^There is no index in .*npm run build/)]);
  });

  it("says that its port is in use, and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => {
      other.close();
    });
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await (await serve(["--port", String(port)])).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 is already in use. Choose another one with --port.`);
  });

  it("says that the address does not belong to this machine, and how to choose another", async () => {
    const { code, stderr } = await (await serve(["--port", "0", "--host", "192.0.2.1"])).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(
      "This machine doesn't have the address 192.0.2.1. Choose another one with --host.",
    );
  });

  it("exits with 2 if it is called incorrectly", async () => {
    for (const args of [["--port", "ten"], ["--trust-proxy", "-1"], ["--frobnicate"]]) {
      expect((await (await serve(args)).ended).code).toBe(2);
    }
  });
});
