// Questions to the function, which may be of another origin.

/** By name; lists repeat, what is null or undefined is left out. */
export type Values = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

export interface FunctionClient {
  /** With the base path and a slash at the end. */
  readonly api: string;
  readonly key: string | null;
}

export type Question = readonly [url: string, init?: RequestInit];

/**
 * A GET. The key, which every reader of the page has, is in the address: with a header a browser would first ask another
 * origin for leave (a preflight), for each address anew.
 */
export function reading({ api, key }: FunctionClient, path: string, values: Values): Question {
  const url = new URL(path, api);
  for (const [name, value] of Object.entries({ ...values, key })) {
    for (const one of [value ?? []].flat()) url.searchParams.append(name, one as string);
  }
  return [url.href];
}
