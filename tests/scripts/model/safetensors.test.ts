// The safetensors reader: three float types, and files that are damaged or ask for what can't be.

import { describe, expect, it } from "vitest";
import { SafetensorsFile } from "../../../scripts/model/safetensors.ts";
import { floatBytes, type RawTensor, safetensorsBytes } from "../../support/safetensors-bytes.ts";

const VALUES = Float32Array.of(0, 1, -1.5, 2 ** -14, 96, -0.125);
const tensor = (dtype: "F32" | "F16" | "BF16"): RawTensor => ({
  dtype,
  shape: [2, 3],
  bytes: floatBytes(VALUES, dtype),
});
const read = (bytes: Uint8Array) => new SafetensorsFile(bytes, "m.safetensors");

describe("SafetensorsFile", () => {
  it.each(["F32", "F16", "BF16"] as const)("reads %s as floats", (dtype) => {
    // One byte in front, so that nothing behind it is aligned; as a Buffer, as files are read.
    const odd: RawTensor = { dtype: "U8", shape: [1], bytes: Uint8Array.of(7) };
    const file = read(Buffer.from(safetensorsBytes({ odd, weight: tensor(dtype) })));
    expect([...file.names]).toEqual(["odd", "weight"]);
    expect(file.floats("weight")).toEqual({ shape: [2, 3], values: VALUES });
    expect(file.floats("other")).toBeNull();
  });

  it("reads the edges of half precision", () => {
    const halves = Uint16Array.of(0x0001, 0x8001, 0x03ff, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0x3555);
    const file = read(
      safetensorsBytes({ x: { dtype: "F16", shape: [8], bytes: new Uint8Array(halves.buffer) } }),
    );
    const expected = [
      2 ** -24,
      -(2 ** -24),
      1023 * 2 ** -24,
      65504,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      0.333251953125,
    ];
    expect(Array.from(file.floats("x")?.values ?? [])).toEqual(expected);
  });

  const whole = () => safetensorsBytes({ weight: tensor("F32") });
  const changed = (change: (header: Record<string, unknown>) => unknown) =>
    safetensorsBytes({ weight: tensor("F32") }, change);
  const entry = (part: object) =>
    changed((header) => ({ ...header, weight: { ...(header.weight as object), ...part } }));
  const withLength = (length: bigint) => {
    const bytes = whole();
    new DataView(bytes.buffer).setBigUint64(0, length, true);
    return bytes;
  };

  it.each([
    ["a file shorter than its first number", () => whole().subarray(0, 7), "has 7 bytes"],
    ["a header longer than the file", () => withLength(10_000n), "says its header has 10000 bytes; at most"],
    ["a header of 2^63 bytes", () => withLength(2n ** 63n), "9223372036854775808 bytes"],
    ["a header that is no JSON", () => withLength(5n), "isn't valid JSON"],
    ["a header that is no object", () => changed(() => [1]), "isn't a JSON object"],
    ["a file that was cut", () => whole().subarray(0, -1), "has 23 bytes of data but describes 24"],
    [
      "a file with more data than it describes",
      () => new Uint8Array([...whole(), 0]),
      "has 25 bytes of data",
    ],
    ["data that begins before 0", () => entry({ data_offsets: [-4, 20] }), 'wrong at "data_offsets.0"'],
    ["data that ends before it begins", () => entry({ data_offsets: [0, -1] }), '"data_offsets.1"'],
    ["a hole in the data", () => entry({ data_offsets: [4, 24] }), "should begin at 0"],
    ["a length that is no number", () => entry({ shape: ["6"] }), 'wrong at "shape.0"'],
    ["a tensor without a type", () => entry({ dtype: 3 }), 'wrong at "dtype"'],
  ] as const)("refuses %s", (_, bytes, message) => {
    expect(() => read(bytes())).toThrow(message);
  });

  it.each([
    ["of another type", { dtype: "I64" }, "has type I64; supported are F32, F16, BF16"],
    ["whose shape does not fit its bytes", { shape: [2, 4] }, "has 24 bytes; F32 [2,4] has 32"],
    ["whose shape is beyond all memory", { shape: [2 ** 40, 2 ** 40] }, "has 24 bytes"],
  ] as const)("refuses to give a tensor %s, whatever else is in the file", (_, part, message) => {
    const file = read(entry(part));
    expect(() => file.floats("weight")).toThrow(message);
  });
});
