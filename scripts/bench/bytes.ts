// What an encoder adds to a function in bytes: ours and what onnxruntime-web needs for the same.

import { readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { kernelFiles } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { ONNXRUNTIME_WEB_FILES, peerFile } from "./peer-packages.ts";

export interface Size {
  readonly what: string;
  readonly bytes: number;
  /** Of code and modules, as a deployment counts them; null for weights, which are an asset. */
  readonly gzip: number | null;
}

/** `weights` are the bytes of each model's encoder.bin by name. */
export async function measureBytes(weights: ReadonlyMap<string, number>): Promise<Size[]> {
  const sizes: Size[] = [await encoderCode()];
  for (const [model, bytes] of weights) sizes.push({ what: `encoder.bin of ${model}`, bytes, gzip: null });
  for (const [name, path] of Object.entries(kernelFiles(openProject())))
    sizes.push(await fileSize(name, path));
  for (const file of Object.values(ONNXRUNTIME_WEB_FILES)) {
    sizes.push(await fileSize(`onnxruntime-web ${file}`, peerFile("onnxruntime-web", file)));
  }
  return sizes;
}

/** The share of `src/encoder/` in the function's bundle, minified as wrangler does with `--minify`. */
async function encoderCode(): Promise<Size> {
  const root = openProject().packageRoot;
  const { metafile, outputFiles } = await build({
    entryPoints: [join(root, "src", "worker.ts")],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["*.wasm", "*.bin", "*.html", "*.css"],
    metafile: true,
    write: false,
    outdir: "build",
  });
  const folder = relative(root, join(root, "src", "encoder"));
  let bytes = 0;
  let all = 0;
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      all += bytesInOutput;
      if (path.startsWith(`${folder}/`)) bytes += bytesInOutput;
    }
  }
  const whole = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
  // Code compresses alike throughout the bundle.
  return {
    what: "src/encoder in the function's bundle, minified",
    bytes,
    gzip: Math.round((whole * bytes) / all),
  };
}

async function fileSize(what: string, path: string): Promise<Size> {
  return { what, bytes: (await stat(path)).size, gzip: gzipSync(await readFile(path)).length };
}
