import { describe, expect, it } from "vitest";
import { urlKeys } from "../../src/index/url-key.ts";

const clean = (url: string, canonical: string[] = []) => urlKeys(url, canonical)?.clean;
const loose = (url: string, canonical: string[] = []) => urlKeys(url, canonical)?.loose;

describe("urlKeys", () => {
  it("writes the exact key as the URL standard does", () => {
    expect(urlKeys("HTTPS://News.Example:443/a/../b?x=1#y", [])?.exact).toBe("https://news.example/b?x=1#y");
  });

  it.each([
    "utm_source=x",
    "UTM_Medium=x",
    "fbclid=1",
    "gclid=1",
    "_=1",
    "mc_cid=1",
  ])("drops the tracking parameter %s at the clean level and keeps the others", (param) => {
    expect(clean(`https://a.example/x?${param}&page=2#top`)).toBe("https://a.example/x?page=2");
  });

  it("keeps a tracking parameter that the configuration says identifies an article", () => {
    expect(clean("https://a.example/?gclid=7", ["gclid"])).toBe("https://a.example/?gclid=7");
  });

  it("does not depend on the order of parameters, but keeps the order of a repeated one", () => {
    expect(clean("https://a.example/?b=2&a=9&a=1")).toBe(clean("https://a.example/?a=9&b=2&a=1"));
    expect(clean("https://a.example/?a=9&a=1")).not.toBe(clean("https://a.example/?a=1&a=9"));
  });

  it.each([
    "http://a.example/story",
    "https://www.a.example/story/",
    "https://a.example/story/amp",
    "https://a.example/story/amp/?page=2",
    "https://a.example/story//#comments",
  ])("matches %s loosely with https://a.example/story", (url) => {
    expect(loose(url)).toBe(loose("https://a.example/story"));
    expect(clean(url)).not.toBe(clean("https://a.example/story"));
  });

  it("keeps only identifying parameters at the loose level", () => {
    expect(loose("https://a.example/?p=12&page=3", ["p"])).toBe("a.example?p=12");
    expect(loose("https://a.example/?p=12", ["p"])).not.toBe(loose("https://a.example/?p=13", ["p"]));
  });

  it("does not take the letters amp at the end of a word for a segment", () => {
    expect(loose("https://a.example/revamp")).toBe("a.example/revamp");
  });

  it("reads escapes in either case as the same byte", () => {
    expect(clean("https://a.example/caf%c3%a9")).toBe(clean("https://a.example/café"));
  });

  it.each([
    "",
    "story",
    "/story",
    "ftp://a.example/x",
    "javascript:alert(1)",
    "https://",
  ])("gives null for %j, which is no absolute http(s) URL", (url) => {
    expect(urlKeys(url, [])).toBeNull();
  });
});
