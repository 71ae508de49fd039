// The readable reference as HTML: everything of the description is in it, nothing of it is active, and a reader of
// whichever kind finds the way.

import { fromHtml } from "hast-util-from-html";
import { toText } from "hast-util-to-text";
import { describe, expect, it } from "vitest";
import { describeApi } from "../../../scripts/openapi/document.ts";
import { ERROR_NOTES } from "../../../scripts/openapi/error-notes.ts";
import { referencePage } from "../../../scripts/openapi/reference-html.ts";

const HOSTILE = `</title><script>alert(1)</script>"'&`;
const DECLARED = { filterFields: ["region"], facetFields: ["region"] };

function make(siteName = "The Test Gazette", basePath = "/", hasPage = true) {
  const document = describeApi({ siteName, basePath, declared: DECLARED, events: true });
  const html = referencePage(document, { hasPage });
  return { document, html, elements: elementsOf(fromHtml(html)) };
}

type Tree = ReturnType<typeof fromHtml>;
type Element = Extract<Tree["children"][number], { type: "element" }>;

function elementsOf(node: Tree | Element): Element[] {
  return node.children.flatMap((child) => (child.type === "element" ? [child, ...elementsOf(child)] : []));
}

const { document, html, elements } = make();
const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
const property = (element: Element, name: string) => element.properties[name];

describe("the readable reference", () => {
  it("has a row for every parameter and field of every operation", () => {
    const ids = new Set(elements.map((element) => property(element, "id")));
    let rows = 0;
    for (const { operationId, parameters, requestBody } of Object.values(document.paths).flatMap((methods) =>
      Object.values(methods),
    )) {
      const fields = Object.keys(requestBody?.content["application/json"]?.schema.properties ?? {});
      for (const name of [...parameters.map((parameter) => parameter.name), ...fields]) {
        expect(ids).toContain(`${operationId}-${name}`);
        rows++;
      }
    }
    expect(rows).toBeGreaterThan(80);
    expect(html).toContain("search-region");
  });

  it("explains every error at the place to which errors link, and every answer", () => {
    const ids = elements.map((element) => property(element, "id"));
    for (const { section } of ERROR_NOTES) expect(ids).toContain(section);
    for (const name of Object.keys(document.components.schemas)) expect(ids).toContain(`answer-${name}`);
  });

  it("has no script, no inline style, no handler and no file of another host", () => {
    for (const name of ["script", "style", "iframe", "img", "base", "form"]) expect(named(name)).toEqual([]);
    for (const { properties } of elements) {
      expect(Object.keys(properties).filter((name) => name === "style" || /^on/i.test(name))).toEqual([]);
    }
    for (const link of [...named("link"), ...named("a")]) {
      expect(String(property(link, "href"))).toMatch(/^(?:#|\/(?!\/))/);
    }
  });

  it("can be found one's way in: language, landmarks, headings in order, tables with headers, a skip link", () => {
    expect(property(named("html")[0] as Element, "lang")).toBe("en");
    for (const name of ["main", "nav", "header", "h1", "title"]) expect(named(name)).toHaveLength(1);
    const levels = elements
      .filter(({ tagName }) => /^h[1-6]$/.test(tagName))
      .map(({ tagName }) => Number(tagName[1]));
    const inMain = levels.slice(1);
    expect(inMain[0]).toBe(1);
    for (const [at, level] of inMain.entries()) expect(level - (inMain[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    for (const table of named("table")) {
      const heads = elementsOf(table).filter(({ tagName }) => tagName === "th");
      expect(elementsOf(table).filter(({ tagName }) => tagName === "caption")).toHaveLength(1);
      expect(heads.length).toBeGreaterThan(2);
      for (const head of heads) expect(["col", "row"]).toContain(property(head, "scope"));
    }
    const [skip] = named("a");
    expect(property(skip as Element, "href")).toBe(`#${property(named("main")[0] as Element, "id")}`);
  });

  it("has every id once, and each link and label leads to one", () => {
    const ids = elements.map((element) => property(element, "id")).filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = named("a").map((link) => String(property(link, "href")));
    for (const target of targets.filter((href) => href.startsWith("#")))
      expect(ids).toContain(target.slice(1));
    for (const element of elements) {
      for (const label of [property(element, "ariaLabelledBy") ?? []].flat()) expect(ids).toContain(label);
    }
  });

  it("shows a site's name as text", () => {
    const hostile = make(HOSTILE);
    expect(hostile.elements.filter(({ tagName }) => tagName === "script")).toEqual([]);
    expect(toText(fromHtml(hostile.html))).toContain(HOSTILE);
  });

  it("lies under the base path with all that it links to, and links to a search page that is there alone", () => {
    const under = make("x", "/_backstory");
    const hrefs = under.elements
      .map((element) => property(element, "href"))
      .filter((href) => href !== undefined);
    const others = hrefs.filter((href) => !String(href).startsWith("#"));
    expect(others).toEqual(["/_backstory/docs.css", "/_backstory/", "/_backstory/openapi.json"]);
    expect(under.html).toContain("https://news.example/_backstory/v1/suggest");
    expect(make("x", "/", false).html).not.toContain('href="/"');
  });
});
