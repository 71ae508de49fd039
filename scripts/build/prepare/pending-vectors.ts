// Vectors that are embedded but not yet stored, appended after every batch, so that an interrupted build
// goes on where it stopped. Thrown away once the store is written. Not a format anyone else reads.

import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";

const HASH_BYTES = 32;

export class PendingVectors {
  readonly #path: string;
  readonly #recordBytes: number;
  readonly #dims: number;

  /** One file a model: `path` carries the model's fingerprint. */
  constructor(path: string, dims: number) {
    this.#path = path;
    this.#dims = dims;
    this.#recordBytes = HASH_BYTES + dims * 4;
  }

  /** Vectors by the hash of their passage (hex); a record cut off by an interruption is left out. */
  async read(): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    let bytes: Buffer;
    try {
      bytes = await readFile(this.#path);
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return found;
      throw cause;
    }
    for (let at = 0; at + this.#recordBytes <= bytes.length; at += this.#recordBytes) {
      const hash = bytes.subarray(at, at + HASH_BYTES).toString("hex");
      const vector = new Float32Array(this.#dims);
      for (let i = 0; i < this.#dims; i++) vector[i] = bytes.readFloatLE(at + HASH_BYTES + i * 4);
      if (Math.abs(Math.hypot(...vector) - 1) < 1e-3) found.set(hash, vector);
    }
    return found;
  }

  /** Appends one batch in a single write, in place of a record that an interruption cut off. */
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
