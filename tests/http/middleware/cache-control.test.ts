// How long a response may be reused, and when a client already has it.

import { describe, expect, it } from "vitest";
import { cacheControl } from "../../../src/http/middleware/cache-control.ts";
import { matchesTag, namesTag } from "../../../src/http/middleware/conditional.ts";

describe("Cache-Control", () => {
  it.each([
    [Number.POSITIVE_INFINITY, "public, max-age=60, stale-while-revalidate=600, stale-if-error=3600"],
    [660, "public, max-age=60, stale-while-revalidate=600, stale-if-error=3600"],
    [659.9, "public, max-age=60, stale-while-revalidate=599, stale-if-error=3600"],
    [60, "public, max-age=60, stale-if-error=3600"],
    [1.9, "public, max-age=1, stale-if-error=3600"],
    [0.5, "public, max-age=0, stale-if-error=3600"],
    [-1, "public, max-age=0, stale-if-error=3600"],
  ])("of a response that is valid for %d seconds is %s", (left, header) => {
    expect(cacheControl("public", left)).toBe(header);
  });

  it("is private if the response is only for the client that sent the request", () => {
    expect(cacheControl("private", 700)).toMatch(/^private, max-age=60, /);
  });
});

describe("If-None-Match", () => {
  const tag = 'W/"abc"';
  it.each([
    ['W/"abc"', true],
    ['"abc"', true],
    ['"x", W/"abc"', true],
    ['"x","abc" ,"y"', true],
    ["*", true],
    [" * ", true],
    ['"a,b", "abc"', true],
    ['W/"abcd"', false],
    ['"x"', false],
    ["abc", false],
    ["", false],
    ['"*"', false],
    [undefined, false],
  ])("%s matches the response's tag: %s", (header, has) => {
    expect(matchesTag(header, tag)).toBe(has);
  });

  it("`*` does not name a tag", () => {
    expect(namesTag("*", tag)).toBe(false);
    expect(namesTag('"abc"', tag)).toBe(true);
  });
});
