// Requests to the API, which may be on another origin.

/** By name. Lists repeat; null and undefined are left out. */
export type Values = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

export interface ApiClient {
  /** With the base path, and a slash at the end. */
  readonly api: string;
  readonly key: string | null;
}

export type ApiRequest = readonly [url: string, init?: RequestInit];

/**
 * A GET request. The key, which every reader of the page has, is in the address: with a header, browsers would send another
 * origin a preflight request first, for each address again.
 */
export function getRequest({ api, key }: ApiClient, path: string, values: Values): ApiRequest {
  const url = new URL(path, api);
  for (const [name, value] of Object.entries({ ...values, key })) {
    for (const one of [value ?? []].flat()) url.searchParams.append(name, one as string);
  }
  return [url.href];
}
