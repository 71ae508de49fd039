// The search page and the operator's page as files that the function serves: for each one script, one style sheet and
// its HTML with the site's name, time zone and base path filled in; and one icon. widget.ts builds the components.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeChanged } from "../../files/whole-file.ts";

export interface PageOptions {
  /** Holds index.html, studio.html, page.ts, studio/studio.ts, both style sheets with what they import, and favicon.svg. */
  readonly sourceFolder: string;
  /** Created if missing; other files in it stay. */
  readonly outFolder: string;
  /** Path under which the function is served, with or without a trailing slash. */
  readonly basePath: string;
  readonly siteName: string;
  /** IANA name of the time zone in which the page shows dates. */
  readonly timeZone: string;
}

/** Current browsers: constructable style sheets, private members, `light-dark()`. */
export const SCRIPT_TARGET = "es2022";

/** From template to script and style sheet, relative to the source folder. */
const PAGES = [
  { name: "index.html", entries: { "page.js": "page.ts", "page.css": "page.css" } },
  { name: "studio.html", entries: { "studio.js": "studio/studio.ts", "studio.css": "studio.css" } },
] as const;

/**
 * Builds each page's HTML, script and style sheet, and favicon.svg. A file is written only if its bytes changed, and
 * atomically, so a watcher of the folder sees no needless changes and never half a file.
 *
 * @returns names of the files that were written
 */
export async function buildPage(options: PageOptions): Promise<string[]> {
  const { sourceFolder, outFolder, basePath, siteName, timeZone } = options;
  const values = { basePath: basePath.endsWith("/") ? basePath : `${basePath}/`, siteName, timeZone };
  const files = new Map<string, Uint8Array>();
  for (const { name, entries } of PAGES) {
    const template = await readFile(join(sourceFolder, name), "utf8");
    files.set(name, new TextEncoder().encode(fillTemplate(name, template, values)));
    for (const [target, entry] of Object.entries(entries)) {
      files.set(target, await bundle(join(sourceFolder, entry)));
    }
  }
  files.set("favicon.svg", await readFile(join(sourceFolder, "favicon.svg")));
  return writeChanged(outFolder, files);
}

/** A style sheet with its imports inlined. */
export function bundleStyles(entry: string): Promise<Uint8Array> {
  return bundle(entry);
}

async function bundle(entry: string): Promise<Uint8Array> {
  // Only in a checkout: an installed package builds no page and has no esbuild.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: SCRIPT_TARGET,
    charset: "utf8",
    write: false,
    logLevel: "silent",
  });
  const [target] = outputFiles;
  if (target === undefined) throw new Error(`esbuild made no file of ${entry}`);
  return target.contents;
}

function fillTemplate(file: string, template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/%([a-zA-Z]+)%/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) {
      const known = Object.keys(values).join(", ");
      throw new Error(`${file} asks for ${placeholder}; what can be filled in is ${known}.`);
    }
    return escapeHtml(value);
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Safe in text and in quoted attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
