// The part of autocannon that we use; the package has no types.

declare module "autocannon" {
  interface Histogram {
    readonly average: number;
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly max: number;
  }
  export interface Request {
    readonly method?: string;
    readonly path?: string;
    readonly setupRequest?: (request: Request) => Request;
  }
  export interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Seconds that a response may take. */
    readonly timeout: number;
    readonly requests: readonly Request[];
  }
  export interface Result {
    readonly "2xx": number;
    readonly non2xx: number;
    /** Failed connections, including timeouts. */
    readonly errors: number;
    readonly timeouts: number;
    /** Seconds. */
    readonly duration: number;
    /** Milliseconds. */
    readonly latency: Histogram;
    /** Per second. */
    readonly requests: Histogram;
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
