// Asks Backstory's function for a page's related articles. If that fails there are none: a list never fails the build.
// Backstory.astro renders them.

export interface RelatedArticle {
  readonly title: string;
  /** Always http(s); null if the archive has no address for it. */
  readonly url: string | null;
  /** BCP 47 tag of the title. */
  readonly lang: string;
  /** ISO 8601. */
  readonly publishedAt: string | null;
}

export interface RelatedOptions {
  /** The function's address with its base path; without it there are no lists. */
  readonly url: string | undefined;
  /** Needed if the function has keys. */
  readonly key?: string | undefined;
  /** Parameters of /v1/related. */
  readonly parameters?: string;
  /** How long one response may take. */
  readonly timeoutMs?: number;
  readonly warn?: (line: string) => void;
}

/** A function that is down is not asked again for every page of the site. */
const FAILURES_IN_A_ROW = 3;
const REST_MS = 60_000;
const RETRY_AFTER_MAX_SECONDS = 60;

/** Takes the absolute URL of a page, and returns its list; empty if nothing is related. One request at a time. */
export function createRelated(options: RelatedOptions): (page: string) => Promise<readonly RelatedArticle[]> {
  const { url = "", key = "", parameters = "limit=5", timeoutMs = 5_000, warn = console.warn } = options;
  let failures = 0;
  let restsUntil = 0;
  let last: Promise<unknown> = Promise.resolve();

  async function listOf(page: string): Promise<readonly RelatedArticle[]> {
    if (url === "" || Date.now() < restsUntil) return [];
    try {
      const list = await ask(addressFor(page, url, parameters), key, timeoutMs);
      failures = 0;
      return list;
    } catch (cause) {
      warn(`No related articles for ${page}: ${cause instanceof Error ? cause.message : cause}`);
      if (++failures >= FAILURES_IN_A_ROW) {
        failures = 0;
        restsUntil = Date.now() + REST_MS;
        warn(`${url} has failed ${FAILURES_IN_A_ROW} times in a row, so it is not asked for a minute.`);
      }
      return [];
    }
  }

  return (page) => {
    const list = last.then(() => listOf(page));
    last = list;
    return list;
  };
}

function addressFor(page: string, base: string, parameters: string): URL {
  const url = new URL(`${base.replace(/\/$/, "")}/v1/related?${parameters}`);
  url.searchParams.set("url", page);
  return url;
}

/** Waits once if the function is asked too often, as a large site may do. */
async function ask(url: URL, key: string, timeoutMs: number): Promise<readonly RelatedArticle[]> {
  for (let isLast = false; ; isLast = true) {
    const answer = await fetch(url, {
      headers: key === "" ? {} : { Authorization: `Bearer ${key}` },
      // A redirect would send the key elsewhere.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await answer.text();
    if (answer.status === 429 && !isLast) {
      const seconds = Math.min(Number(answer.headers.get("Retry-After")), RETRY_AFTER_MAX_SECONDS);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      continue;
    }
    const body = bodyOf(answer, text);
    // Not in the archive yet.
    if (answer.status === 404 && fieldOf(body, "code") === "article_not_found") return [];
    if (answer.status !== 200) throw new Error(`the function answered ${answer.status}`);
    const hits = fieldOf(body, "hits");
    if (!Array.isArray(hits)) throw new Error("what answers at BACKSTORY_URL is not the function");
    return hits.map(articleOf);
  }
}

/** null if it is not JSON, such as a proxy's page or an empty error. */
function bodyOf({ headers }: Response, text: string): unknown {
  const isJson = /^application\/json\b/.test(headers.get("Content-Type") ?? "");
  return isJson && text !== "" ? JSON.parse(text) : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function articleOf(hit: unknown): RelatedArticle {
  const text = (name: string) => {
    const value = fieldOf(hit, name);
    return typeof value === "string" ? value : null;
  };
  const url = URL.parse(text("url") ?? "");
  return {
    title: text("title") ?? "",
    url: url !== null && /^https?:$/.test(url.protocol) ? url.href : null,
    lang: text("lang") ?? "",
    publishedAt: text("publishedAt"),
  };
}
