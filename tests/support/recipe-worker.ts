// The Worker of recipes/worker in workerd, several with different variables, each at its own address. It sends its
// requests over the network, as on Cloudflare.

import { resolve } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { unstable_readConfig } from "wrangler";

export const RECIPE_CONFIG = "recipes/worker/wrangler.toml";

export type Variables = Readonly<Record<string, string | number>>;

export interface RecipeWorkers<Name extends string> {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly urls: Readonly<Record<Name, string>>;
  /** Lines that they have written so far. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/** `variants` differ from wrangler.toml by these variables, and have no service bound. */
export async function startRecipeWorkers<Name extends string>(
  variants: Readonly<Record<Name, Variables>>,
): Promise<RecipeWorkers<Name>> {
  const { main, compatibility_date, vars } = unstable_readConfig({ config: RECIPE_CONFIG });
  if (main === undefined || compatibility_date === undefined)
    throw new Error(`${RECIPE_CONFIG} lacks a field`);
  const built = await build({ entryPoints: [main], bundle: true, format: "esm", write: false });
  const contents = built.outputFiles[0]?.text ?? "";
  const names = Object.keys(variants) as Name[];
  const lines: string[] = [];
  const miniflare = new Miniflare({
    ...{ host: "127.0.0.1", port: 0, cf: false, telemetry: { enabled: false } },
    handleStructuredLogs: ({ message }) => lines.push(message),
    workers: names.map((name) => ({
      config: {
        name,
        compatibilityDate: compatibility_date,
        manifest: {
          ...{ mainModule: "worker.mjs", modulesRoot: resolve(".") },
          modules: { "worker.mjs": { type: "esm" as const, contents } },
        },
        env: bindingsOf({ ...(vars as Variables), ...variants[name] }),
        exports: {},
      },
      dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] },
    })),
  });
  await miniflare.ready;
  const urls = names.map(async (name) => [name, (await miniflare.unsafeGetDirectURL(name)).origin] as const);
  return {
    urls: Object.fromEntries(await Promise.all(urls)) as Record<Name, string>,
    lines,
    stop: () => miniflare.dispose(),
  };
}

function bindingsOf(variables: Variables) {
  const entries = Object.entries(variables);
  return Object.fromEntries(entries.map(([name, value]) => [name, { type: "json" as const, value }]));
}
