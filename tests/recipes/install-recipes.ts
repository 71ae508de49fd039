// Installs what the recipes need that are projects of their own, from their lock files, each once: what is in place stays.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { openProject } from "../../scripts/files/project.ts";
import { runEntry } from "../../scripts/terminal/entry.ts";
import { createReport, type Report } from "../../scripts/terminal/report.ts";

const INSTALL_TIMEOUT_MS = 300_000;

async function installRecipes(folder: string, report: Report): Promise<void> {
  for (const name of await readdir(folder)) {
    const recipe = join(folder, name);
    const lock = join(recipe, "package-lock.json");
    if (!existsSync(lock)) continue;
    const wanted = createHash("sha256")
      .update(await readFile(lock))
      .digest("hex");
    // npm ci removes the folder, and with it the mark of what an interrupted one has not finished.
    const mark = join(recipe, "node_modules", ".installed-lock");
    if (existsSync(mark) && (await readFile(mark, "utf8")) === wanted) continue;
    report.line(`Installing what recipes/${name} needs`);
    await promisify(execFile)("npm", ["ci"], { cwd: recipe, timeout: INSTALL_TIMEOUT_MS });
    await writeFile(mark, wanted);
  }
}

await runEntry(() => installRecipes(join(openProject().packageRoot, "recipes"), createReport()));
