// Makes the keys for finding an article by its public URL, from strict to lenient. Works on strings, with the WHATWG
// URL parser; knows nothing about articles or the index.

export interface UrlKeys {
  /** The URL in standard form: host in lower case, no default port, dot segments resolved. */
  readonly exact: string;
  /** Without fragment, credentials and tracking parameters; parameters sorted by name. */
  readonly clean: string;
  /** Also without scheme, `www.`, trailing slashes and `/amp`; of the query, only `identifyingParams` remain. */
  readonly loose: string;
}

/** Parameters that say where a reader came from, never which article it is. */
const TRACKING_PARAMS = new Set([
  "_",
  "_ga",
  "_gl",
  "_hsenc",
  "_hsmi",
  "dclid",
  "fbclid",
  "gbraid",
  "gclid",
  "gclsrc",
  "igsh",
  "igshid",
  "li_fat_id",
  "mc_cid",
  "mc_eid",
  "mkt_tok",
  "msclkid",
  "oly_anon_id",
  "oly_enc_id",
  "ref_src",
  "srsltid",
  "ttclid",
  "twclid",
  "vero_id",
  "wbraid",
  "yclid",
]);

/**
 * `identifyingParams` names the query keys that identify an article (`p` in `?p=123`); they are never dropped.
 * Null if `url` is not an absolute http(s) URL.
 */
export function urlKeys(url: string, identifyingParams: readonly string[]): UrlKeys | null {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return null;
  const path = upperCaseEscapes(parsed.pathname);
  const kept = [...parsed.searchParams].filter(
    ([name]) => identifyingParams.includes(name) || !isTrackingParam(name),
  );
  const identifying = kept.filter(([name]) => identifyingParams.includes(name));
  return {
    exact: parsed.href,
    clean: `${parsed.protocol}//${parsed.host}${path}${writeQuery(kept)}`,
    loose: parsed.host.replace(/^www\./, "") + withoutAmp(path) + writeQuery(identifying),
  };
}

function parseHttpUrl(url: string): URL | null {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed : null;
}

function isTrackingParam(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith("utm_") || TRACKING_PARAMS.has(lower);
}

/** The sort is stable, so values of a repeated parameter keep their order, which may matter. */
function writeQuery(params: readonly [string, string][]): string {
  if (params.length === 0) return "";
  const sorted = params.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `?${new URLSearchParams(sorted)}`;
}

/** `%c3` and `%C3` are the same byte. */
function upperCaseEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (triplet) => triplet.toUpperCase());
}

function withoutAmp(path: string): string {
  return withoutEndSlashes(withoutEndSlashes(path).replace(/\/amp$/i, ""));
}

/** A loop, because `/\/+$/` would take quadratic time on a path with many slashes. */
function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charAt(end - 1) === "/") end--;
  return path.slice(0, end);
}
