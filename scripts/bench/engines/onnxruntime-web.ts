// onnxruntime-web in Node, on one thread: the same files that its Worker runs.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { ONNXRUNTIME_WEB_FILES, peerFile } from "../peer-packages.ts";
import { createOnnxEngine, type OnnxRuntime } from "./onnxruntime.ts";

const { script, wasm } = ONNXRUNTIME_WEB_FILES;

export const engine = createOnnxEngine(async () => {
  const runtime = (await import(pathToFileURL(peerFile("onnxruntime-web", script)).href)) as OnnxRuntime;
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.proxy = false;
  runtime.env.wasm.wasmBinary = await readFile(peerFile("onnxruntime-web", wasm));
  return runtime;
}, "wasm");
