// Before `npm pack`: the command line as plain JavaScript in dist/, since Node strips no types under
// node_modules. @xenova/transformers is bundled, so that an installation needs no overrides: its image library
// downloads a binary at install, and text needs neither that nor onnxruntime for browsers.

import { rm } from "node:fs/promises";
import { build, type Plugin } from "esbuild";

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

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: ["scripts/cli.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["onnxruntime-node", "vectra", "protobufjs", "esbuild"],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  plugins: [unused],
  logLevel: "warning",
});
