// The public URLs of an article, of its image and of its links: as written, resolved against the site's address, or
// made from the site's URL pattern. No server is asked whether they exist.

import { urlKeys } from "../../../../src/index/url-key.ts";
import type { Config } from "../../config/schema.ts";
import { collapseSpace } from "../readers/plain-text.ts";
import { showValue } from "../readers/record.ts";
import type { ArticleImage } from "./article.ts";
import { localDateParts } from "./dates.ts";
import type { NamedValue } from "./fields.ts";
import { refuse } from "./text-fields.ts";

type Site = Config["site"];

/** Values for a URL pattern; null if the article lacks one. */
export interface PatternParts {
  readonly id: string;
  readonly slug: string | null;
  readonly section: string | null;
  readonly publishedAt: string | null;
}

/** Links of an article beyond this number are ignored. */
export const MAX_LINKS = 200;
/** A longer address is not a link to an article. */
const LINK_MAX_CHARS = 2048;

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Receives the reason why an article does without a URL or image that its source names. */
export type Warn = (reason: string) => void;

/**
 * Absolute URL of a link; null for a relative one if no site is configured to resolve it against, and, with a warning,
 * for anything but an http(s) URL, since a browser would run a `javascript:` link.
 */
export function readUrl(field: NamedValue, site: Site, warn: Warn): string | null {
  return resolveLink(field, field.value, site.url === null ? null : withEndSlash(site.url), warn);
}

/** URL from the site's pattern; null if no pattern or site is configured, or if a part is missing. */
export function urlFromPattern(parts: PatternParts, site: Site): string | null {
  if (site.url === null || site.urlPattern === null) return null;
  const date = parts.publishedAt === null ? null : localDateParts(parts.publishedAt, site.timeZone);
  const values = new Map<string, string | null>([
    ["{id}", escapePath(parts.id)],
    ["{slug}", parts.slug === null ? null : escapePath(parts.slug)],
    ["{section}", parts.section === null ? null : encodeURIComponent(slugify(parts.section))],
    ["{yyyy}", date?.yyyy ?? null],
    ["{mm}", date?.mm ?? null],
    ["{dd}", date?.dd ?? null],
  ]);
  let missing = false;
  const path = site.urlPattern.replace(/\{[a-z]+\}/g, (part) => {
    const value = values.get(part) ?? "";
    missing ||= value === "";
    return value;
  });
  return missing ? null : new URL(path, site.url).href;
}

/**
 * An image from its URL, an object (`src`, `url`, `image` or `path`; `width`, `height`, `alt`), or the first of a list
 * of these. A relative URL is resolved against the article's, else the site's. Null if neither is known, and, with a
 * warning, for anything but an http(s) URL.
 */
export function readImage(
  field: NamedValue,
  articleUrl: string | null,
  site: Site,
  warn: Warn,
): ArticleImage | null {
  const value: unknown = Array.isArray(field.value) ? field.value[0] : field.value;
  const accepted =
    'an http(s) URL or an object such as { "src": "…", "width": 1200, "height": 800, "alt": "…" }';
  const isObject = typeof value === "object" && value !== null;
  const part = (name: string): unknown => (isObject ? Reflect.get(value, name) : undefined);
  const link = isObject ? (part("src") ?? part("url") ?? part("image") ?? part("path")) : value;
  if (typeof link !== "string") return refuse(field, accepted);
  if (link.trim() === "") return null;
  const base = baseOf(articleUrl, site);
  const src = resolveLink(field, link, base, warn);
  if (src === null) return null;
  const alt = part("alt");
  return {
    src,
    width: readPixels(part("width")),
    height: readPixels(part("height")),
    alt: typeof alt === "string" && alt.trim() !== "" ? collapseSpace(alt) : null,
  };
}

/**
 * The pages that a text links to: absolute http(s) URLs without fragment, in the order of `hrefs`, each page once and
 * at most MAX_LINKS, without the article itself. Relative URLs are resolved against the article's URL, else the site's,
 * and left out if neither is known.
 */
export function readTextLinks(
  hrefs: readonly string[],
  articleUrl: string | null,
  { site, identifyingParams }: Pick<Config, "site" | "identifyingParams">,
): string[] {
  const base = baseOf(articleUrl, site) ?? undefined;
  const cleanForm = (url: string) => urlKeys(url, identifyingParams)?.clean ?? url;
  const seen = new Set(articleUrl === null ? [] : [cleanForm(articleUrl)]);
  const links: string[] = [];
  for (const href of hrefs) {
    if (links.length === MAX_LINKS) break;
    if (href.length > LINK_MAX_CHARS) continue;
    const url = URL.parse(href, base);
    if (url === null || !/^https?:$/.test(url.protocol)) continue;
    url.hash = "";
    const key = cleanForm(url.href);
    if (!seen.has(key)) links.push(url.href);
    seen.add(key);
  }
  return links;
}

/** Lower-case words joined by hyphens. Letters and digits of every script stay; marks on Latin letters are removed. */
export function slugify(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

function resolveLink(field: NamedValue, value: unknown, base: string | null, warn: Warn): string | null {
  const accepted = "an http(s) URL, or one relative to site.url";
  if (typeof value !== "string") return refuse(field, accepted);
  const link = value.trim();
  const isAbsolute = SCHEME.test(link);
  if (!isAbsolute && base === null) return null;
  const parsed = isAbsolute ? URL.parse(link) : URL.parse(link, base ?? undefined);
  if (parsed === null) return refuse(field, accepted);
  if (!/^https?:$/.test(parsed.protocol)) {
    warn(`${field.name}: ${showValue(link)} is left out; expected ${accepted}`);
    return null;
  }
  // As the author wrote it, unless it only becomes a URL after a browser's repairs.
  return isAbsolute && /^https?:\/\/[^\s\\]+$/i.test(link) ? link.toWellFormed() : parsed.href;
}

function readPixels(value: unknown): number | null {
  const number = typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number > 0 ? number : null;
}

/** Escapes each segment separately: slashes in an id or slug are levels of the path. */
function escapePath(text: string): string {
  return text.split("/").map(encodeURIComponent).join("/");
}

/** Base of relative links: the article's own address, else the site's; null if neither is known. */
export function baseOf(articleUrl: string | null, site: Site): string | null {
  return articleUrl ?? (site.url === null ? null : withEndSlash(site.url));
}

function withEndSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}
