// Values that a parameter's schema must accept and values that it must refuse: smallest, largest, one beyond each, other
// types, empty, Unicode, injections. Texts in a URL, JSON values in a body.

import { z } from "zod";
import type { Parameter } from "../../src/http/parameters/parameter.ts";

export interface Probes {
  readonly accepted: readonly unknown[];
  readonly refused: readonly unknown[];
}

interface Keywords {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly items?: Keywords;
  readonly anyOf?: readonly Keywords[];
}

export const UNICODE = ["火山 😀 é", "\u202Etxet", "e\u0301"];
export const INJECTIONS = [
  "'; DROP TABLE articles;--",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "%00",
  "a\u0000b",
  "a\r\nX-Injected: 1",
  "{{7*7}}",
  "__proto__",
];
const ODD = [...UNICODE, ...INJECTIONS];

/** What of the schemas only a check knows: some that it lets through and some that it does not. */
const URLS: Probes = {
  accepted: [
    "https://news.example/a",
    `https://news.example/${"a".repeat(2027)}`,
    "HTTP://news.example/火山?q=<script>",
  ],
  refused: [
    `https://news.example/${"a".repeat(2028)}`,
    "https://",
    "javascript:alert(1)",
    "news.example",
    ...ODD,
  ],
};
const MOMENTS: Probes = {
  accepted: ["2024-02-29", "0000-01-01", "9999-12-31", "2024-02-29T23:59", "2024-02-29T23:59:59.999+14:00"],
  refused: ["2023-02-29", "2024-13-01", "2024-02-29T24:00", "2024", "1700000000", ...ODD],
};
const INSTANTS: Probes = {
  accepted: ["2024-02-29T23:59:59Z", "0000-01-01T00:00:00-23:59", "9999-12-31T23:59:59.999+00:00"],
  refused: ["2024-02-29", "2024-02-29T23:59:59", "2023-02-29T00:00:00Z", ...ODD],
};
const LANGUAGES: Probes = {
  accepted: ["en", "pt-BR", "zh-Hant-TW", "sl-rozaj-biske"],
  refused: ["e", "en_GB", "abcd", "de-1996-1996", "", ...ODD],
};

export function urlProbes(parameter: Parameter<unknown>): Probes {
  const { accepted, refused } = probesOf(keywordsOf(parameter.inUrl ?? parameter.schema));
  const blank = parameter.isList === true ? [[""], [" "]] : isText(parameter) ? [] : [""];
  // A number, a list within a list: in a URL all of them are texts.
  const texts = (values: readonly unknown[]) => values.filter((value) => !isOtherType(value));
  return { accepted: texts(accepted), refused: [...texts(refused), ...blank] };
}

export function bodyProbes(parameter: Parameter<unknown>): Probes {
  if (parameter.fields !== undefined) {
    return {
      accepted: [{ text: "A volcano." }],
      refused: ["x", "", 1, 0.5, true, [], [{}], [{ text: "x" }]],
    };
  }
  const keywords = keywordsOf(parameter.schema);
  const { accepted, refused } = probesOf(keywords);
  const kinds = (keywords.anyOf ?? [keywords]).flatMap(({ type }) => type ?? []);
  const others = [
    ["string", "x"],
    ["integer", 1],
    ["number", 0.5],
    ["boolean", true],
    ["array", [{}]],
    ["object", {}],
    ["object", { $ne: null }],
  ] as const;
  const isNumber = kinds.includes("number") || kinds.includes("integer");
  const wrong = others.filter(([kind]) => !kinds.includes(kind) && !(isNumber && kind === "integer"));
  return { accepted, refused: [...refused, ...wrong.map(([, value]) => value)] };
}

/** A free text: blank counts as absent. */
function isText({ schema, absent }: Parameter<unknown>): boolean {
  return keywordsOf(schema).type === "string" && (absent === undefined || absent === "");
}

function isOtherType(value: unknown): boolean {
  return Array.isArray(value) ? value.some((entry) => typeof entry === "object") : typeof value === "object";
}

function keywordsOf(schema: z.ZodType): Keywords {
  return z.toJSONSchema(schema, { io: "input" }) as Keywords;
}

function probesOf(keywords: Keywords): Probes {
  if (keywords.anyOf !== undefined) return ofChoices(keywords.anyOf);
  switch (keywords.type) {
    case "integer":
      return ofNumbers(keywords, 1, [(keywords.minimum ?? 0) + 0.5, 1e300]);
    case "number":
      return ofNumbers(keywords, 0.001, [1e300]);
    case "boolean":
      return { accepted: [true, false], refused: ["TRUE", "1", "yes", ...ODD] };
    case "array":
      return ofLists(keywords);
    case "string":
      return ofTexts(keywords);
    default:
      throw new TypeError(`no probes for ${JSON.stringify(keywords)}`);
  }
}

function ofNumbers({ minimum = 0, maximum = 0 }: Keywords, step: number, others: readonly number[]): Probes {
  return {
    accepted: [minimum, maximum],
    refused: [minimum - step, maximum + step, ...others, "x", "Infinity", "NaN", "0x1", ...ODD],
  };
}

function ofTexts(keywords: Keywords): Probes {
  const { enum: choices, format, pattern = "", minLength = 0, maxLength } = keywords;
  if (choices !== undefined) {
    return { accepted: choices, refused: [choices[0]?.toUpperCase(), `${choices[0]} `, "x", ...ODD] };
  }
  if (format === "uri") return URLS;
  if (format === "date-time") return INSTANTS;
  if (pattern.startsWith("^(?:[A-Za-z]{2,3}|")) return LANGUAGES;
  if (pattern === "^[0-9]{4}$") {
    return { accepted: ["2019", "0000"], refused: ["", "19", "20190", " 2019", "２０１９", ...ODD] };
  }
  if (pattern.startsWith("^[A-Za-z0-9._~-]")) {
    // An id may look odd: `__proto__` is one.
    const isId = (text: string) => new RegExp(pattern).test(text);
    const others = ["a".repeat(129), "a/b", "a b", "", ...ODD.filter((text) => !isId(text))];
    return { accepted: ["a", "Az09._~-".repeat(16), ...ODD.filter(isId)], refused: others };
  }
  // What is counted are characters, not UTF-16 units, and white space around them is not.
  const longest = maxLength === undefined ? [] : ["x".repeat(maxLength), ` ${"😀".repeat(maxLength)} `];
  const beyond = maxLength === undefined ? [] : ["x".repeat(maxLength + 1), "😀".repeat(maxLength + 1)];
  const shortest = "x".repeat(minLength);
  return { accepted: [...(shortest === "" ? [] : [shortest]), ...longest, ...ODD], refused: beyond };
}

function ofLists({ items = {}, minItems = 0, maxItems = 0 }: Keywords): Probes {
  const { accepted, refused } = probesOf(items);
  const [entry] = accepted;
  const many = (count: number) => Array.from({ length: count }, () => entry);
  return {
    accepted: [...accepted.map((value) => [value]), many(Math.max(minItems, 1)), many(maxItems)],
    refused: [...refused.map((value) => [entry, value]), many(maxItems + 1)],
  };
}

/** Moments are two kinds of text; a language is a text or a list; a declared field's values are of three types. */
function ofChoices(choices: readonly Keywords[]): Probes {
  if (choices.every(({ type, pattern }) => type === "string" && pattern?.includes("-02-29"))) return MOMENTS;
  const probes = choices.map((choice) =>
    choice.type === "number"
      ? { accepted: [0, -1.5, 1e300], refused: [] }
      : choice.type === "boolean"
        ? { accepted: [true, false], refused: [] }
        : probesOf(choice),
  );
  return {
    accepted: probes.flatMap(({ accepted }) => accepted),
    refused: probes.flatMap(({ refused }) => refused),
  };
}
