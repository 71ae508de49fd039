// The interface of everything that is measured: it is loaded, gets inputs, and computes each of them over and over. A
// few small requests drive it, so the same engine runs unchanged in Node and in workerd.

export interface BenchEngine<Input = unknown> {
  /** Comes first. `bytes` may be empty if `options` are enough. */
  load(bytes: Uint8Array<ArrayBuffer>, options: Readonly<Record<string, string>>): Promise<void>;
  /** One function for each input, which computes the answer afresh on every call; work that need not be repeated is
   * done here. */
  prepare(inputs: readonly Input[]): (() => Promise<ArrayLike<number>>)[];
}

/**
 * `POST /load?option=value` with bytes, `POST /prepare` with a JSON list of inputs, `POST /answers`,
 * `POST /run?times=N`, which computes N times and returns the sum of the first numbers, so that no work can be
 * optimised away. `POST /collect` collects garbage.
 */
export function createEngineHandler<Input>(
  engine: BenchEngine<Input>,
): (request: Request) => Promise<Response> {
  let prepared: (() => Promise<ArrayLike<number>>)[] = [];
  return async function handleEngineRequest(request) {
    const { pathname, searchParams } = new URL(request.url);
    try {
      switch (pathname) {
        case "/load":
          await engine.load(new Uint8Array(await request.arrayBuffer()), Object.fromEntries(searchParams));
          return Response.json({});
        case "/prepare":
          prepared = engine.prepare((await request.json()) as Input[]);
          return Response.json({});
        case "/answers": {
          const answers: number[][] = [];
          for (const compute of prepared) answers.push(Array.from(await compute()));
          return Response.json({ answers });
        }
        case "/collect":
          // Only Node is started with `--expose-gc`; memory is not measured in workerd.
          (globalThis as { gc?: () => void }).gc?.();
          return Response.json({});
        case "/run": {
          const times = Number(searchParams.get("times"));
          let sink = 0;
          for (let i = 0; i < times; i++) sink += (await prepared[i % prepared.length]?.())?.[0] ?? 0;
          return Response.json({ sink });
        }
        default:
          return new Response(`${pathname} is no request of an engine`, { status: 404 });
      }
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return new Response(text, { status: 500 });
    }
  };
}
