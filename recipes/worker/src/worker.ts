// Runs in front of any site: passes each request on to the site's own server, and inserts related articles into the pages
// that come back, at PLACE. If anything goes wrong with them, the page stays as it is.

import { type FunctionEnv, type Lifetime, relatedTo } from "./fragment.ts";

export interface Env extends FunctionEnv {
  /** The site's own server, such as `https://origin.news.example`; by default, where Cloudflare's DNS points. */
  readonly ORIGIN?: string;
  /** A selector. The list goes after the end of the first match, and replaces the content of a <backstory-related>. */
  readonly PLACE: string;
}

interface Context extends Lifetime {
  passThroughOnException(): void;
}

/** HTMLRewriter reads these; pages in other encodings pass unchanged. */
const READABLE_ENCODINGS: readonly (string | null)[] = [null, "", "identity", "gzip", "br"];
const READABLE_PAGE = /^\s*text\/html\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;
/** Headers about the exact bytes that the server sent, which are no longer true. */
const OF_THE_BYTES = ["Content-Length", "Content-MD5", "Content-Digest", "Repr-Digest", "Accept-Ranges"];
const ELEMENT = "backstory-related";
const AS_HTML = { html: true } as const;

export default {
  async fetch(request: Request, env: Env, context: Context): Promise<Response> {
    // If this code itself fails, Cloudflare asks the site's server as if there were no Worker.
    context.passThroughOnException();
    const page = await fetch(towardsOrigin(request, env.ORIGIN));
    if (request.method !== "GET" || !mayBeChanged(page)) return page;
    return inserting(request.url, env, context).transform(withoutSeals(page));
  },
};

function towardsOrigin(request: Request, origin: string | undefined): Request {
  if (origin === undefined || origin === "") return request;
  const { pathname, search } = new URL(request.url);
  // Concatenated, not resolved: a path such as //elsewhere.example would name another server.
  return new Request(new URL(origin).origin + pathname + search, request);
}

function mayBeChanged({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    READABLE_PAGE.test(headers.get("Content-Type") ?? "") &&
    READABLE_ENCODINGS.includes(headers.get("Content-Encoding")) &&
    !/\bno-transform\b/i.test(headers.get("Cache-Control") ?? "")
  );
}

/** A strong tag promises the same bytes, a weak one the same article. */
function withoutSeals(page: Response): Response {
  const changed = new Response(page.body, page);
  for (const name of OF_THE_BYTES) changed.headers.delete(name);
  const tag = changed.headers.get("ETag");
  if (tag?.startsWith('"')) changed.headers.set("ETag", `W/${tag}`);
  return changed;
}

/**
 * Requests the list as soon as the article's address is known: at the canonical link, or where the body begins if there is
 * none. The list is inserted as a stream, so everything before it is already on its way to the reader. (A handler that waits
 * would hold back what the rewriter has read but not yet passed on.)
 */
function inserting(pageUrl: string, env: Env, context: Lifetime): HTMLRewriter {
  let asked: Promise<string> | null = null;
  const ask = (url: string) => {
    asked ??= relatedTo(url, env, context);
    return asked;
  };
  const rewriter = new HTMLRewriter()
    .on('link[rel~="canonical" i][href]', {
      element(link) {
        void ask(URL.parse(link.getAttribute("href") ?? "", pageUrl)?.href ?? pageUrl);
      },
    })
    .on("body", {
      element() {
        void ask(pageUrl);
      },
    });
  const list = () => ask(pageUrl);
  return env.PLACE === ELEMENT ? fillElement(rewriter, list) : putAfter(rewriter, env.PLACE, list);
}

function putAfter(rewriter: HTMLRewriter, place: string, list: () => Promise<string>): HTMLRewriter {
  let isDone = false;
  return rewriter.on(place, {
    element(element) {
      if (isDone) return;
      isDone = true;
      try {
        element.onEndTag((end) => {
          end.after(streamOf(list()), AS_HTML);
        });
      } catch {
        // An element without an end tag, such as <hr>.
        element.after(streamOf(list()), AS_HTML);
      }
    },
  });
}

/** The element's content is only a fallback: it is removed if there is a list. */
function fillElement(rewriter: HTMLRewriter, list: () => Promise<string>): HTMLRewriter {
  let isDone = false;
  let isInside = false;
  const removeInside = async (part: { remove(): void }) => {
    if (isInside && (await list()) !== "") part.remove();
  };
  return rewriter
    .on(ELEMENT, {
      element(element) {
        if (isDone) return;
        isDone = isInside = true;
        element.prepend(streamOf(list()), AS_HTML);
        element.onEndTag(() => {
          isInside = false;
        });
      },
      text: removeInside,
    })
    .on(`${ELEMENT} *`, { element: removeInside });
}

function streamOf(text: Promise<string>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(new TextEncoder().encode(await text));
      controller.close();
    },
  });
}
