// The values a request carries through middleware and routes: the type parameter of Hono's context. Not what the
// application as a whole is given; that is app-deps.ts.

import type { RequestIdVariables } from "hono/request-id";
import type { TimingVariables } from "hono/timing";
import type { IndexUnavailable } from "../../service/index-unavailable.ts";
import type { Rights } from "./rights.ts";

export interface AppEnv {
  /** Set by the handler, for each request. */
  Bindings: {
    /** As the host knows it; null if unknown. */
    readonly clientAddress: string | null;
    /** Why there is no archive to answer from. */
    readonly unavailable?: IndexUnavailable;
  };
  Variables: RequestIdVariables &
    TimingVariables & {
      /** What the request's key allows. Missing if the path needs no key, or if the key it needs was missing or wrong. */
      rights?: Rights;
      /** Identifies the caller if a private key was sent. */
      caller?: string;
      /** Code of the error the request was answered with. */
      problem?: string;
      /** Whether the response came from the cache; missing if it can't be cached. */
      cache?: "hit" | "miss";
      /** The query, if it is in the body rather than the URL. */
      query?: string;
      /** The response is worse than usual and must not be cached. */
      isDegraded?: boolean;
    };
}
