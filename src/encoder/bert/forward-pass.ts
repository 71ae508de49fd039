// What turns word pieces into a vector. Implementations differ in speed and in rounding, never in what they compute.

export interface ForwardPass {
  /**
   * Unit vector, `Float32Array[dims]`, of 3 to `maxTokens` token ids. `onStates` sees the states after the embeddings
   * and after each layer, `Float32Array[tokens × hidden]`, valid during the call.
   */
  run(ids: Int32Array, onStates?: (states: Float32Array) => void): Float32Array;
}

/** A vector of no length or of infinite length has no direction. */
export function requireDirection(length: number): void {
  if (length > 0 && Number.isFinite(length)) return;
  throw new Error(
    `The model gave a vector of length ${length}; its weights are not those of a sentence encoder.`,
  );
}
