// What we use of autocannon, which brings no types.

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
    /** Seconds that an answer may take. */
    readonly timeout: number;
    readonly requests: readonly Request[];
  }
  export interface Result {
    readonly "2xx": number;
    readonly non2xx: number;
    /** Of the connection, timeouts included. */
    readonly errors: number;
    readonly timeouts: number;
    /** Seconds. */
    readonly duration: number;
    /** Milliseconds. */
    readonly latency: Histogram;
    /** A second. */
    readonly requests: Histogram;
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
