// The command line as users get it: packed, installed into an empty folder, run by the system's Node.

import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
/** Without the checkout's Node, which npm puts first. */
const SYSTEM_PATH = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .join(delimiter);
const INSTALL_TIMEOUT_MS = 240_000;

const ARTICLES = [
  [
    "harbour-bridge",
    "Harbour bridge opens to traffic",
    "The bridge over the harbour opened to cars and bicycles.",
  ],
  [
    "bridge-cracks",
    "Cracks found in new bridge",
    "Engineers found cracks in two pillars of the harbour crossing.",
  ],
  [
    "apple-harvest",
    "Apple harvest begins early",
    "Growers in the valley began picking fruit two weeks early.",
  ],
] as const;

describe("the installed command line", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "backstory-install-"));
    await run("npm", ["pack", "--pack-destination", folder]);
    const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "newsroom", private: true }));
    await run("npm", ["install", "--no-audit", "--no-fund", `./${tarball}`], { cwd: folder });
    await mkdir(join(folder, "news"));
    for (const [name, title, body] of ARTICLES) {
      await writeFile(
        join(folder, "news", `${name}.md`),
        `---\ntitle: ${title}\ndate: 2024-05-01\n---\n\n${body}\n`,
      );
    }
  }, INSTALL_TIMEOUT_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const backstory = async (...args: string[]) => {
    const bin = join(folder, "node_modules", ".bin", "backstory");
    try {
      return {
        code: 0,
        ...(await run(bin, args, { cwd: folder, env: { ...process.env, PATH: SYSTEM_PATH } })),
      };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };

  it("builds an index, searches it and finds related articles", async () => {
    const built = await backstory("build", "news", "--json");
    expect(built).toMatchObject({ code: 0 });
    expect(JSON.parse(built.stdout)).toMatchObject({ fresh: false, counts: { articles: 3 } });

    const found = await backstory("search", "fruit", "picking", "--json");
    expect(JSON.parse(found.stdout).hits[0].id).toBe("apple-harvest");

    const related = await backstory("related", "harbour-bridge", "--limit=1", "--threshold=0", "--json");
    expect(JSON.parse(related.stdout).hits.map(({ id }: { id: string }) => id)).toEqual(["bridge-cracks"]);

    const again = await backstory("build", "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({ fresh: true, embedded: 0 });
  });

  it("serves the index", async () => {
    const bin = join(folder, "node_modules", ".bin", "backstory");
    const env = { ...process.env, PATH: SYSTEM_PATH };
    const server = spawn(bin, ["serve", "--port", "0"], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      let printed = "";
      const url = await new Promise<string>((resolve, reject) => {
        server.once("exit", () => reject(new Error(`backstory serve ended:\n${printed}`)));
        server.stderr.setEncoding("utf8").on("data", (text: string) => {
          printed += text;
          const [, found] = /^Listening on (\S+)$/m.exec(printed) ?? [];
          if (found !== undefined) resolve(found);
        });
      });
      const response = await fetch(`${url}/v1/search?q=fruit+picking&limit=1`);
      expect(await response.json()).toMatchObject({ hits: [{ id: "apple-harvest" }] });
    } finally {
      server.kill("SIGTERM");
    }
  });

  it("prints help and its version", async () => {
    const help = await backstory("--help");
    expect(help.code).toBe(0);
    for (const command of ["build", "search", "related", "inspect", "serve"])
      expect(help.stdout).toContain(command);
    expect((await backstory("--version")).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("exits with 2 if it is called incorrectly and with 1 if it fails", async () => {
    expect(await backstory("search")).toMatchObject({ code: 2 });
    expect(await backstory("search", "x", "--limit", "0")).toMatchObject({ code: 2 });
    expect(await backstory("frobnicate")).toMatchObject({ code: 2 });
    const unknown = await backstory("related", "nobody");
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('"nobody"');
  });
});
