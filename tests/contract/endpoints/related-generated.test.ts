// Generated requests for related articles: a URL and a body that mean the same get the same response, and no body,
// however odd, gets anything but a response or a refusal that names the field.

import { describe, expect, it } from "vitest";
import { RELATED_BODY } from "../../../src/http/parameters/parameters.ts";
import { seededRandom } from "../../support/random.ts";
import { sampleService } from "../../support/sample-service.ts";

const get = sampleService();
const { hits: newest } = (await get("/v1/articles?limit=50")).body;
const ids: string[] = newest.map(({ id }: { id: string }) => id);

function post(text: string) {
  return get("/v1/related", {
    method: "POST",
    body: text,
    headers: { "Content-Type": "application/json" },
  });
}

function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

type Options = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** About half of the options, each with a valid value. */
function randomOptions(random: () => number): Options {
  const all: Options = {
    limit: 1 + Math.floor(random() * 20),
    direction: pick(random, ["any", "before", "after", "timeline"]),
    recency: pick(random, [0, 1, random()]),
    diversity: pick(random, [0, 1, random()]),
    duplicates: pick(random, ["collapse", "include"]),
    exclude: Array.from({ length: Math.floor(random() * 4) }, () => pick(random, [...ids, "nobody"])),
    threshold: pick(random, [0, 1, random()]),
    fallback: pick(random, ["none", "recent"]),
    explain: random() < 0.5,
  };
  return Object.fromEntries(Object.entries(all).filter(() => random() < 0.5));
}

function asQuery(options: Options): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  return parameters.toString();
}

describe.each([501, 502, 503])("related articles of one article, requested in two ways (seed %i)", (seed) => {
  it("are the same by URL and by body", async () => {
    const random = seededRandom(seed);
    for (let i = 0; i < 40; i++) {
      const id = pick(random, ids);
      const options = randomOptions(random);
      const query = asQuery(options);
      const { id: _, ...byUrl } = (await get(`/v1/articles/${id}/related?${query}`)).body;
      const { ids: __, ...byBody } = (await post(JSON.stringify({ ids: [id], ...options }))).body;
      expect(byBody, `${id} ${query}`).toEqual(byUrl);
    }
  });
});

const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  "",
  "a",
  "\ud800",
  "\u0000",
  "x".repeat(3000),
  [],
  ["a"],
  [[["a"]]],
  [null],
  {},
  { toString: 1 },
];
/** Lone surrogates, infinities and duplicate keys, which an object in memory can't have. */
const ODD_TEXTS = ['"\\udfff"', "1e999", "-0", '{"a":1,"a":2}', '["__proto__"]'];

describe.each([601, 602, 603])("a body with odd values (seed %i)", (seed) => {
  it("is accepted, or refused with the field's name", async () => {
    const random = seededRandom(seed);
    const names = [...Object.keys(RELATED_BODY), "__proto__", "constructor", "section", "", "a.b"];
    for (let i = 0; i < 150; i++) {
      const fields = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
        const value = random() < 0.2 ? pick(random, ODD_TEXTS) : JSON.stringify(pick(random, ODD));
        return `${JSON.stringify(pick(random, names))}:${value}`;
      });
      const text = `{${fields.join(",")}}`;
      const { status, body } = await post(text);
      // A field of an object within the body is named with the object's name as a prefix.
      const isNamed = names.some((name) =>
        [`\`${name}\``, `"${name}"`, `\`${name}.`, `"${name}.`].some((quoted) =>
          body.message?.includes(quoted),
        ),
      );
      expect([200, 400, 404, 413], text).toContain(status);
      if (status !== 200) expect(isNamed, `${text} ${body.message}`).toBe(true);
    }
  });
});
