// The keys for finding an article: its id, and its URL at three levels of strictness. The build writes them into the
// index and the server looks them up.

import { urlKeys } from "./url-key.ts";

const CLEAN = "clean:";
const LOOSE = "loose:";

export function idKey(id: string): string {
  return `id:${id}`;
}

/** All keys of one article. */
export function articleKeys(
  article: { readonly id: string; readonly url: string | null },
  identifyingParams: readonly string[],
): string[] {
  return [idKey(article.id), ...(article.url === null ? [] : urlKeyList(article.url, identifyingParams))];
}

/** True for keys that drop parts of the URL. The build writes one only if no other article has the same key. */
export function isLenientKey(key: string): boolean {
  return key.startsWith(CLEAN) || key.startsWith(LOOSE);
}

/** Keys for an article at `url`, strictest first; empty if it is not an http(s) URL. */
export function urlKeyList(url: string, identifyingParams: readonly string[]): string[] {
  const keys = urlKeys(url, identifyingParams);
  return keys === null ? [] : [`url:${keys.exact}`, `${CLEAN}${keys.clean}`, `${LOOSE}${keys.loose}`];
}
