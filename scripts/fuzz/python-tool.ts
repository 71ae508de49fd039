// schemathesis in a virtual environment under .cache, created once for each list of requirements.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readKey, writeKey } from "../files/whole-file.ts";
import type { Report } from "../terminal/report.ts";

const REQUIREMENTS = fileURLToPath(new URL("./requirements.txt", import.meta.url));

/** Path of the command. `python` must be Python 3.10 or later with venv and pip. */
export async function installFuzzer(folder: string, python: string, report: Report): Promise<string> {
  const key = await readFile(REQUIREMENTS, "utf8");
  const bin = join(folder, process.platform === "win32" ? "Scripts" : "bin");
  const keyPath = join(folder, "installed.json");
  if ((await readKey(keyPath)) !== key) {
    report.line("Installing schemathesis from PyPI");
    await run(python, ["-m", "venv", "--clear", folder]);
    const install = ["install", "--quiet", "--no-deps", "--disable-pip-version-check"];
    await run(join(bin, "python"), ["-m", "pip", ...install, "--requirement", REQUIREMENTS]);
    await writeKey(keyPath, key);
  }
  return join(bin, "schemathesis");
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", (cause) => {
      reject(new Error(`"${command}" can't be run; name a Python 3 with --python.`, { cause }));
    });
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`"${command} ${args.slice(0, 3).join(" ")}" ended with ${code}.`));
    });
  });
}
