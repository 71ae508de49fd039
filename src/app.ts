// The HTTP application: routes under the base path, and one answer for everything that goes wrong.
// It is given what it needs and knows neither vectors nor Cloudflare.

import { Hono, type MiddlewareHandler } from "hono";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { mcpRoutes } from "./mcp/mcp-route.ts";
import { articleRoutes } from "./routes/articles.ts";
import type { AppDeps, AppEnv } from "./routes/context.ts";
import { healthRoutes } from "./routes/health.ts";
import { pageRoutes } from "./routes/page.ts";
import { type ErrorAnswer, errorAnswer, type Problem, RequestProblem } from "./routes/problem.ts";
import { problemOf } from "./routes/problem-of.ts";
import { relatedRoutes } from "./routes/related.ts";
import { asksForFragment, FRAGMENT_TYPE } from "./routes/related-html.ts";
import { searchRoutes } from "./routes/search.ts";
import { suggestRoutes } from "./routes/suggest.ts";

export function createApp(deps: AppDeps): Hono<AppEnv> {
  // Not strict: `/_backstory` and `/_backstory/` are one page.
  const app = new Hono<AppEnv>({ strict: false });
  app.use(requestId());
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
  app.use(refuseDoubledSlash);
  // What is not under the base path is answered as well: with the headers above, and that nothing is there.
  const routes = app.basePath(deps.basePath);
  routes.route("/", searchRoutes(deps));
  routes.route("/", suggestRoutes(deps));
  routes.route("/", articleRoutes(deps));
  routes.route("/", relatedRoutes(deps));
  routes.route("/", mcpRoutes(deps));
  routes.route("/", healthRoutes(deps));
  routes.route("/", pageRoutes(deps));
  return withErrors(app, deps);
}

/** The router forgives one slash at the end: `//` would be the page, whose relative links lead elsewhere. */
const refuseDoubledSlash: MiddlewareHandler<AppEnv> = async (context, next) => {
  const { pathname } = new URL(context.req.url);
  if (pathname.endsWith("//")) throw new RequestProblem({ reason: "route_not_found", path: pathname });
  await next();
};

function withErrors(app: Hono<AppEnv>, deps: AppDeps): Hono<AppEnv> {
  const answer = (problem: Problem, id: string) => {
    const { status, code, type, message, headers } = errorAnswer(problem);
    return Response.json(
      { message, code, type, link: null, requestId: id },
      { status, headers: { ...headers, "X-Request-Id": id } },
    );
  };
  app.notFound((context) =>
    answer({ reason: "route_not_found", path: context.req.path }, context.get("requestId")),
  );
  app.onError((error, context) => {
    const id = context.get("requestId");
    const problem = problemOf(error);
    if (problem.reason === "internal" || problem.reason === "index_unavailable") {
      deps.log({ requestId: id, code: problem.reason, cause: error });
    }
    return asksForFragment(context.req) ? emptyFragment(errorAnswer(problem), id) : answer(problem, id);
  });
  return app;
}

/** What includes related articles in a page shows nothing where there is an error. */
function emptyFragment({ status, headers }: ErrorAnswer, id: string): Response {
  return new Response("", {
    status,
    headers: { ...headers, "Content-Type": FRAGMENT_TYPE, "X-Request-Id": id },
  });
}
