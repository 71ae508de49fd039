// A recipe that is a whole site, built as its README says.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

export interface BuiltSite {
  readonly exitCode: number;
  /** Everything that the build has printed. */
  readonly output: string;
  /** The page at a path such as `/articles/a/`. */
  page(path: string): Promise<string>;
}

const BUILD_TIMEOUT_MS = 100_000;

export async function buildSite(
  recipe: string,
  variables: Readonly<Record<string, string>>,
): Promise<BuiltSite> {
  const folder = join("recipes", recipe);
  if (!existsSync(join(folder, "node_modules"))) {
    throw new Error(`${folder} is not installed: run the tests by "npm run test:recipes"`);
  }
  await rm(join(folder, "dist"), { recursive: true, force: true });
  const { BACKSTORY_URL: _, BACKSTORY_KEY: __, ...rest } = process.env;
  const env = { ...rest, ASTRO_TELEMETRY_DISABLED: "1", ...variables };
  const options = { cwd: folder, env, timeout: BUILD_TIMEOUT_MS };
  const { exitCode, output } = await new Promise<{ exitCode: number; output: string }>((done) => {
    const build = execFile("npm", ["run", "build"], options, (_error, stdout, stderr) =>
      done({ exitCode: build.exitCode ?? -1, output: stdout + stderr }),
    );
  });
  return { exitCode, output, page: (path) => readFile(join(folder, "dist", path, "index.html"), "utf8") };
}
