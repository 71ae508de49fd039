// The kernels' WebAssembly (AssemblyScript in src/kernels/) for the encoder and the scan: which of the two builds this
// engine can run, and the exports with their types. All arguments are byte offsets, counts or floats.

/** Both builds give the same numbers, bit for bit; the relaxed one is faster thanks to its 8-bit dot product. */
export interface KernelModules {
  readonly base: WebAssembly.Module;
  readonly relaxed: WebAssembly.Module | null;
}

/** The functions in src/kernels/ document the arguments and their shapes. */
export interface Kernels {
  embed(
    ids: number,
    rows: number,
    width: number,
    words: number,
    wordScales: number,
    positions: number,
    states: number,
  ): void;
  normalise(states: number, rows: number, width: number, weight: number, bias: number, epsilon: number): void;
  addAndNormalise(
    states: number,
    change: number,
    rows: number,
    width: number,
    weight: number,
    bias: number,
    epsilon: number,
  ): void;
  quantise(from: number, rows: number, width: number, to: number, scales: number, offsets: number): void;
  product(
    values: number,
    scales: number,
    offsets: number,
    rows: number,
    inputs: number,
    weights: number,
    sums: number,
    weightScales: number,
    bias: number,
    outputs: number,
    to: number,
  ): void;
  attend(
    query: number,
    key: number,
    value: number,
    mixed: number,
    rows: number,
    stride: number,
    width: number,
    keys: number,
    scores: number,
  ): void;
  gelu(values: number, count: number): void;
  poolMean(states: number, rows: number, width: number, to: number): number;
  poolFirst(states: number, rows: number, width: number, to: number): number;
  rowSums(vectors: number, rows: number, width: number, to: number): void;
  scan(
    query: number,
    digits: number,
    queryScale: number,
    vectors: number,
    rowScales: number,
    sums: number,
    rows: number,
    width: number,
    scores: number,
  ): void;
  selectLargest(scores: number, rows: number, count: number, to: number): number;
}

/** A module of one function that uses the relaxed dot product: three splats, the product, end. */
const RELAXED_PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x13, 0x01, 0x11, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x41, 0x00, 0xfd, 0x0f, 0x41, 0x00, 0xfd, 0x0f],
  ...[0xfd, 0x93, 0x02, 0x0b],
);

/** True if this engine supports relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(RELAXED_PROBE);
}

export function chooseModule({ base, relaxed }: KernelModules): WebAssembly.Module {
  return relaxed !== null && hasRelaxedSimd() ? relaxed : base;
}

export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
