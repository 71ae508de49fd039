// A model's states after the embeddings and after each layer, as onnxruntime computes them in f32 from the model's own
// ONNX file: the outputs of its layer norms are declared outputs of the graph, and the graph is run.

import { readFileSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { OnnxGraph } from "../../scripts/model/onnx-graph.ts";
import { ONNX_MESSAGES } from "../../scripts/model/onnx-messages.ts";

const FLOAT = 1;

export interface GoldenStates {
  /** `Float32Array[tokens × hidden]` after the embeddings and after each layer. */
  statesOf(ids: Int32Array): Promise<Float32Array[]>;
}

export async function openGoldenStates(path: string, layers: number): Promise<GoldenStates> {
  const contents = readFileSync(path);
  const graph = new OnnxGraph(contents, path);
  const norms = ["embeddings", ...Array.from({ length: layers }, (_, i) => `encoder.layer.${i}.output`)];
  const outputs = norms.map((norm) => {
    const bias = [...graph.constants].find((name) => name.endsWith(`${norm}.LayerNorm.bias`)) ?? "";
    const [add] = graph.consumers(bias);
    if (add?.output[0] === undefined) throw new Error(`${path} has no layer norm ${norm}`);
    return add.output[0];
  });
  const type = ONNX_MESSAGES.lookupType("ModelProto");
  const model = type.toObject(type.decode(contents));
  model.graph.output.push(...outputs.map((name) => ({ name, type: { tensorType: { elemType: FLOAT } } })));
  const bytes = type.encode(type.fromObject(model)).finish();
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  return {
    async statesOf(ids) {
      const fill = (value: (i: number) => bigint) =>
        new Tensor(
          "int64",
          BigInt64Array.from({ length: ids.length }, (_, i) => value(i)),
          [1, ids.length],
        );
      const feeds: Record<string, Tensor> = {
        input_ids: fill((i) => BigInt(ids[i] ?? 0)),
        attention_mask: fill(() => 1n),
        token_type_ids: fill(() => 0n),
      };
      const wanted = Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]]));
      const found = await session.run(wanted as Record<string, Tensor>, outputs);
      return outputs.map((name) => found[name]?.data as Float32Array);
    },
  };
}
