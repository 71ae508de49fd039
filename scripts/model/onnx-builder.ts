// Builds an ONNX graph node by node and returns the file's bytes, with the same messages that onnx-graph.ts reads. What
// an operator accepts isn't checked here; onnxruntime does that when it loads the file.

import { DATA_TYPE, ONNX_MESSAGES } from "./onnx-messages.ts";

/** AttributeProto.AttributeType in the public definition of the format. */
const ATTRIBUTE_TYPE = { float: 1, int: 2, tensor: 4, ints: 7 } as const;
const IR_VERSION = 8;
/** Limit of a protobuf message. */
const FILE_MAX_BYTES = 2 ** 31 - 1;

export interface NewNode {
  opType: string;
  name: string;
  /** Empty or missing for ONNX's own operators. */
  domain?: string;
  input: string[];
  output: string[];
  attribute: NewAttribute[];
}
export interface NewAttribute {
  readonly name: string;
  readonly type: number;
  readonly f?: number;
  readonly i?: number;
  readonly ints?: readonly number[];
  readonly t?: NewTensor;
}
interface NewTensor {
  readonly name?: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly rawData: Uint8Array;
}
/** An input or output of the graph. A dimension is a length, or a name if it is free. */
export interface NewValue {
  readonly name: string;
  readonly type: keyof typeof DATA_TYPE;
  readonly dims: readonly (number | string)[];
}

export const attribute = {
  float: (name: string, f: number): NewAttribute => ({ name, f, type: ATTRIBUTE_TYPE.float }),
  int: (name: string, i: number): NewAttribute => ({ name, i, type: ATTRIBUTE_TYPE.int }),
  ints: (name: string, ints: readonly number[]): NewAttribute => ({ name, ints, type: ATTRIBUTE_TYPE.ints }),
};

export class OnnxBuilder {
  /** In the order in which they were added, in which they can also run. */
  readonly nodes: NewNode[] = [];
  readonly #tensors: NewTensor[] = [];

  /** Adds a node with one output and returns the output. */
  add(opType: string, input: readonly string[], attributes: readonly NewAttribute[] = []): string {
    return this.addWide(opType, input, 1, attributes)[0] ?? "";
  }

  /** Adds a node with several outputs and returns the outputs. */
  addWide(
    opType: string,
    input: readonly string[],
    outputs: number,
    attributes: readonly NewAttribute[] = [],
  ): string[] {
    const index = this.nodes.length;
    const output = Array.from({ length: outputs }, (_, i) => `value_${index}${i === 0 ? "" : `_${i}`}`);
    this.nodes.push({
      opType,
      name: `/${opType}_${index}`,
      input: [...input],
      output,
      attribute: [...attributes],
    });
    return output;
  }

  floats(name: string, dims: readonly number[], values: Float32Array): string {
    return this.#constant(name, "float", dims, values);
  }
  int8s(name: string, dims: readonly number[], values: Int8Array): string {
    return this.#constant(name, "int8", dims, values);
  }
  uint8s(name: string, dims: readonly number[], values: Uint8Array): string {
    return this.#constant(name, "uint8", dims, values);
  }
  /** An array of one dimension; with `dims` of [], a single number. */
  int64s(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.#constant(`ints_${this.#tensors.length}`, "int64", dims, BigInt64Array.from(values, BigInt));
  }
  int64(value: number): string {
    return this.int64s([value], []);
  }
  /** A single float, as a `Constant` node. */
  scalar(value: number): string {
    const output = `constant_${this.nodes.length}`;
    const t = { dims: [], dataType: DATA_TYPE.float, rawData: bytesOf(Float32Array.of(value)) };
    const attributes = [{ name: "value", t, type: ATTRIBUTE_TYPE.tensor }];
    this.nodes.push({ opType: "Constant", name: output, input: [], output: [output], attribute: attributes });
    return output;
  }

  /** The file's bytes; the same calls give the same bytes. Throws a RangeError for more than 2 GiB of weights. */
  finish(graph: {
    readonly name: string;
    readonly inputs: readonly NewValue[];
    readonly outputs: readonly NewValue[];
    readonly opset: number;
  }): Uint8Array {
    const weights = this.#tensors.reduce((sum, { rawData }) => sum + rawData.length, 0);
    if (weights > FILE_MAX_BYTES) {
      throw new RangeError(
        `finish: ${weights} bytes of weights are more than the ${FILE_MAX_BYTES} that fit into a file`,
      );
    }
    const type = ONNX_MESSAGES.lookupType("ModelProto");
    const message = type.fromObject({
      irVersion: IR_VERSION,
      opsetImport: [{ domain: "", version: graph.opset }],
      graph: {
        name: graph.name,
        node: this.nodes,
        initializer: this.#tensors,
        input: graph.inputs.map(toValueInfo),
        output: graph.outputs.map(toValueInfo),
      },
    });
    return type.encode(message).finish();
  }

  #constant(
    name: string,
    type: keyof typeof DATA_TYPE,
    dims: readonly number[],
    values: ArrayBufferView,
  ): string {
    this.#tensors.push({ name, dims, dataType: DATA_TYPE[type], rawData: bytesOf(values) });
    return name;
  }
}

function toValueInfo({ name, type, dims }: NewValue): object {
  const dim = dims.map((length) =>
    typeof length === "number" ? { dimValue: length } : { dimParam: length },
  );
  return { name, type: { tensorType: { elemType: DATA_TYPE[type], shape: { dim } } } };
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
