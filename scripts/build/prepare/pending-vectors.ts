// Vectors that are embedded but not yet stored, appended to a file after every batch, so that an interrupted build
// continues where it stopped. The file is deleted once the store is written; nothing else reads its format.

import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";

const HASH_BYTES = 32;

export class PendingVectors {
  readonly #path: string;
  readonly #recordBytes: number;
  readonly #dims: number;

  /** One file per model: `path` contains the model's fingerprint. */
  constructor(path: string, dims: number) {
    this.#path = path;
    this.#dims = dims;
    this.#recordBytes = HASH_BYTES + dims * 4;
  }

  /** Vectors by the hash of their passage (hex), without a record that an interruption cut off. */
  async read(): Promise<Map<string, Float32Array>> {
    const vectors = new Map<string, Float32Array>();
    let bytes: Buffer;
    try {
      bytes = await readFile(this.#path);
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return vectors;
      throw cause;
    }
    for (let at = 0; at + this.#recordBytes <= bytes.length; at += this.#recordBytes) {
      const hash = bytes.subarray(at, at + HASH_BYTES).toString("hex");
      const vector = new Float32Array(this.#dims);
      for (let i = 0; i < this.#dims; i++) vector[i] = bytes.readFloatLE(at + HASH_BYTES + i * 4);
      if (Math.abs(Math.hypot(...vector) - 1) < 1e-3) vectors.set(hash, vector);
    }
    return vectors;
  }

  /** Appends a batch in a single write, over the record that an interruption cut off if there is one. */
  async append(hashes: readonly string[], vectors: readonly Float32Array[]): Promise<void> {
    const bytes = Buffer.alloc(hashes.length * this.#recordBytes);
    for (const [index, hash] of hashes.entries()) {
      const at = index * this.#recordBytes;
      bytes.write(hash, at, "hex");
      for (const [i, x] of (vectors[index] ?? []).entries()) bytes.writeFloatLE(x, at + HASH_BYTES + i * 4);
    }
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(this.#path, "a");
    try {
      const { size } = await file.stat();
      if (size % this.#recordBytes !== 0) await file.truncate(size - (size % this.#recordBytes));
      await file.appendFile(bytes);
    } finally {
      await file.close();
    }
  }

  async discard(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}
