// The Worker in wrangler dev with every binding: keys from secrets, Cloudflare's own rate limiter, removed articles
// from the assets and from Workers KV, events to a data set.

import { execFile, spawn } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openProject } from "../../scripts/files/project.ts";
import { banner } from "../../scripts/serving/banner.ts";
import { readDevKeys } from "../../scripts/serving/dev-keys.ts";
import { freePort } from "../../scripts/serving/free-port.ts";
import { waitForAnswer } from "../../scripts/serving/wait-for-answer.ts";
import { wranglerEnvironment } from "../../scripts/serving/wrangler-environment.ts";
import { writeRemovals } from "../../src/service/removal-list.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const LIMIT = 5;
const IN_STORE = "2022-11-16-moon-rocket-lights-up-florida-night";
const IN_FILE = "2019-04-25-kim-putin-vladivostok-talks";
const WRANGLER = resolve("node_modules/wrangler/bin/wrangler.js");
const START_TIMEOUT_MS = 60_000;

const config = (compatibilityDate: string) => `
name = "backstory-protected"
main = ${JSON.stringify(resolve("src/hosts/cloudflare/worker.ts"))}
compatibility_date = "${compatibilityDate}"
send_metrics = false
[assets]
directory = "assets"
binding = "ASSETS"
run_worker_first = true
html_handling = "none"
not_found_handling = "none"
[[ratelimits]]
name = "RATE_LIMITER"
namespace_id = "1001"
simple = { limit = ${LIMIT}, period = 60 }
[[kv_namespaces]]
binding = "REMOVALS"
id = "removals"
[[analytics_engine_datasets]]
binding = "EVENTS"
dataset = "backstory_events"
`;

let temp: TempFolder;
let base: string;
let output = "";
let stop: () => Promise<void>;

function wrangler(...args: string[]) {
  return spawn(process.execPath, [WRANGLER, ...args], {
    cwd: temp.folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: wranglerEnvironment(),
  });
}

beforeAll(async () => {
  const [, date = ""] = /^compatibility_date = "(.*)"$/m.exec(await readFile("wrangler.toml", "utf8")) ?? [];
  temp = await makeTempFolder({
    "wrangler.toml": config(date),
    // Secrets in wrangler dev.
    ".dev.vars": 'PUBLIC_KEYS="pub-one, pub-two"\nPRIVATE_KEYS="priv-one priv-two"\n',
    "list.json": writeRemovals([IN_STORE]),
  });
  await cp(openProject().assetsFolder, join(temp.folder, "assets"), { recursive: true });
  const put = wrangler(
    "kv",
    "key",
    "put",
    "removed",
    "--binding",
    "REMOVALS",
    "--local",
    "--path",
    "list.json",
  );
  expect(await new Promise((done) => put.once("exit", done))).toBe(0);

  const port = await freePort();
  const server = wrangler(
    "dev",
    "--local",
    "--ip",
    "127.0.0.1",
    ...["--inspector-port", "0"],
    "--port",
    String(port),
    "--show-interactive-dev-session=false",
  );
  const ended = new AbortController();
  const exited = new Promise<void>((done) =>
    server.once("exit", () => {
      ended.abort(new Error(`wrangler dev ended:\n${output}`));
      done();
    }),
  );
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  stop = async () => {
    // The process group that this test started: wrangler and workerd.
    if (server.exitCode === null && server.pid !== undefined) process.kill(-server.pid, "SIGTERM");
    await exited;
  };
  base = `http://127.0.0.1:${port}`;
  await waitForAnswer(`${base}/healthz`, START_TIMEOUT_MS, ended.signal);
});
afterAll(async () => {
  await stop?.();
  await temp?.remove();
});

async function ask(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(base + path, { headers, signal: AbortSignal.timeout(30_000) });
  const body = (await response.json()) as { code?: string; counts?: { removed: number } };
  return { status: response.status, headers: response.headers, body };
}
const withKey = (key: string, address?: string) => ({
  Authorization: `Bearer ${key}`,
  ...(address === undefined ? {} : { "CF-Connecting-IP": address }),
});

describe("in workerd", () => {
  it("the commands that `npm start` prints include a key and work when pasted", async () => {
    const keys = readDevKeys(temp.folder);
    const text = banner({ base, hasPage: true, query: "volcano", articleId: IN_FILE, keys });
    const commands = text.split("\n").filter((line) => line.startsWith("  curl "));
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const { stdout } = await promisify(execFile)("sh", ["-c", `${command} --silent --fail --max-time 30`]);
      expect(JSON.parse(stdout)).toBeTypeOf("object");
    }
  });

  it("several keys of each kind give access to what they should", async () => {
    expect(await ask("/v1/articles?limit=1")).toMatchObject({ status: 401, body: { code: "unauthorized" } });
    for (const key of ["pub-one", "pub-two", "priv-two"]) {
      expect((await ask("/v1/articles?limit=1", withKey(key))).status).toBe(200);
    }
    const explained = "/v1/search?q=volcano&explain=true";
    expect(await ask(explained, withKey("pub-two"))).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
    expect((await ask(explained, withKey("priv-two"))).status).toBe(200);
  });

  it("Cloudflare's limiter counts by private key and by address, and a refusal says how long to wait", async () => {
    const statuses = async (headers: Record<string, string>) => {
      const all: number[] = [];
      for (let i = 0; i < LIMIT + 2; i++) all.push((await ask("/v1/articles?limit=1", headers)).status);
      return all;
    };
    const refused = [...Array(LIMIT).fill(200), 429, 429];
    expect(await statuses(withKey("priv-one"))).toEqual(refused);
    expect(await statuses(withKey("pub-one", "203.0.113.7"))).toEqual(refused);
    const { headers, body } = await ask("/v1/articles", withKey("pub-two", "203.0.113.7"));
    expect([headers.get("Retry-After"), body.code]).toEqual(["60", "rate_limited"]);
    expect((await ask("/v1/articles?limit=1", withKey("pub-one", "203.0.113.8"))).status).toBe(200);
    // Addresses on this machine are not limited.
    expect(await statuses(withKey("pub-one"))).not.toContain(429);
  });

  it("an article listed in Workers KV is removed, and so is one added to the file, within seconds", async () => {
    const statusOf = async (id: string) => (await ask(`/v1/articles/${id}`, withKey("pub-one"))).status;
    expect(await statusOf(IN_STORE)).toBe(404);
    expect(await statusOf(IN_FILE)).toBe(200);
    await writeFile(join(temp.folder, "assets/removals/list.json"), writeRemovals([IN_FILE]));
    await vi.waitFor(async () => expect(await statusOf(IN_FILE)).toBe(404), {
      timeout: 20_000,
      interval: 250,
    });
    expect((await ask("/healthz")).body.counts?.removed).toBe(2);
  });

  it("every request is one log line, without keys and queries", () => {
    const lines = output
      .split("\n")
      .flatMap((line) => (line.startsWith('{"level"') ? [JSON.parse(line)] : []));
    expect(lines).toContainEqual(
      expect.objectContaining({
        kind: "request",
        route: "/v1/search",
        status: 403,
        code: "forbidden",
        key: "public",
      }),
    );
    const text = JSON.stringify(lines);
    for (const secret of ["pub-one", "priv-two", "volcano", "203.0.113", IN_FILE])
      expect(text).not.toContain(secret);
  });
});
