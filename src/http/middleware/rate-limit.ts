// How often one caller may ask: by its private key, else by its address. Cloudflare counts; without its binding nothing
// is limited.

import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context/app-env.ts";
import { RequestProblem } from "../problems/problem.ts";

/** The binding's own shape. */
export interface RateLimiter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** `period` of the binding in wrangler.toml, in seconds; the binding does not tell it. */
export const RATE_LIMIT_PERIOD_SECONDS = 60;

export interface RateLimitOptions {
  readonly limiter: RateLimiter | null;
  /** Told where the limiter itself fails; the request is let through then. */
  readonly onFailure: (requestId: string, cause: unknown) => void;
}

/** Runs after `readKey`. */
export function limitRate({ limiter, onFailure }: RateLimitOptions): MiddlewareHandler<AppEnv> {
  return async function limitRateOfCaller(context, next) {
    const key = context.get("caller") ?? callerByAddress(context.req.header("CF-Connecting-IP"));
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
 * A whole /64 network of IPv6 is one caller: its owner has 2^64 addresses. Null without an address, and for this very
 * machine: Cloudflare sees no such client, `wrangler dev` no other.
 */
export function callerByAddress(address: string | undefined): string | null {
  if (address === undefined || address === "" || address === "::1" || address.startsWith("127.")) return null;
  if (!address.includes(":")) return `address:${address}`;
  // The parser writes an address in one way, with its zeros left out once.
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
