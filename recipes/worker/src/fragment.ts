// Gets the list of related articles as the HTML that Backstory's function writes, or nothing: never an error, and never
// later than TIMEOUT_MS. The function only gets the address of the page, nothing about the reader.

export interface FunctionEnv {
  /** The function as a Worker in the same account; without it, BACKSTORY_URL is requested over the network. */
  readonly BACKSTORY?: { fetch(request: Request): Promise<Response> };
  /** The function's address, with its base path. */
  readonly BACKSTORY_URL: string;
  /** A secret, if the function has keys. */
  readonly BACKSTORY_KEY?: string;
  /** Parameters of /v1/related, such as `limit=5&direction=before`. */
  readonly OPTIONS?: string;
  readonly TIMEOUT_MS: number | string;
}

export interface Lifetime {
  waitUntil(promise: Promise<unknown>): void;
}

/** A separate cache: nothing in it can be requested by URL, and nothing else gets into it. */
const CACHE_NAME = "backstory-fragments";
const LIST = /^<nav class="backstory-related"/;

/** `page` is an absolute URL. Empty if nothing is related or anything fails. */
export async function relatedTo(page: string, env: FunctionEnv, lifetime: Lifetime): Promise<string> {
  try {
    const request = requestFor(page, env);
    const cache = await caches.open(CACHE_NAME);
    const cached = await cache.match(request.url);
    if (cached !== undefined) return await cached.text();
    const answer = await (env.BACKSTORY ?? globalThis).fetch(request);
    const text = await answer.text();
    // Not an article of the archive, such as the front page or a new article.
    if (answer.status === 404 && text === "") return "";
    if (answer.status !== 200) throw new Error(`the function answered ${answer.status}`);
    if (text !== "" && !LIST.test(text)) throw new Error("what answers at BACKSTORY_URL is not the function");
    const list = inAscii(text);
    const [, seconds] = /\bmax-age=(\d+)/.exec(answer.headers.get("Cache-Control") ?? "") ?? [];
    if (seconds !== undefined) {
      const headers = { "Content-Type": "text/html", "Cache-Control": `max-age=${seconds}` };
      lifetime.waitUntil(cache.put(request.url, new Response(list, { headers })));
    }
    return list;
  } catch (cause) {
    console.warn(
      JSON.stringify({ message: "A page goes out without related articles.", cause: String(cause) }),
    );
    return "";
  }
}

/** A new request instead of the reader's, so without their cookies, address and headers. */
function requestFor(page: string, env: FunctionEnv): Request {
  const url = new URL(`${env.BACKSTORY_URL.replace(/\/$/, "")}/v1/related?${env.OPTIONS ?? ""}`);
  url.searchParams.set("url", page);
  url.searchParams.set("format", "html");
  const key = env.BACKSTORY_KEY ?? "";
  return new Request(url, {
    headers: key === "" ? {} : { Authorization: `Bearer ${key}` },
    // A redirect would send the key elsewhere.
    redirect: "manual",
    signal: AbortSignal.timeout(Number(env.TIMEOUT_MS)),
  });
}

/** Character references instead of letters: correct in a page of any encoding, whatever its headers say. */
function inAscii(html: string): string {
  return html.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
