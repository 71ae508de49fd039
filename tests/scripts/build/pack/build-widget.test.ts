// The build step of the web components: the size of the bundles, their names and digests, the values filled in, and
// that shortened names and translations match the originals.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWidget, readBundles, SHORTENED, scriptTag } from "../../../../scripts/build/pack/widget.ts";
import { FETCHED_LANGUAGES } from "../../../../src/http/routes/widget.ts";
import { RELATED_STRINGS } from "../../../../src/widget/related-strings.ts";
import { SEARCH_STRINGS } from "../../../../src/widget/search-strings.ts";
import { makeTempFolder, tempFolder } from "../../../support/temp-folder.ts";

/** 4,000 and 10,000 bytes with `gzip -9c`, which writes up to 45 bytes more than Node's zlib. */
const MOST_BYTES = { "related.js": 3_955, "widget.js": 9_955 } as const;
const SOURCE = "src/widget";

/** A newly built bundle. */
async function built(more: Partial<Parameters<typeof buildWidget>[0]> = {}) {
  const outFolder = more.outFolder ?? (await tempFolder());
  const wish = { sourceFolder: SOURCE, timeZone: "UTC", events: true, ...more, outFolder };
  const { bundles, written } = await buildWidget(wish);
  const text = (name: string) => readFile(join(outFolder, name), "utf8");
  return { outFolder, bundles, written, text };
}

let plain: ReturnType<typeof built>;
let plainFolder: Awaited<ReturnType<typeof makeTempFolder>>;
beforeAll(async () => {
  plainFolder = await makeTempFolder();
  plain = built({ outFolder: plainFolder.folder });
});
afterAll(() => plainFolder.remove());

describe("a bundle", () => {
  it.each(Object.entries(MOST_BYTES))("%s has at most %d bytes when compressed", async (name, most) => {
    const { text } = await plain;
    expect(gzipSync(await text(name), { level: 9 }).length).toBeLessThanOrEqual(most);
  });

  it("is written under its plain name and under a hashed one", async () => {
    const { bundles, text, written } = await plain;
    for (const { name, hashedName } of bundles) {
      expect(hashedName).toMatch(new RegExp(`^${name.replace(".js", "")}-[0-9a-f]{16}\\.js$`));
      expect(await text(hashedName)).toBe(await text(name));
      expect(written).toContain(hashedName);
    }
    expect(bundles.map(({ name }) => name)).toEqual(["widget.js", "related.js"]);
  });

  it("has another hashed name if its content changes, and otherwise the same", async () => {
    const names = async (bundle: typeof plain) => (await bundle).bundles.map((one) => one.hashedName);
    const utc = await names(plain);
    expect(await names(built())).toEqual(utc);
    const tokyo = await names(built({ timeZone: "Asia/Tokyo" }));
    expect(tokyo[0]).not.toBe(utc[0]);
    expect(tokyo[1]).not.toBe(utc[1]);
  });

  it("is listed with the digest that a browser checks, even if it was built earlier", async () => {
    const { outFolder, bundles, text } = await plain;
    for (const { name, integrity } of bundles) {
      const digest = createHash("sha384")
        .update(await text(name))
        .digest("base64");
      expect(integrity).toBe(`sha384-${digest}`);
    }
    expect(await readBundles(outFolder)).toEqual(bundles);
    expect(await readBundles(await tempFolder())).toEqual([]);
  });

  it("is embedded by a script tag with the full URL, whose host is the Worker's", () => {
    const bundle = { name: "related.js", hashedName: "related-0.js", integrity: "sha384-x" };
    for (const [basePath, path] of [
      ["/", "/related-0.js"],
      ["/archive", "/archive/related-0.js"],
      ["/archive/", "/archive/related-0.js"],
    ] as const) {
      expect(scriptTag(bundle, basePath)).toBe(
        `<script type="module" src="https://YOUR-WORKER.example${path}" integrity="sha384-x" crossorigin="anonymous"></script>`,
      );
    }
  });

  it("is a single module that parses no markup, evaluates no text and imports no other module", async () => {
    const { text } = await plain;
    for (const name of Object.keys(MOST_BYTES)) {
      const script = await text(name);
      expect(script).not.toMatch(
        /\beval\b|\bFunction\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write/,
      );
      expect(script).not.toMatch(/\bimport\s*\(|\bimport\s*["{*]|\brequire\(|\bfrom\s*["']/);
      expect(script).not.toContain("sourceMappingURL");
    }
  });

  it("knows the site's time zone, and sends events only if the Worker accepts them", async () => {
    const { text } = await built({ timeZone: "Pacific/Chatham" });
    expect(await text("related.js")).toContain("Pacific/Chatham");
    expect(await text("related.js")).toContain("sendBeacon");
    const without = await built({ events: false });
    expect(await without.text("related.js")).not.toContain("sendBeacon");
    expect(await without.text("widget.js")).not.toContain("sendBeacon");
    expect(await text("related.js")).not.toContain("SITE");
  });

  it("is written only if its bytes changed, and earlier builds stay", async () => {
    const first = await built();
    const { outFolder } = first;
    expect((await built({ outFolder })).written).toEqual([]);
    const before = first.bundles[0]?.hashedName ?? "";
    await writeFile(join(outFolder, "widget.js"), "changed");
    expect((await built({ outFolder })).written).toEqual(["widget.js"]);
    const other = await built({ outFolder, timeZone: "Asia/Tokyo" });
    expect(other.written.toSorted()).toEqual(
      [...other.bundles.flatMap(({ name, hashedName }) => [name, hashedName])].toSorted(),
    );
    expect((await stat(join(outFolder, before))).isFile()).toBe(true);
  });
});

describe("names that a bundle shortens", () => {
  const sources = readdirSync(SOURCE)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(SOURCE, name), "utf8"))
    .join("\n");

  it("are all there, each once", () => {
    expect(SHORTENED.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
    expect(new Set(SHORTENED).size).toBe(SHORTENED.length);
  });

  it("are not fields of the API", () => {
    const fields = new Set<string>();
    JSON.parse(readFileSync("docs/openapi.json", "utf8"), function (this: unknown, key, value) {
      if (key === "properties" && typeof value === "object" && value !== null) {
        for (const name of Object.keys(value)) fields.add(name);
      }
      if (key === "name" && typeof value === "string") fields.add(value);
      return value;
    });
    expect(fields.size).toBeGreaterThan(40);
    expect(SHORTENED.filter((name) => fields.has(name))).toEqual([]);
  });

  it("are not string names, attributes or anything else looked up by name", () => {
    const words = [...Object.keys(RELATED_STRINGS.en), ...Object.keys(SEARCH_STRINGS.en)];
    expect(SHORTENED.filter((name) => words.includes(name))).toEqual([]);
    const attributes = [...sources.matchAll(/Attribute\(\s*"([^"]+)"/g)].map(([, name]) => name);
    const observed = [...sources.matchAll(/observedAttributes =\s*"([^"]+)"/g)].flatMap(([, names]) =>
      names?.split(" "),
    );
    const lists = [...sources.matchAll(/\[("\w+"(?:, "\w+")*)\]/g)].flatMap(([, names]) =>
      names?.match(/\w+/g),
    );
    const asked = new Set([...attributes, ...observed, ...lists]);
    for (const name of ["article-id", "api", "events", "summary"]) expect(asked).toContain(name);
    expect(SHORTENED.filter((name) => asked.has(name))).toEqual([]);
  });
});

describe("translations of the widgets", () => {
  const fetched = Object.fromEntries(
    FETCHED_LANGUAGES.map((lang) => [
      lang,
      JSON.parse(readFileSync(join(SOURCE, "strings", `${lang}.json`), "utf8")) as Record<string, string>,
    ]),
  );
  const all: Readonly<Record<string, string>> = { ...RELATED_STRINGS.en, ...SEARCH_STRINGS.en };
  /** Chinese has a single plural form. */
  const isForm = (name: string) => name.startsWith("count.");
  const placeholders = (text = "") => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

  it("exist as files for exactly the languages fetched on demand, unchanged in the output", async () => {
    expect(readdirSync(join(SOURCE, "strings")).toSorted()).toEqual(
      FETCHED_LANGUAGES.map((lang) => `${lang}.json`),
    );
    const { text } = await plain;
    for (const lang of FETCHED_LANGUAGES) {
      expect(JSON.parse(await text(`strings-${lang}.json`))).toEqual(fetched[lang]);
    }
  });

  it("have the same string names as English in every language", () => {
    for (const words of [RELATED_STRINGS.de, RELATED_STRINGS["zh-Hant"]]) {
      expect(Object.keys(words).toSorted()).toEqual(Object.keys(RELATED_STRINGS.en).toSorted());
    }
    for (const words of [SEARCH_STRINGS.de, SEARCH_STRINGS["zh-Hant"]]) {
      const plain = (some: object) =>
        Object.keys(some)
          .filter((name) => !isForm(name))
          .toSorted();
      expect(plain(words)).toEqual(plain(SEARCH_STRINGS.en));
    }
    for (const [lang, words] of Object.entries(fetched)) {
      expect(Object.keys(words).toSorted(), lang).toEqual(Object.keys(all).toSorted());
    }
  });

  it("have the plural forms that the widget uses", () => {
    for (const [lang, words] of [...Object.entries(SEARCH_STRINGS), ...Object.entries(fetched)]) {
      const forms = [0, 1, 2, 21, 1_000_000].map((count) => new Intl.PluralRules(lang).select(count));
      for (const form of forms.map((one) => (one === "one" ? "one" : "other"))) {
        expect(Object.keys(words), lang).toContain(`count.${form}`);
      }
    }
  });

  it("have the same placeholders as English, and no empty text", () => {
    const languages: [string, Readonly<Record<string, string>>][] = [
      ...Object.entries(RELATED_STRINGS),
      ...Object.entries(SEARCH_STRINGS),
      ...Object.entries(fetched),
    ];
    for (const [lang, words] of languages) {
      for (const [name, text] of Object.entries(words)) {
        expect(placeholders(text), `${lang} ${name}`).toEqual(placeholders(all[name]));
        expect(text.trim(), `${lang} ${name}`).not.toBe("");
      }
    }
  });
});
