// onnxruntime-web in Node, on one thread: the same files as in its Worker.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { baselineFile, ONNXRUNTIME_WEB_FILES } from "../baseline-packages.ts";
import { createOnnxEngine, type OnnxRuntime } from "./onnxruntime.ts";

const { script, wasm } = ONNXRUNTIME_WEB_FILES;

export const engine = createOnnxEngine(async () => {
  const runtime = (await import(pathToFileURL(baselineFile("onnxruntime-web", script)).href)) as OnnxRuntime;
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.proxy = false;
  runtime.env.wasm.wasmBinary = await readFile(baselineFile("onnxruntime-web", wasm));
  return runtime;
}, "wasm");
