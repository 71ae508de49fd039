// Reads a `.safetensors` file: named tensors after a JSON header. Layout, from the format's public description: u64
// length of the header, little-endian; the header, JSON by name; the data, without gaps, to the end of the file. Only
// floats are decoded; tensors of other types are fine as long as they aren't requested.

import { z } from "zod";
import { ModelFolderError } from "./model-error.ts";

const LENGTH_BYTES = 8;
/** Limit set by the format. */
const HEADER_MAX_BYTES = 100_000_000;
const MAX_DIMENSIONS = 8;
const METADATA = "__metadata__";

const size = z.int().min(0);
const tensorSchema = z.object({
  dtype: z.string(),
  shape: z.array(size).max(MAX_DIMENSIONS),
  /** Begin and end, counted from the first byte after the header. */
  data_offsets: z.tuple([size, size]),
});
const headerSchema = z.record(z.string(), z.unknown());

/** Bytes per element of the types that are decoded. */
const FLOAT_BYTES: Readonly<Record<string, number>> = { F32: 4, F16: 2, BF16: 2 };

export interface FloatTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

export class SafetensorsFile {
  readonly #tensors: ReadonlyMap<string, z.output<typeof tensorSchema>>;
  readonly #data: Uint8Array;
  readonly #file: string;

  /** Throws a ModelFolderError unless the bytes are a whole file of this format; `file` names them in messages. */
  constructor(bytes: Uint8Array, file: string) {
    this.#file = file;
    const headerBytes = headerLength(bytes, file);
    this.#data = bytes.subarray(LENGTH_BYTES + headerBytes);
    this.#tensors = readHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + headerBytes), file);
    let end = 0;
    const inOrder = [...this.#tensors].sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0]);
    for (const [name, { data_offsets }] of inOrder) {
      if (data_offsets[0] !== end || data_offsets[1] < data_offsets[0]) {
        throw new ModelFolderError(
          `${file}: the tensor "${name}" is at bytes ${data_offsets.join(" to ")}; it should begin at ${end}.`,
        );
      }
      end = data_offsets[1];
    }
    if (end !== this.#data.length) {
      throw new ModelFolderError(
        `${file} has ${this.#data.length} bytes of data but describes ${end}: it is cut off or damaged.`,
      );
    }
  }

  get names(): Iterable<string> {
    return this.#tensors.keys();
  }

  /** The tensor as floats; null if there is no tensor of that name. Throws a ModelFolderError for another type. */
  floats(name: string): FloatTensor | null {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) return null;
    const { dtype, shape, data_offsets } = tensor;
    const elementBytes = FLOAT_BYTES[dtype];
    if (elementBytes === undefined) {
      const accepted = Object.keys(FLOAT_BYTES).join(", ");
      throw new ModelFolderError(
        `${this.#file}: the tensor "${name}" has type ${dtype}; supported are ${accepted}.`,
      );
    }
    const elements = shape.reduce((product, n) => product * n, 1);
    const [begin, end] = data_offsets;
    if (end - begin !== elements * elementBytes) {
      throw new ModelFolderError(
        `${this.#file}: the tensor "${name}" has ${end - begin} bytes; ${dtype} [${shape}] has ${elements * elementBytes}.`,
      );
    }
    // Copied, because a view of wider elements must be aligned; a Buffer's own slice() doesn't copy.
    const bytes = new Uint8Array(this.#data.subarray(begin, end)).buffer;
    if (dtype === "F32") return { shape, values: new Float32Array(bytes) };
    const halves = new Uint16Array(bytes);
    return { shape, values: dtype === "F16" ? fromFloat16(halves) : fromBfloat16(halves) };
  }
}

function headerLength(bytes: Uint8Array, file: string): number {
  if (bytes.length < LENGTH_BYTES) {
    throw new ModelFolderError(
      `${file} has ${bytes.length} bytes; a safetensors file has at least ${LENGTH_BYTES}.`,
    );
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const maxLength = Math.min(HEADER_MAX_BYTES, bytes.length - LENGTH_BYTES);
  if (length > maxLength) {
    throw new ModelFolderError(
      `${file} says its header has ${length} bytes; at most ${maxLength} are possible, so it isn't a safetensors file or is cut off.`,
    );
  }
  return Number(length);
}

function readHeader(bytes: Uint8Array, file: string): Map<string, z.output<typeof tensorSchema>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ModelFolderError(`${file}: its header isn't valid JSON.`, { cause });
  }
  const header = headerSchema.safeParse(value);
  if (!header.success) {
    throw new ModelFolderError(`${file}: its header isn't a JSON object.`, { cause: header.error });
  }
  const tensors = new Map<string, z.output<typeof tensorSchema>>();
  for (const [name, entry] of Object.entries(header.data)) {
    if (name === METADATA) continue;
    const parsed = tensorSchema.safeParse(entry);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new ModelFolderError(
        `${file}: the tensor "${name}" is wrong at "${issue?.path.join(".")}": ${issue?.message}.`,
        { cause: parsed.error },
      );
    }
    tensors.set(name, parsed.data);
  }
  return tensors;
}

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. Node 22 has no Float16Array. */
function fromFloat16(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half >> 15 === 0 ? 1 : -1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    // Exponent 0 means numbers below the smallest normal one, which have no leading 1.
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** The upper half of an f32. */
function fromBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
