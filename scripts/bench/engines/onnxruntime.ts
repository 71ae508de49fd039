// A BERT run by any build of onnxruntime: from ids to the unit vector of the mean over all tokens. It declares the part
// of onnxruntime's interface that it uses, because the packages are not installed with ours.

import type { BenchEngine } from "../engine.ts";

export interface OnnxRuntime {
  readonly env: { readonly wasm: { numThreads?: number; proxy?: boolean; wasmBinary?: Uint8Array } };
  readonly Tensor: new (type: "int64", data: BigInt64Array, shape: readonly number[]) => object;
  readonly InferenceSession: {
    create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
}
interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, object>>): Promise<Readonly<Record<string, { readonly data: unknown }>>>;
}

/** A text for our encoder and its token ids for onnxruntime, special tokens included. */
export interface EncodeInput {
  readonly text: string;
  readonly ids: readonly number[];
}

/** One thread, as in an isolate. */
const SESSION_OPTIONS = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
} as const;

export function createOnnxEngine(
  open: () => Promise<OnnxRuntime>,
  executionProvider: string,
): BenchEngine<EncodeInput> {
  let loaded: { runtime: OnnxRuntime; session: OnnxSession } | null = null;
  return {
    async load(bytes) {
      const runtime = await open();
      const options = { ...SESSION_OPTIONS, executionProviders: [executionProvider] };
      loaded = { runtime, session: await runtime.InferenceSession.create(bytes, options) };
    },
    prepare(inputs) {
      if (loaded === null) throw new Error("the engine has no model");
      const { runtime, session } = loaded;
      return inputs.map(({ ids }) => {
        const shape = [1, ids.length];
        const tensor = (data: BigInt64Array) => new runtime.Tensor("int64", data, shape);
        const inputTensors: Readonly<Record<string, object>> = {
          input_ids: tensor(BigInt64Array.from(ids, BigInt)),
          attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
          token_type_ids: tensor(new BigInt64Array(ids.length)),
        };
        const feeds: Record<string, object> = {};
        for (const name of session.inputNames) {
          const feed = inputTensors[name];
          if (feed === undefined) throw new Error(`the model wants the unknown input ${name}`);
          feeds[name] = feed;
        }
        const output = session.outputNames[0] ?? "";
        return async () => {
          const states = (await session.run(feeds))[output]?.data;
          if (!(states instanceof Float32Array)) throw new Error(`the output ${output} is no float tensor`);
          return meanOfUnitLength(states, ids.length);
        };
      });
    },
  };
}

/** `states` is `Float32Array[tokens * dims]`. */
function meanOfUnitLength(states: Float32Array, tokens: number): Float32Array {
  const dims = states.length / tokens;
  const mean = new Float32Array(dims);
  for (let i = 0; i < states.length; i++) mean[i % dims] = (mean[i % dims] ?? 0) + (states[i] ?? 0);
  let squares = 0;
  for (const x of mean) squares += x * x;
  return mean.map((x) => x / Math.sqrt(squares));
}
