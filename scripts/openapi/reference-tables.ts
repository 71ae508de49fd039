// The tables of the API reference: parameters, fields of bodies and responses, statuses, errors. Each has two columns,
// a name and its description. Hono's helper escapes all text.

import { errorSection } from "../../src/http/problems/problem.ts";
import type { ApiOperation, ShownSchema } from "./api-document.ts";
import { ERROR_NOTES } from "./error-notes.ts";
import { type Markup, markup, prose, together } from "./markup.ts";

/** Lets a long name break, but only between its words. */
function breakable(name: string): Markup {
  const [first = "", ...others] = name.split(/(?<=_)|(?=[A-Z])/);
  return together([markup`${first}`, ...others.map((word) => markup`<wbr>${word}`)]);
}

interface Row {
  readonly id?: string;
  readonly name: string;
  readonly notes: readonly { readonly text: string; readonly isNeeded?: boolean }[];
  readonly about: Markup;
}

function table(caption: string, heads: readonly [string, string], rows: readonly Row[]): Markup {
  const lines = rows.map(({ id, name, notes, about }) => {
    const said = notes.map(
      ({ text, isNeeded }) =>
        markup`<span class="${isNeeded === true ? "note needed" : "note"}">${text}</span>`,
    );
    const place = id === undefined ? "" : markup` id="${id}"`;
    return markup`<tr${place}><th scope="row"><code>${breakable(name)}</code>${together(said)}</th><td>${about}</td></tr>`;
  });
  return markup`<table>
<caption class="visually-hidden">${caption}</caption>
<thead><tr><th scope="col">${heads[0]}</th><th scope="col">${heads[1]}</th></tr></thead>
<tbody>${together(lines)}</tbody>
</table>`;
}

export function parameterTable({ operationId, parameters }: ApiOperation): Markup {
  const rows = parameters.map(({ name, required, description, schema }) => ({
    id: `${operationId}-${name}`,
    name,
    notes: [required ? NEEDED : defaultNote(schema)].flat(),
    about: prose(description),
  }));
  return table(`Parameters of ${operationId}`, ["Parameter", "Meaning"], rows);
}

export function bodyTable(operationId: string, { properties = {}, required = [] }: ShownSchema): Markup {
  const rows = Object.entries(properties).map(([name, schema]) => ({
    id: `${operationId}-${name}`,
    name,
    notes: [required.includes(name) ? NEEDED : defaultNote(schema)].flat(),
    about: prose(schema.description ?? typeText(schema)),
  }));
  return table(`Fields of the body of ${operationId}`, ["Field", "Meaning"], rows);
}

/** Optional fields are marked. */
export function answerTable(name: string, { properties = {}, required = [] }: ShownSchema): Markup {
  const rows = Object.entries(properties).map(([field, schema]) => ({
    name: field,
    notes: required.includes(field) ? [] : [{ text: "optional" }],
    about: together([
      markup`<span class="type">${typeOf(schema)}</span>`,
      schema.description === undefined ? markup`` : markup`. ${prose(schema.description)}`,
    ]),
  }));
  return table(`Fields of ${name}`, ["Field", "Type and meaning"], rows);
}

export function statusTable({ operationId, responses }: ApiOperation): Markup {
  const rows = Object.entries(responses).map(([status, { description, content }]) => ({
    name: status,
    notes: [],
    about: together([
      prose(description),
      ...Object.values(content ?? {}).map(({ schema }) => answerOf(schema)),
    ]),
  }));
  return table(`Responses of ${operationId}`, ["Status", "Meaning"], rows);
}

export function errorTable(): Markup {
  const rows = ERROR_NOTES.map(({ section, status, type, code, when }) => ({
    id: section,
    name: code,
    notes: [{ text: `${status}, ${type}` }],
    about: prose(when),
  }));
  return table("Errors by code", ["Code", "When"], rows);
}

const NEEDED = { text: "required", isNeeded: true };

function defaultNote({ default: value }: ShownSchema): { readonly text: string }[] {
  return value === undefined ? [] : [{ text: `default ${String(value)}` }];
}

/** A link to the response, or the codes of an error. */
function answerOf(schema: ShownSchema): Markup {
  if (schema.$ref !== undefined) return markup` ${componentLink(schema.$ref)}`;
  const codes = (schema.allOf ?? []).flatMap(({ properties }) => properties?.code?.enum ?? []).map(String);
  if (codes.length === 0) return markup``;
  const links = codes.map(
    (code, at) => markup`${at === 0 ? "" : ", "}<a href="#${errorSection(code)}"><code>${code}</code></a>`,
  );
  return markup`<span class="codes">${together(links)}</span>`;
}

function componentLink(ref: string): Markup {
  const name = ref.split("/").at(-1) ?? "";
  return markup`<a href="#answer-${name}">${name}</a>`;
}

/** `isSeveral`: in the plural, for the items of a list. */
function typeOf(schema: ShownSchema, isSeveral = false): Markup {
  const { $ref, items, anyOf, type, enum: choices } = schema;
  if ($ref !== undefined) return componentLink($ref);
  if (choices !== undefined) return prose(choices.map((choice) => `\`${String(choice)}\``).join(", "));
  if (anyOf !== undefined) {
    const kinds = anyOf.map((each, at) => markup`${at === 0 ? "" : " or "}${typeOf(each)}`);
    return together(kinds);
  }
  if (type === "array" && items !== undefined)
    return markup`list${isSeveral ? "s" : ""} of ${typeOf(items, true)}`;
  return markup`${typeText(schema)}${isSeveral ? "s" : ""}`;
}

const PLAIN_TYPES: Readonly<Record<string, string>> = {
  string: "string",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  array: "list",
  null: "null",
};

function typeText({ type, const: only }: ShownSchema): string {
  if (only !== undefined) return JSON.stringify(only);
  const types = typeof type === "string" ? [type] : (type ?? []);
  return types.map((each) => PLAIN_TYPES[each] ?? each).join(" or ");
}
