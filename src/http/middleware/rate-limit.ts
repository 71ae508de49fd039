// Limits how often one caller may send requests: by private key, else by client address. The counting is the host's.

import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context/app-env.ts";
import { RequestProblem } from "../problems/problem.ts";

/** Has the shape of Cloudflare's binding. */
export interface RateLimiter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** Seconds; the `period` of the binding in wrangler.toml, which the binding itself doesn't tell. */
export const RATE_LIMIT_PERIOD_SECONDS = 60;
/** Requests in one period; the `limit` in wrangler.toml. */
export const RATE_LIMIT_REQUESTS = 600;

export interface RateLimitOptions {
  /** If null, callers are not limited. */
  readonly limiter: RateLimiter | null;
  /** Called if the limiter itself fails; the request is then let through. */
  readonly onFailure: (requestId: string, cause: unknown) => void;
}

/** Runs after `readKey`. */
export function limitRate({ limiter, onFailure }: RateLimitOptions): MiddlewareHandler<AppEnv> {
  return async function limitRateOfCaller(context, next) {
    const key = context.get("caller") ?? callerByAddress(context.env.clientAddress);
    if (limiter !== null && key !== null) {
      const isWithin = await limiter.limit({ key }).then(
        ({ success }) => success,
        (cause: unknown) => {
          onFailure(context.get("requestId"), cause);
          return true;
        },
      );
      if (!isWithin) {
        throw new RequestProblem({ reason: "rate_limited", retryAfterSeconds: RATE_LIMIT_PERIOD_SECONDS });
      }
    }
    await next();
  };
}

/**
 * Identifies the caller for the limiter. A whole /64 network of IPv6 counts as one caller, because its owner has 2^64
 * addresses. Null without an address, and for this machine itself: in development there is no other client.
 */
export function callerByAddress(address: string | null): string | null {
  if (address === null || address === "" || address === "::1" || address.startsWith("127.")) return null;
  if (!address.includes(":")) return `address:${address}`;
  // The URL parser writes each address in one form, with the longest run of zeros left out.
  const host = URL.parse(`http://[${address}]/`)?.hostname;
  if (host === undefined) return `address:${address}`;
  const [before = "", after] = host.slice(1, -1).split("::");
  const groups = before === "" ? [] : before.split(":");
  if (after !== undefined) {
    const end = after === "" ? [] : after.split(":");
    while (groups.length + end.length < 8) groups.push("0");
    groups.push(...end);
  }
  return `network:${groups.slice(0, 4).join(":")}`;
}
