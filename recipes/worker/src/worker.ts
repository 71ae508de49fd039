// In front of any site: passes each request on to the site's own server and puts related articles into the pages that
// come back, at the place that PLACE names. Whatever goes wrong with them, the page stays as it is.

import { type FunctionEnv, type Lifetime, relatedTo } from "./fragment.ts";

export interface Env extends FunctionEnv {
  /** Where the site's own server is, such as `https://origin.news.example`; without it, where Cloudflare's DNS says. */
  readonly ORIGIN?: string;
  /** A selector. The list follows the end of the first element it finds, and replaces what a <backstory-related> holds. */
  readonly PLACE: string;
}

interface Context extends Lifetime {
  passThroughOnException(): void;
}

/** HTMLRewriter reads these; a page in another encoding passes as it is. */
const READABLE_ENCODINGS: readonly (string | null)[] = [null, "", "identity", "gzip", "br"];
const READABLE_PAGE = /^\s*text\/html\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;
/** Said of the bytes that the server sent, and no longer true of the ones that are passed on. */
const OF_THE_BYTES = ["Content-Length", "Content-MD5", "Content-Digest", "Repr-Digest", "Accept-Ranges"];
const ELEMENT = "backstory-related";
const AS_HTML = { html: true } as const;

export default {
  async fetch(request: Request, env: Env, context: Context): Promise<Response> {
    // Where this code itself fails, Cloudflare asks the site's server as if there were no Worker.
    context.passThroughOnException();
    const page = await fetch(towardsOrigin(request, env.ORIGIN));
    if (request.method !== "GET" || !mayBeChanged(page)) return page;
    return inserting(request.url, env, context).transform(withoutSeals(page));
  },
};

function towardsOrigin(request: Request, origin: string | undefined): Request {
  if (origin === undefined || origin === "") return request;
  const { pathname, search } = new URL(request.url);
  // Put together rather than resolved: a path such as //elsewhere.example would name another server.
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

/** A strong tag promises the same bytes; a weak one, the same article. */
function withoutSeals(page: Response): Response {
  const changed = new Response(page.body, page);
  for (const name of OF_THE_BYTES) changed.headers.delete(name);
  const tag = changed.headers.get("ETag");
  if (tag?.startsWith('"')) changed.headers.set("ETag", `W/${tag}`);
  return changed;
}

/**
 * The list is asked for as soon as the article's address is known, by the canonical link or where the body begins without
 * one. It is put in as a stream: while the rewriter waits for that, everything before it is on its way to the reader. (A
 * handler that waits would hold back what the rewriter has read and not yet passed on.)
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
        // One that has no end tag, such as <hr>.
        element.after(streamOf(list()), AS_HTML);
      }
    },
  });
}

/** What the element holds is for readers to whom nothing better can be given: it goes where there is a list. */
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
