// Which engines encode on which host, how each is started, and which form of the model it takes.

import { kernelFiles } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { baselineFile, ONNXRUNTIME_WEB_FILES } from "./baseline-packages.ts";
import type { BenchModel } from "./encode-models.ts";
import { type EngineProcess, startInNode } from "./engine-process.ts";
import { startInWorkerd } from "./workerd-host.ts";

export const HOSTS = ["node", "workerd"] as const;
export type Host = (typeof HOSTS)[number];

/** The engine whose vectors are checked, and the baseline that they are compared with. */
export const OURS = "backstory";
export const FLOAT_BASELINE = "onnxruntime-web float";

interface EncodeEngine {
  readonly name: string;
  start(): Promise<EngineProcess>;
  model(model: BenchModel): Uint8Array<ArrayBuffer>;
  readonly options?: Readonly<Record<string, string>>;
}

const float = (model: BenchModel) => model.floatOnnx;

/** onnxruntime-node is a native library, which a Worker can't load. */
export function encodeEngines(host: Host): readonly EncodeEngine[] {
  const [ours, web] =
    host === "node"
      ? [() => startInNode("backstory-encoder.ts"), () => startInNode("onnxruntime-web.ts")]
      : [startOursInWorkerd, startWebInWorkerd];
  const engines: EncodeEngine[] = [
    { name: OURS, start: ours, model: (model) => model.encoder },
    {
      name: `${OURS} without relaxed SIMD`,
      start: ours,
      model: (model) => model.encoder,
      options: { kernels: "base" },
    },
    { name: FLOAT_BASELINE, start: web, model: float },
  ];
  if (host === "node") {
    engines.push({
      name: "onnxruntime-node float",
      start: () => startInNode("onnxruntime-node.ts"),
      model: float,
    });
  }
  return engines;
}

function startOursInWorkerd(): Promise<EngineProcess> {
  return startInWorkerd({
    entry: "backstory-encoder-worker.ts",
    aliases: {},
    wasm: kernelFiles(openProject()),
  });
}

function startWebInWorkerd(): Promise<EngineProcess> {
  const { script, wasm } = ONNXRUNTIME_WEB_FILES;
  return startInWorkerd({
    entry: "onnxruntime-web-worker.ts",
    aliases: { "bench:onnxruntime-web": baselineFile("onnxruntime-web", script) },
    wasm: { "onnxruntime.wasm": baselineFile("onnxruntime-web", wasm) },
  });
}
