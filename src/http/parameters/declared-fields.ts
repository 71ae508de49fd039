// Fields that an archive's configuration declares as filters or facets: parameters whose names are unknown until an
// index is open. They are read together with the route's own parameters but returned separately, so that neither can
// shadow the other.

import type { FieldFilters } from "../../answers/requested-filters.ts";
import { LABEL_KINDS } from "../../index/facet-values.ts";
import { fieldValues, someOf } from "./parameter.ts";
import { readFields, readParameters, type Table, type Values } from "./read-parameters.ts";

/** Names of declared fields, none of them reserved (parameters.ts). */
export interface DeclaredFields {
  readonly filterFields: readonly string[];
  readonly facetFields: readonly string[];
}

export const NO_FIELDS: DeclaredFields = { filterFields: [], facetFields: [] };

/** The values of a route's own parameters and of the declared fields. */
export type Asked<T extends Table> = Values<T> & { readonly fields: FieldFilters };

/** Like readParameters. */
export function readUrl<T extends Table>(
  search: URLSearchParams,
  table: T,
  declared: DeclaredFields,
): Asked<T> {
  return apart(readParameters(search, withFields(table, declared)), table, declared);
}

/** Like readFields. */
export function readBody<T extends Table>(
  body: Readonly<Record<string, unknown>>,
  table: T,
  declared: DeclaredFields,
): Asked<T> {
  return apart(readFields(body, withFields(table, declared)), table, declared);
}

/** A route's table plus the archive's declared fields: as filters and, if the route has `facets`, as values of that. */
export function withFields(table: Table, { filterFields, facetFields }: DeclaredFields): Table {
  const filters = filterFields.map((field) => [field, fieldValues()] as const);
  const known: Table = { ...table, ...Object.fromEntries(filters) };
  if (!Object.hasOwn(table, "facets")) return known;
  return { ...known, facets: someOf([...LABEL_KINDS, ...facetFields]) };
}

function apart<T extends Table>(
  values: Readonly<Record<string, unknown>>,
  table: T,
  { filterFields }: DeclaredFields,
): Asked<T> {
  const own = Object.fromEntries(Object.keys(table).map((name) => [name, values[name]]));
  const fields = new Map(filterFields.map((field) => [field, values[field] as readonly string[]]));
  return { ...(own as Values<T>), fields };
}
