// An engine in a separate process, as the benchmark sees it: requests to it, and what they cost in CPU and memory.

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { cpuMilliseconds, residentBytes } from "./process-usage.ts";

const REQUEST_TIMEOUT_MS = 300_000;

const portMessage = z.object({ port: z.int() });
const answersSchema = z.object({ answers: z.array(z.array(z.number())) });

export interface EngineSource {
  /** Bytes are sent with the request; a path is read by the process itself. */
  readonly model: Uint8Array<ArrayBuffer> | { readonly file: string } | null;
  readonly options?: Readonly<Record<string, string>>;
}

export interface LoadCost {
  /** CPU milliseconds. */
  readonly cpu: number;
  /**
   * Growth of resident memory in bytes, after a garbage collection. Null if the model was sent: workerd keeps the pages
   * of what it received and freed, so growth would measure those more than the engine.
   */
  readonly resident: number | null;
}

export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #base: string;
  readonly #cleanUp: () => Promise<void>;

  /** `cleanUp` runs when the process has ended. */
  constructor(child: ChildProcess, port: number, cleanUp: () => Promise<void> = async () => undefined) {
    this.#child = child;
    this.#base = `http://127.0.0.1:${port}`;
    this.#cleanUp = cleanUp;
  }

  async load({ model, options = {} }: EngineSource): Promise<LoadCost> {
    const parameters = new URLSearchParams({ ...options });
    if (model !== null && "file" in model) parameters.set("file", model.file);
    const body = model !== null && !("file" in model) ? model : new Uint8Array();
    // A process's first request takes memory that is not the engine's.
    await this.#post("/run?times=0");
    await this.#post("/collect");
    const [cpu, resident] = [this.#cpu(), this.resident()];
    await this.#post(`/load?${parameters}`, body);
    const used = this.#cpu() - cpu;
    await this.#post("/collect");
    const measurable = body.length === 0;
    return { cpu: used, resident: measurable ? this.resident() - resident : null };
  }

  async prepare(inputs: readonly unknown[]): Promise<void> {
    await this.#post("/prepare", JSON.stringify(inputs));
  }

  /** One list of numbers for each input, in order. */
  async answers(): Promise<number[][]> {
    return answersSchema.parse(JSON.parse(await this.#post("/answers"))).answers;
  }

  /** CPU milliseconds of a request that computes `times` times. */
  async run(times: number): Promise<number> {
    const before = this.#cpu();
    await this.#post(`/run?times=${times}`);
    return this.#cpu() - before;
  }

  resident(): number {
    return residentBytes(this.#pid());
  }

  async stop(): Promise<void> {
    const over = new Promise((resolve) => this.#child.once("exit", resolve));
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.kill("SIGTERM"))
      await over;
    await this.#cleanUp();
  }

  #cpu(): number {
    return cpuMilliseconds(this.#pid());
  }

  #pid(): number {
    if (this.#child.pid === undefined || this.#child.exitCode !== null)
      throw new Error("the engine's process has ended");
    return this.#child.pid;
  }

  async #post(path: string, body: BodyInit = ""): Promise<string> {
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const response = await fetch(this.#base + path, { method: "POST", body, signal });
    const text = await response.text();
    if (!response.ok) throw new Error(`An engine answered ${response.status} to ${path}: ${text}`);
    return text;
  }
}

/** Starts Node with an engine: a module in `engines/` that exports `engine`. */
export async function startInNode(engineModule: string): Promise<EngineProcess> {
  const child = fork(
    join(import.meta.dirname, "node-host.ts"),
    [join(import.meta.dirname, "engines", engineModule)],
    {
      execArgv: ["--expose-gc"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(portMessage.parse(message).port));
    child.once("exit", (code) => reject(new Error(`${engineModule} ended with ${code} before it listened`)));
  });
  return new EngineProcess(child, port);
}
