// Shows a page that needs a key even without one, so that it can ask for the key: a browser can't send one when it
// opens an address. Status, headers and log line stay those of the refusal, and programs get its JSON.

import type { MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";
import type { AppDeps } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";

const REFUSED = [401, 403];

/** For a page that contains nothing the key protects. Register it before the middleware that rejects requests. */
export function askForKeyInPage(
  deps: Pick<AppDeps, "pageFile" | "log">,
  { file, type }: { readonly file: string; readonly type: string },
): MiddlewareHandler<AppEnv> {
  return async function askForKey(context, next) {
    await next();
    const isReading = context.req.method === "GET" || context.req.method === "HEAD";
    if (!isReading || !REFUSED.includes(context.res.status)) return;
    const wanted = accepts(context, {
      header: "Accept",
      supports: ["application/json", "text/html"],
      default: "application/json",
    });
    if (wanted !== "text/html") return;
    const page = await deps.pageFile(file).catch((cause: unknown) => {
      deps.log({ requestId: context.get("requestId"), code: "refused_page", cause });
      return null;
    });
    // Without the page, the refusal itself is still a correct response.
    if (page === null) return;
    context.res = new Response(page, {
      status: context.res.status,
      headers: { "Content-Type": type, "X-Robots-Tag": "noindex" },
    });
  };
}
