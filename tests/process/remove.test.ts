// `backstory remove` as typed, in a temporary archive.

import { type ExecFileException, execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { putConvertedEncoder } from "../support/converted-encoder.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;

function backstory(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [resolve("scripts/cli.ts"), ...args],
      { cwd: temp.folder },
      (error: ExecFileException | null, stdout, stderr) =>
        done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const article = (title: string) =>
  `---\ntitle: ${title}\ndate: 2024-05-01\nurl: https://news.example/${title}\n---\n\nSome words on it.\n`;

beforeAll(async () => {
  temp = await makeTempFolder({ "news/bridge.md": article("Bridge"), "news/apples.md": article("Apples") });
  await putConvertedEncoder(temp.folder);
  expect(await backstory("build", "news")).toMatchObject({ code: 0 });
});
afterAll(() => temp.remove());

it("hides an article by its id or URL, lists it, and shows it again", async () => {
  expect(await backstory("remove", "--list")).toMatchObject({
    code: 0,
    stdout: "No articles are removed.\n",
  });
  const { code, stdout, stderr } = await backstory(
    "remove",
    "https://news.example/Bridge?utm_source=x",
    "apples",
  );
  expect([code, stdout]).toEqual([0, "Removed: bridge “Bridge”\nRemoved: apples “Apples”\n"]);
  expect(stderr).toContain(
    "npx wrangler kv key put removed --binding REMOVALS --remote --path build/assets/removals/list.json\n",
  );
  const list = join(temp.folder, "build/assets/removals/list.json");
  expect(await readFile(list, "utf8")).toBe('{"removed":["apples","bridge"]}\n');
  expect((await backstory("search", "bridge", "--threshold", "0", "--json")).stdout).toContain('"hits":[]');
  expect(await backstory("related", "bridge")).toMatchObject({ code: 1 });
  expect((await backstory("remove", "--list")).stdout).toMatch(
    /^2 articles removed:\n {2}\d{4}-\d\d-\d\d {2}apples “Apples”\n {2}\S+ {2}bridge “Bridge”\n$/,
  );
  expect(await backstory("remove", "bridge")).toMatchObject({
    code: 0,
    stdout: "Already removed: bridge “Bridge”\n",
  });
  expect(await backstory("restore", "bridge")).toMatchObject({
    code: 0,
    stdout: "Restored: bridge “Bridge”\n",
  });
  expect(await backstory("restore", "bridge")).toMatchObject({
    code: 0,
    stdout: "Not removed: bridge “Bridge”\n",
  });
  expect((await backstory("remove", "--list", "--json")).stdout).toContain('{"removed":[{"id":"apples"');
  expect((await backstory("search", "bridge", "--threshold", "0", "--json")).stdout).toContain(
    '"id":"bridge"',
  );
});

it("refuses an unknown id or URL unless forced, and exits with 2 if called incorrectly", async () => {
  const unknown = await backstory("remove", "nobody");
  expect([unknown.code, unknown.stdout]).toEqual([1, ""]);
  expect(unknown.stderr).toContain('The index has no article with the id or URL "nobody"');
  expect(await backstory("remove", "https://news.example/nobody", "--force")).toMatchObject({ code: 1 });
  expect((await backstory("remove", "nobody", "--force")).stdout).toBe(
    "Removed: nobody (not in the index)\n",
  );
  expect(await backstory("restore", "nobody")).toMatchObject({ code: 0 });
  expect(await backstory("remove")).toMatchObject({ code: 2 });
  expect(await backstory("restore")).toMatchObject({ code: 2 });
  expect(await backstory("remove", "bridge", "--list")).toMatchObject({ code: 2 });
});
