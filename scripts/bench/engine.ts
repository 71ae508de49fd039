// What is measured, as one interface: something that is loaded, is given inputs, and computes each of them again and
// again. It is driven by a few small requests, so that the same engine runs unchanged in Node and in workerd.

export interface BenchEngine<Input = unknown> {
  /** `bytes` may be empty where `options` say all. Nothing is computed before. */
  load(bytes: Uint8Array<ArrayBuffer>, options: Readonly<Record<string, string>>): Promise<void>;
  /** One function an input, each of which computes its answer anew. What it need not repeat is done here. */
  prepare(inputs: readonly Input[]): (() => Promise<ArrayLike<number>>)[];
}

/**
 * `POST /load?option=value` with bytes, `POST /prepare` with a JSON list of inputs, `POST /answers`,
 * `POST /run?times=N`, which computes N times in turn and answers the sum of the first numbers, so that no work
 * can be left out. `POST /collect` collects garbage.
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
          // Only Node is started with it; in workerd no memory is measured.
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
