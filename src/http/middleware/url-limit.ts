// Rejects URLs before anything else looks at them: overlong ones, and those that end in two slashes.

import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context/app-env.ts";
import { RequestProblem } from "../problems/problem.ts";

/**
 * The longest URL any route has a use for: 100 excluded ids of 128 characters. Longer lists belong in the body of
 * a POST.
 */
export const URL_MAX_LENGTH = 16 * 1024;

export const limitUrl: MiddlewareHandler<AppEnv> = async (context, next) => {
  const { length } = context.req.url;
  if (length > URL_MAX_LENGTH) {
    const found = `The URL has ${length.toLocaleString("en")} characters`;
    const accepted = URL_MAX_LENGTH.toLocaleString("en");
    throw new RequestProblem({ reason: "payload_too_large", found, accepted });
  }
  await next();
};

/** The router ignores one slash at the end. With two, the search page's relative links would point elsewhere. */
export const refuseDoubledSlash: MiddlewareHandler<AppEnv> = async (context, next) => {
  const { pathname } = new URL(context.req.url);
  if (pathname.endsWith("//")) throw new RequestProblem({ reason: "route_not_found", path: pathname });
  await next();
};
