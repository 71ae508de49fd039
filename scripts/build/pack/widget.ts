// The web components as files that the function serves: two bundles, each under a plain name and a name with a hash of
// its content, and the texts of the languages that are fetched on demand.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeChanged } from "../../files/whole-file.ts";
import { bundleStyles, SCRIPT_TARGET } from "./page.ts";

export interface WidgetOptions {
  /** Contains the entries of BUNDLES and `strings/`. */
  readonly sourceFolder: string;
  /** Created if missing; other files in it stay, because a page may still use an earlier bundle. */
  readonly outFolder: string;
  /** IANA name of the time zone in which the site dates its articles. */
  readonly timeZone: string;
  /** Whether the function accepts events. */
  readonly events: boolean;
}

/** A bundle's plain name, its name with the hash, and its digest for the attribute `integrity`. */
export interface Bundle {
  readonly name: string;
  readonly hashedName: string;
  readonly integrity: string;
}

const BUNDLES = ["widget", "related"] as const;
const HASH_DIGITS = 16;

/** Members of our classes and objects whose names are used by no page, response, text, attribute or DOM node. */
export const SHORTENED: readonly string[] =
  `announce ask begin bundled chosen client day dispatch filtered follow followed hasFailed hit isModal isNearest level locale
nodes present report request resultsLabel searchState setBusy side submitted total translateText typed`.split(
    /\s/,
  );

export async function buildWidget({ sourceFolder, outFolder, timeZone, events }: WidgetOptions): Promise<{
  readonly bundles: readonly Bundle[];
  /** Names of the files that were written because their bytes changed. */
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

/** The bundles that a build wrote; none if the function's source is not there. */
export async function readBundles(folder: string): Promise<Bundle[]> {
  const names = BUNDLES.filter((name) => existsSync(join(folder, `${name}.js`)));
  return Promise.all(names.map(async (name) => bundleOf(name, await readFile(join(folder, `${name}.js`)))));
}

function bundleOf(name: string, bytes: Uint8Array): Bundle {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, HASH_DIGITS);
  return {
    name: `${name}.js`,
    hashedName: `${name}-${hash}.js`,
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
  };
}

/** Placeholder for the address of the deployed Worker, which is in no configuration. */
const WORKER_ORIGIN = "https://YOUR-WORKER.example";

/** The script element that loads a bundle; `basePath` with or without a trailing slash. */
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
  // Only single expressions are inlined: everything else is shorter as a function.
  const compress = { passes: 3, ecma: 2020, inline: 1, unsafe_arrows: true } as const;
  const { code } = await minify(made.text, { module: true, compress, format: { ascii_only: false } });
  if (code === undefined) throw new Error(`terser made nothing of ${entry}`);
  return new TextEncoder().encode(`${code}\n`);
}
