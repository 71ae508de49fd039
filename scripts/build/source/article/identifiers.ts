// Encodes ids of articles so that they are safe in the path of a URL, and decodes them. Letters, digits and `._-` stay
// the same; other bytes become `~HH`. How an article's id is chosen is normalise.ts.

import { createHash } from "node:crypto";

const ID_MAX_CHARS = 128;
const LONG_PREFIX_CHARS = 90;
const DIGEST_HEX_CHARS = 32;

const LONG_FORM = /^[A-Za-z0-9._~-]{90}~~[0-9a-f]{32}$/;

/**
 * An id that matches `[A-Za-z0-9._~-]{1,128}`. Distinct ids stay distinct. An id whose encoding is longer than 128
 * characters is cut and ends in `~~` and half its SHA-256, so it can't be decoded. Throws a RangeError for the empty
 * id.
 */
export function encodeId(sourceId: string): string {
  if (sourceId === "") throw new RangeError('encodeId: sourceId is "", expected at least one character');
  // Every HTTP client resolves "." and ".." in a path, so these two are escaped completely.
  if (sourceId === "." || sourceId === "..") return sourceId.replaceAll(".", "~2E");
  // A `~` stays unless the two characters after it would turn it into an escape.
  const encoded = sourceId.replace(/~(?=[0-9A-F]{2})|[^A-Za-z0-9._~-]+/g, escapeBytes);
  if (encoded.length <= ID_MAX_CHARS && LONG_FORM.test(encoded)) {
    return `${encoded.slice(0, LONG_PREFIX_CHARS)}~7E${encoded.slice(LONG_PREFIX_CHARS + 1)}`;
  }
  if (encoded.length <= ID_MAX_CHARS) return encoded;
  const digest = createHash("sha256").update(sourceId, "utf8").digest("hex").slice(0, DIGEST_HEX_CHARS);
  return `${encoded.slice(0, LONG_PREFIX_CHARS)}~~${digest}`;
}

function escapeBytes(text: string): string {
  return Buffer.from(text, "utf8").reduce(
    (escaped, byte) => `${escaped}~${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    "",
  );
}
