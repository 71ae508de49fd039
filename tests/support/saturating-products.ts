// Whether onnxruntime's integer product saturates on this processor. Without dot-product instructions (VNNI) it adds
// products of unsigned and signed bytes in pairs of 16 bits, too few for 255 × 127 twice; its documentation recommends
// 7-bit weights there. With 8-bit weights onnxruntime then computes something else than the model says.

import { InferenceSession, Tensor } from "onnxruntime-node";
import { OnnxBuilder } from "../../scripts/model/onnx-builder.ts";

const LENGTH = 32;

/** Of unsigned activations and signed weights, the largest there are. */
export async function productsSaturate(): Promise<boolean> {
  const graph = new OnnxBuilder();
  const weights = graph.int8s("weights", [LENGTH, LENGTH], new Int8Array(LENGTH * LENGTH).fill(127));
  const product = graph.add("MatMulInteger", ["states", weights]);
  const file = graph.finish({
    name: "product",
    inputs: [{ name: "states", type: "uint8", dims: [1, LENGTH] }],
    outputs: [{ name: product, type: "int32", dims: [1, LENGTH] }],
    opset: 14,
  });
  const session = await InferenceSession.create(file);
  const states = new Tensor("uint8", new Uint8Array(LENGTH).fill(255), [1, LENGTH]);
  const { [product]: found } = await session.run({ states });
  return Array.from(found?.data ?? [], Number).some((sum) => sum !== 255 * 127 * LENGTH);
}
