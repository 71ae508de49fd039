// The part of the Workers runtime that the edge tests use.

declare module "cloudflare:workers" {
  interface Fetcher {
    fetch(url: string, init?: RequestInit): Promise<Response>;
  }
  export const env: { readonly ASSETS: Fetcher };
  export const exports: { readonly default: Fetcher };
}
