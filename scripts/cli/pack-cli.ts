// Runs before `npm pack`: bundles the command line as plain JavaScript into dist/, because Node doesn't strip types under
// node_modules. @xenova/transformers is bundled too, so that an installation needs no overrides: its image library would
// download a binary, and text needs neither that nor onnxruntime for browsers.

import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { buildKernels, kernelFiles } from "../build/kernels.ts";
import { createReport } from "../terminal/report.ts";

const unused: Plugin = {
  name: "leave out image and browser back ends",
  setup(context) {
    context.onResolve({ filter: /^(?:sharp|onnxruntime-web)$/ }, ({ path }) => ({
      path,
      namespace: "unused",
    }));
    context.onLoad({ filter: /.*/, namespace: "unused" }, () => ({
      contents: "export default {};",
      loader: "js",
    }));
  },
};

const checkout = { packageRoot: process.cwd() };
await buildKernels(checkout, createReport());
await rm("dist", { recursive: true, force: true });
for (const [name, path] of Object.entries(kernelFiles(checkout)))
  await cp(path, join("dist", "kernels", name));
await build({
  // The server is an entry of its own, so that a container needs no packages to run it.
  entryPoints: { cli: "scripts/cli.ts", serve: "scripts/serving/serve.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["onnxruntime-node", "vectra", "protobufjs", "esbuild", "assemblyscript", "@hono/zod-openapi"],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  plugins: [unused],
  logLevel: "warning",
});
