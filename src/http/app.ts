// The HTTP application: routes under the base path, and one answer for everything that goes wrong.
// It is given what it needs and knows neither vectors nor Cloudflare.

import { Hono, type MiddlewareHandler } from "hono";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { timing } from "hono/timing";
import type { KeyRing } from "../service/key-ring.ts";
import type { AppDeps } from "./context/app-deps.ts";
import type { AppEnv } from "./context/app-env.ts";
import { withErrorResponses } from "./error-responses.ts";
import { mcpRoutes } from "./mcp/mcp-route.ts";
import { keepNothingElse } from "./middleware/cache-control.ts";
import { answerConditionally } from "./middleware/conditional.ts";
import { SHARED_PATHS, shareWith } from "./middleware/cross-origin.ts";
import { GUARDED_PATHS, PRIVATE_PATHS, readKey, requireKey, requirePrivateKey } from "./middleware/keys.ts";
import { limitRate, type RateLimiter } from "./middleware/rate-limit.ts";
import { askForKeyInPage } from "./middleware/refused-page.ts";
import { logRequests, type RequestLine } from "./middleware/request-log.ts";
import { cacheResponses, type ResponseCache } from "./middleware/response-cache.ts";
import { limitUrl, refuseDoubledSlash } from "./middleware/url-limit.ts";
import { CACHEABLE } from "./parameters/cacheable-requests.ts";
import { articleRoutes } from "./routes/articles.ts";
import { eventRoutes } from "./routes/events.ts";
import { healthRoutes } from "./routes/health.ts";
import { fileRoutes, PAGE_FILES, REFERENCE_FILES, STUDIO_FILES, STUDIO_PATH } from "./routes/page.ts";
import { relatedRoutes } from "./routes/related.ts";
import { searchRoutes } from "./routes/search.ts";
import { suggestRoutes } from "./routes/suggest.ts";
import { widgetRoutes } from "./routes/widget.ts";

/** What stands between a request and its route. */
export interface Protection {
  readonly keys: KeyRing;
  /** null: nothing is limited. */
  readonly limiter: RateLimiter | null;
  /** null: no answer is kept. */
  readonly cache: ResponseCache | null;
  /** Another one for all code that may answer differently: tags and keys of answers hold it. */
  readonly codeVersion: string;
  readonly logRequest: (line: RequestLine) => void;
}

/** A client may name its request, as long as the name is fit for a log. */
const REQUEST_ID_MAX_CHARS = 64;

export function createApp(deps: AppDeps, protection: Protection): Hono<AppEnv> {
  const { keys, limiter, cache, codeVersion, logRequest } = protection;
  const { http } = deps;
  // Not strict: `/_backstory` and `/_backstory/` are one page.
  const app = new Hono<AppEnv>({ strict: false });
  app.use(requestId({ limitLength: REQUEST_ID_MAX_CHARS }));
  if (http.logs.requests) {
    const { indexVersion, clock } = deps;
    const withQueries = http.logs.queries;
    app.use(
      logRequests({
        indexVersion,
        withQueries,
        write: logRequest,
        ...(clock === undefined ? {} : { clock }),
      }),
    );
  }
  // A Worker's clock stands still: it would tell 0.
  if (deps.clock !== undefined) app.use(timing());
  app.use(keepNothingElse, answerConditionally);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      crossOriginResourcePolicy: false,
      // Whether a newspaper's whole domain insists on HTTPS is not this function's to say.
      strictTransportSecurity: false,
    }),
  );
  app.use(limitUrl, refuseDoubledSlash);
  // What is not under the base path is answered as well: with the headers above, and that nothing is there.
  const routes = app.basePath(deps.basePath);
  const onFailure = (id: string, cause: unknown) => deps.log({ requestId: id, code: "rate_limiter", cause });
  for (const path of SHARED_PATHS) routes.use(path, shareWith(http.cors.origins));
  if (http.page) routes.use(STUDIO_PATH, askForKeyInPage(deps, STUDIO_FILES[STUDIO_PATH]));
  // A wrong key counts against its sender's rate before it is refused.
  for (const path of GUARDED_PATHS) {
    routes.use(path, readKey(keys), limitRate({ limiter, onFailure }), requireKey);
  }
  for (const path of PRIVATE_PATHS) routes.use(path, requirePrivateKey);
  app.use(onlyErrors);
  for (const path of Object.keys(CACHEABLE)) {
    routes.get(path, cacheResponses(path, { deps, cache, codeVersion, needsKey: !keys.isEmpty }));
  }
  routes.route("/", searchRoutes(deps));
  routes.route("/", suggestRoutes(deps));
  routes.route("/", articleRoutes(deps));
  routes.route("/", relatedRoutes(deps));
  routes.route("/", mcpRoutes(deps));
  routes.route("/", healthRoutes(deps));
  if (http.events.enabled) routes.route("/", eventRoutes(deps));
  routes.route("/", fileRoutes(deps, REFERENCE_FILES));
  routes.route("/", widgetRoutes(deps));
  if (http.page) routes.route("/", fileRoutes(deps, { ...PAGE_FILES, ...STUDIO_FILES }));
  return withErrorResponses(app, deps);
}

/** Hono answers for errors alone: anything else that is thrown would leave it, and the headers above, behind. */
const onlyErrors: MiddlewareHandler<AppEnv> = async (_context, next) => {
  try {
    await next();
  } catch (thrown) {
    throw thrown instanceof Error
      ? thrown
      : new Error("something that is no error was thrown", { cause: thrown });
  }
};
