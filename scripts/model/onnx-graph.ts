// Reads an ONNX file as a graph to walk through: nodes by what they produce and by what they consume, constants by
// name. It runs nothing and knows nothing about BERT.

import { z } from "zod";
import { ModelFolderError } from "./model-error.ts";
import { DATA_TYPE, ONNX_MESSAGES } from "./onnx-messages.ts";

const EXTERNAL = 1;

const bytes = z.instanceof(Uint8Array);
const tensorSchema = z.object({
  name: z.string(),
  dims: z.array(z.number()),
  dataType: z.number(),
  floatData: z.array(z.number()),
  int32Data: z.array(z.number()),
  rawData: bytes,
  dataLocation: z.number(),
});
type TensorMessage = z.output<typeof tensorSchema>;

const nodeSchema = z.object({
  name: z.string(),
  opType: z.string(),
  /** Empty for ONNX's own operators. */
  domain: z.string(),
  input: z.array(z.string()),
  output: z.array(z.string()),
  attribute: z.array(
    z.object({
      name: z.string(),
      f: z.number(),
      i: z.number(),
      ints: z.array(z.number()),
      s: bytes,
      t: tensorSchema.nullable(),
    }),
  ),
});
export type OnnxNode = z.output<typeof nodeSchema>;

const modelSchema = z.object({
  graph: z.object({
    node: z.array(nodeSchema),
    initializer: z.array(tensorSchema),
    input: z.array(z.object({ name: z.string() })),
  }),
});

/** A constant of the graph, `shape` row-major. */
export type Tensor =
  | {
      readonly kind: "float";
      readonly name: string;
      readonly shape: readonly number[];
      readonly values: Float32Array;
    }
  | {
      readonly kind: "int8";
      readonly name: string;
      readonly shape: readonly number[];
      readonly values: Int8Array;
    }
  | {
      readonly kind: "uint8";
      readonly name: string;
      readonly shape: readonly number[];
      readonly values: Uint8Array;
    };

export class OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly #producers = new Map<string, OnnxNode>();
  readonly #consumers = new Map<string, OnnxNode[]>();
  readonly #tensors = new Map<string, TensorMessage>();

  /** Throws a ModelFolderError unless the bytes are an ONNX model; `file` names them in messages. */
  constructor(contents: Uint8Array, file: string) {
    const { node, initializer } = decode(contents, file);
    this.nodes = node;
    for (const tensor of initializer) this.#tensors.set(tensor.name, tensor);
    for (const item of node) {
      for (const output of item.output) this.#producers.set(output, item);
      for (const input of item.input) {
        const consumers = this.#consumers.get(input);
        if (consumers === undefined) this.#consumers.set(input, [item]);
        else if (!consumers.includes(item)) consumers.push(item);
      }
      const value =
        item.opType === "Constant" ? item.attribute.find(({ name }) => name === "value")?.t : null;
      if (value != null && item.output[0] !== undefined) this.#tensors.set(item.output[0], value);
    }
  }

  /** Names of all constants, initialisers and `Constant` nodes. */
  get constants(): Iterable<string> {
    return this.#tensors.keys();
  }
  isConstant(name: string): boolean {
    return this.#tensors.has(name);
  }
  producer(name: string): OnnxNode | null {
    return this.#producers.get(name) ?? null;
  }
  consumers(name: string): readonly OnnxNode[] {
    return this.#consumers.get(name) ?? [];
  }
  /**
   * The only node that uses a value. Throws a ModelFolderError if there are more or none, or if it is of another kind.
   */
  onlyConsumer(value: string, kinds: readonly string[]): OnnxNode {
    const consumers = this.consumers(value);
    const [node] = consumers;
    if (node !== undefined && consumers.length === 1 && kinds.includes(node.opType)) return node;
    const nodes = consumers.map(describeNode).join(", ") || "no node";
    throw new ModelFolderError(`"${value}" is used by ${nodes}; one ${kinds.join(" or ")} node is expected.`);
  }
  /**
   * The constant of that name; null if there is none. Throws a ModelFolderError if it has another type or is stored in
   * another file.
   */
  constant(name: string): Tensor | null {
    const message = this.#tensors.get(name);
    return message === undefined ? null : readTensor(name, message);
  }
}

/** How messages name a node. */
export function describeNode(node: OnnxNode): string {
  const isStandard = node.domain === "" || node.domain === "ai.onnx";
  return `${isStandard ? "" : `${node.domain}.`}${node.opType} node "${node.name || node.output[0]}"`;
}

/** How messages name the producer of a value, `graph.producer(value)`. */
export function describeProducer(node: OnnxNode | null): string {
  return node === null ? "an input or a constant" : `the ${describeNode(node)}`;
}

function decode(contents: Uint8Array, file: string): z.output<typeof modelSchema>["graph"] {
  try {
    const type = ONNX_MESSAGES.lookupType("ModelProto");
    const plain: unknown = type.toObject(type.decode(contents), {
      longs: Number,
      defaults: true,
      arrays: true,
    });
    return modelSchema.parse(plain).graph;
  } catch (cause) {
    throw new ModelFolderError(`${file} (${contents.length} bytes) isn't a readable ONNX model.`, { cause });
  }
}

function readTensor(name: string, message: TensorMessage): Tensor {
  const { dims: shape, dataType, rawData, floatData, int32Data, dataLocation } = message;
  if (dataLocation === EXTERNAL) {
    throw new ModelFolderError(
      `The weight "${name}" is stored outside the ONNX file; export the model as a single file.`,
    );
  }
  const elements = shape.reduce((product, n) => product * n, 1);
  // A copy begins at byte 0 of its own buffer, as views of wider elements need.
  const raw = new Uint8Array(rawData);
  const sized = <T extends Float32Array | Int8Array | Uint8Array>(values: T): T => {
    if (values.length === elements) return values;
    throw new ModelFolderError(
      `The weight "${name}" has ${values.length} values, but its shape [${shape}] has ${elements}.`,
    );
  };
  switch (dataType) {
    case DATA_TYPE.float: {
      const whole = raw.length - (raw.length % Float32Array.BYTES_PER_ELEMENT);
      const values =
        raw.length > 0 ? new Float32Array(raw.buffer.slice(0, whole)) : Float32Array.from(floatData);
      return { kind: "float", name, shape, values: sized(values) };
    }
    case DATA_TYPE.int8:
      return {
        kind: "int8",
        name,
        shape,
        values: sized(raw.length > 0 ? new Int8Array(raw.buffer) : Int8Array.from(int32Data)),
      };
    case DATA_TYPE.uint8:
      return { kind: "uint8", name, shape, values: sized(raw.length > 0 ? raw : Uint8Array.from(int32Data)) };
    default:
      throw new ModelFolderError(
        `The weight "${name}" has ONNX data type ${dataType}; supported are float (1), uint8 (2) and int8 (3).`,
      );
  }
}
