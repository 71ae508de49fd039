// The interface of a forward pass, which turns token ids into a vector. Implementations differ in speed and rounding,
// not in what they compute.

export interface ForwardPass {
  /**
   * Unit vector, `Float32Array[dims]`, of 3 to `maxTokens` token ids. `onStates` receives the states after the
   * embeddings and after each layer, `Float32Array[tokens × hidden]`, which are valid only during the call.
   */
  run(ids: Int32Array, onStates?: (states: Float32Array) => void): Float32Array;
}

/** Throws an Error for a length of zero or infinity: such a vector has no direction. */
export function requireDirection(length: number): void {
  if (length > 0 && Number.isFinite(length)) return;
  throw new Error(
    `The model returned a vector of length ${length}, so its weights can't be those of a sentence encoder.`,
  );
}
