// The list of related articles as Backstory's function writes it in HTML, or nothing: never an error, and never later
// than TIMEOUT_MS. Nothing of the reader goes to the function, only the address of the page.

export interface FunctionEnv {
  /** The function as a Worker of the same account; without it BACKSTORY_URL is asked over the network. */
  readonly BACKSTORY?: { fetch(request: Request): Promise<Response> };
  /** Where the function answers, its base path included. */
  readonly BACKSTORY_URL: string;
  /** A secret, where the function has keys. */
  readonly BACKSTORY_KEY?: string;
  /** Parameters of /v1/related, such as `limit=5&direction=before`. */
  readonly OPTIONS?: string;
  readonly TIMEOUT_MS: number | string;
}

export interface Lifetime {
  waitUntil(promise: Promise<unknown>): void;
}

/** A cache of its own: nothing in it can be had by URL, and nothing else gets into it. */
const CACHE_NAME = "backstory-fragments";
const LIST = /^<nav class="backstory-related"/;

/** `page` is an absolute URL. Empty where nothing is related and where anything fails. */
export async function relatedTo(page: string, env: FunctionEnv, lifetime: Lifetime): Promise<string> {
  try {
    const request = requestFor(page, env);
    const cache = await caches.open(CACHE_NAME);
    const kept = await cache.match(request.url);
    if (kept !== undefined) return await kept.text();
    const answer = await (env.BACKSTORY ?? globalThis).fetch(request);
    const text = await answer.text();
    // No article of the archive: the front page, a new article.
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

/** A new request rather than the reader's: no cookie, no address, no header of theirs. */
function requestFor(page: string, env: FunctionEnv): Request {
  const url = new URL(`${env.BACKSTORY_URL.replace(/\/$/, "")}/v1/related?${env.OPTIONS ?? ""}`);
  url.searchParams.set("url", page);
  url.searchParams.set("format", "html");
  const key = env.BACKSTORY_KEY ?? "";
  return new Request(url, {
    headers: key === "" ? {} : { Authorization: `Bearer ${key}` },
    // A redirect would take the key elsewhere.
    redirect: "manual",
    signal: AbortSignal.timeout(Number(env.TIMEOUT_MS)),
  });
}

/** References in place of letters: right in a page of any encoding, whatever its headers say. */
function inAscii(html: string): string {
  return html.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
