// A Chrome or Chromium for browser tests and measurements: the one that is named, otherwise one that is installed,
// otherwise the one from the package @sparticuz/chromium. It runs as root, without a display and without network
// lookups.

import { constants, existsSync } from "node:fs";
import { access, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { z } from "zod";

const INSTALLED_AT: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/opt/google/chrome/chrome",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

const FLAGS = [
  // In a container the user is often root, for whom Chrome has no sandbox. We only open our own pages.
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
  "--font-render-hinting=none",
];

/** Starts a headless browser; if none is found, rejects with what to set. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") {
    await access(named, constants.X_OK).catch((cause: unknown) => {
      throw new Error(`CHROME_PATH is "${named}", which is no program that can be run.`, { cause });
    });
    return launch(named, {});
  }
  const installed = INSTALLED_AT[process.platform]?.find((path) => existsSync(path));
  if (installed !== undefined) return launch(installed, {});
  if (process.platform === "linux" && process.arch === "x64") return launchPackaged();
  throw new Error(
    `No Chrome or Chromium was found on this ${process.platform} ${process.arch} machine. ` +
      "Install one, or set CHROME_PATH to the program's path.",
  );
}

function launch(executablePath: string, environment: Readonly<Record<string, string>>): Promise<Browser> {
  const env: Record<string, string> = { ...environment };
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] ??= value;
  return chromium.launch({ executablePath, args: FLAGS, env });
}

/** The package's Chromium, and the package's libraries and fonts if the system lacks them. */
async function launchPackaged(): Promise<Browser> {
  const folder = await unpackChromium();
  const path = join(folder, "chromium");
  try {
    return await launch(path, {});
  } catch (cause) {
    if (!String(cause).includes("error while loading shared libraries")) throw cause;
  }
  const libraries = [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH ?? ""];
  return launch(path, {
    LD_LIBRARY_PATH: libraries.filter((library) => library !== "").join(":"),
    FONTCONFIG_PATH: join(folder, "fonts"),
  });
}

/**
 * The package unpacks into the folder for temporary files, where an aborted run leaves half a program and concurrent
 * runs disturb each other. So it is unpacked elsewhere first, and then the whole folder is renamed.
 */
async function unpackChromium(): Promise<string> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(dirname(entry), "..", "package.json"), "utf8")));
  const folder = join(tmpdir(), `backstory-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const { default: packaged, inflate } = await import("@sparticuz/chromium");
  const aside = await mkdtemp(join(tmpdir(), "backstory-chromium-"));
  const former = process.env.TMPDIR;
  process.env.TMPDIR = aside;
  try {
    await packaged.executablePath();
    await inflate(join(dirname(entry), "..", "bin", "al2023.tar.br"));
  } finally {
    if (former === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = former;
  }
  await rename(aside, folder).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ENOTEMPTY" && cause.code !== "EEXIST") throw cause;
    await rm(aside, { recursive: true, force: true });
  });
  return folder;
}
