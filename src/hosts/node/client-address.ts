// The address of a client in Node: that of its connection. Only behind a stated number of reverse proxies is
// X-Forwarded-For believed, and only the entries that those proxies added.

import { isIP } from "node:net";

/** An IPv4 address on a socket that accepts both versions. */
const MAPPED_IPV4 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

export interface Connection {
  /** The peer's address; undefined once the connection is closed. */
  readonly remoteAddress?: string | undefined;
  /** X-Forwarded-For as it was sent; empty if it wasn't. */
  readonly forwardedFor: string;
}

/**
 * `trustedProxies` counts the proxies in front of this process. Each appends the address that it was connected from, so
 * that with n proxies the client is the nth entry from the end. Anything further left is the client's own claim.
 */
export function addressOf(
  { remoteAddress, forwardedFor }: Connection,
  trustedProxies: number,
): string | null {
  const peer = remoteAddress === undefined ? null : plainAddress(remoteAddress);
  if (trustedProxies === 0) return peer;
  const entry = forwardedFor.split(",").at(-trustedProxies)?.trim() ?? "";
  const address = plainAddress(entry);
  return isIP(address) === 0 ? peer : address;
}

/** Without brackets, port and zone, and IPv4 as such. */
function plainAddress(text: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
  const [, withPort] = /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(text) ?? [];
  const address = (bracketed ?? withPort ?? text).replace(/%.*$/, "");
  return MAPPED_IPV4.exec(address)?.[1] ?? address;
}
