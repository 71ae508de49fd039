// The web components as files that the function serves: two bundles, each under its plain name and under one that tells
// its content, and the words of the languages that are fetched on demand.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeChanged } from "../../files/whole-file.ts";
import { bundleStyles, SCRIPT_TARGET } from "./page.ts";

export interface WidgetOptions {
  /** Holds the entries of BUNDLES and `strings/`. */
  readonly sourceFolder: string;
  /** Made if it is missing; what else lies in it stays: a page may still name a bundle of before. */
  readonly outFolder: string;
  /** IANA name of the zone in which the site dates its articles. */
  readonly timeZone: string;
  /** Whether the function takes events. */
  readonly events: boolean;
}

/** A bundle's plain name, the one by its content, and its digest as the attribute `integrity` takes it. */
export interface Bundle {
  readonly name: string;
  readonly hashedName: string;
  readonly integrity: string;
}

const BUNDLES = ["widget", "related"] as const;
const HASH_DIGITS = 16;

/** Members of our classes and objects that no page uses, no answer, word or attribute is called, and no node has. */
export const SHORTENED: readonly string[] =
  `ask begin bundled chosen client day filtered follow followed hasFailed hit isModal isNearest level locale nodes
present report request resultsLabel say setBusy side submitted tell total typed wish`.split(/\s/);

export async function buildWidget({ sourceFolder, outFolder, timeZone, events }: WidgetOptions): Promise<{
  readonly bundles: readonly Bundle[];
  /** Names of the files that were written: those whose bytes changed. */
  readonly written: readonly string[];
}> {
  const files = new Map<string, Uint8Array>();
  const bundles: Bundle[] = [];
  for (const name of BUNDLES) {
    const bytes = await bundleScript(join(sourceFolder, `${name}.ts`), { timeZone, events });
    const bundle = bundleOf(name, bytes);
    bundles.push(bundle);
    files.set(bundle.name, bytes).set(bundle.hashedName, bytes);
  }
  const strings = join(sourceFolder, "strings");
  for (const file of await readdir(strings))
    files.set(`strings-${file}`, await readFile(join(strings, file)));
  return { bundles, written: await writeChanged(outFolder, files) };
}

/** What a build has written; none where the function's source was not there. */
export async function readBundles(folder: string): Promise<Bundle[]> {
  const found = BUNDLES.filter((name) => existsSync(join(folder, `${name}.js`)));
  return Promise.all(found.map(async (name) => bundleOf(name, await readFile(join(folder, `${name}.js`)))));
}

function bundleOf(name: string, bytes: Uint8Array): Bundle {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, HASH_DIGITS);
  return {
    name: `${name}.js`,
    hashedName: `${name}-${hash}.js`,
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
  };
}

/** Stands for the address that the Worker is deployed at, which no configuration has. */
const WORKER_ORIGIN = "https://YOUR-WORKER.example";

/** The script element by which a page loads a bundle; `basePath` with or without a slash at its end. */
export function scriptTag({ hashedName, integrity }: Bundle, basePath: string): string {
  const src = `${WORKER_ORIGIN}${basePath.replace(/\/$/, "")}/${hashedName}`;
  return `<script type="module" src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;
}

async function bundleScript(
  entry: string,
  site: Pick<WidgetOptions, "timeZone" | "events">,
): Promise<Uint8Array> {
  const { build } = await import("esbuild");
  const { minify } = await import("terser");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: SCRIPT_TARGET,
    charset: "utf8",
    mangleProps: new RegExp(`^(?:${SHORTENED.join("|")})$`),
    define: { SITE: JSON.stringify(site) },
    plugins: [
      {
        name: "style sheets as text",
        setup: (building) =>
          building.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
            contents: new TextDecoder()
              .decode(await bundleStyles(path))
              .trim()
              .replaceAll(/([:,]) /g, "$1"),
            loader: "text",
          })),
      },
    ],
    write: false,
    logLevel: "silent",
  });
  const [made] = outputFiles;
  if (made === undefined) throw new Error(`esbuild made no file of ${entry}`);
  // Only what is a single expression is written out where it is called: the rest is shorter as a function.
  const compress = { passes: 3, ecma: 2020, inline: 1, unsafe_arrows: true } as const;
  const { code } = await minify(made.text, { module: true, compress, format: { ascii_only: false } });
  if (code === undefined) throw new Error(`terser made nothing of ${entry}`);
  return new TextEncoder().encode(`${code}\n`);
}
