// The HTTP application: puts routes under the base path, and the middleware in order in front of them. Everything it
// needs is passed in; it knows neither vectors nor the runtime.

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

/** What a request passes before it reaches its route. */
export interface Protection {
  readonly keys: KeyRing;
  /** If null, callers are not limited. */
  readonly limiter: RateLimiter | null;
  /** If null, no response is cached. */
  readonly cache: ResponseCache | null;
  /** Differs between deployments whose code might respond differently; part of every ETag and cache key. */
  readonly codeVersion: string;
  readonly logRequest: (line: RequestLine) => void;
}

/** Clients may choose their request's id, as long as it is fit for a log. */
const REQUEST_ID_MAX_CHARS = 64;

export function createApp(deps: AppDeps, protection: Protection): Hono<AppEnv> {
  const { keys, limiter, cache, codeVersion, logRequest } = protection;
  const { http } = deps;
  // Not strict, so that `/_backstory` and `/_backstory/` are the same page.
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
  // A Worker's clock stands still during CPU work, so all times would be 0.
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
      // HTTPS for the newspaper's whole domain is not ours to enforce.
      strictTransportSecurity: false,
    }),
  );
  app.use(limitUrl, refuseDoubledSlash);
  // Paths outside the base path get a 404 with the headers above as well.
  const routes = app.basePath(deps.basePath);
  const onFailure = (id: string, cause: unknown) => deps.log({ requestId: id, code: "rate_limiter", cause });
  for (const path of SHARED_PATHS) routes.use(path, shareWith(http.cors.origins));
  if (http.page) routes.use(STUDIO_PATH, askForKeyInPage(deps, STUDIO_FILES[STUDIO_PATH]));
  // A wrong key counts against its sender's rate limit before it is rejected.
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

/** Hono's error handler gets only Errors; anything else that is thrown would skip it, and the headers above. */
const onlyErrors: MiddlewareHandler<AppEnv> = async (_context, next) => {
  try {
    await next();
  } catch (thrown) {
    throw thrown instanceof Error
      ? thrown
      : new Error("something that is no error was thrown", { cause: thrown });
  }
};
