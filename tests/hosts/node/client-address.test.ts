// Whom the Node server takes for its client: the peer of the connection, unless reverse proxies in front are stated.

import { describe, expect, it } from "vitest";
import { addressOf } from "../../../src/hosts/node/client-address.ts";

const PEER = "198.51.100.4";
const of = (trustedProxies: number, forwardedFor = "", remoteAddress: string | undefined = PEER) =>
  addressOf({ remoteAddress, forwardedFor }, trustedProxies);

describe("the client's address", () => {
  it("is the peer's, whatever X-Forwarded-For claims, if no proxy is stated", () => {
    for (const claim of ["", "203.0.113.7", "203.0.113.7, 203.0.113.8", "127.0.0.1", "::1", "nonsense"]) {
      expect(of(0, claim)).toBe(PEER);
    }
  });

  it("is what the outermost of the stated proxies saw, and never a client's own claim", () => {
    expect(of(1, "203.0.113.7")).toBe("203.0.113.7");
    expect(of(1, "10.9.9.9, 127.0.0.1, 203.0.113.7")).toBe("203.0.113.7");
    expect(of(2, "10.9.9.9, 203.0.113.7, 192.0.2.1")).toBe("203.0.113.7");
  });

  it("is the peer's if there are fewer entries than proxies, or the entry is no address", () => {
    expect(of(1)).toBe(PEER);
    expect(of(3, "203.0.113.7, 192.0.2.1")).toBe(PEER);
    for (const entry of ["unknown", "_hidden", "203.0.113", "", "203.0.113.7 or so"]) {
      expect(of(1, `203.0.113.9, ${entry}`)).toBe(PEER);
    }
  });

  it.each([
    ["203.0.113.7:4711", "203.0.113.7"],
    ["[2001:db8::1]:4711", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
  ])("is read from %s as %s", (entry, address) => {
    expect(of(1, entry)).toBe(address);
  });

  it("is an IPv4 address as such on a socket for both versions, and null once the connection is gone", () => {
    expect(of(0, "", "::ffff:203.0.113.7")).toBe("203.0.113.7");
    expect(of(0, "", "fe80::1%eth0")).toBe("fe80::1");
    expect(addressOf({ forwardedFor: "" }, 0)).toBeNull();
  });
});
