// The names of facets in a response. Parameters are singular, because each one names a single value to filter by;
// records and facets are plural. A field from the configuration keeps its name.

import { LABEL_KINDS } from "../index/facet-values.ts";

/** `section` → `sections`, `year` → `years`. */
export function facetName(parameter: string): string {
  return (LABEL_KINDS as readonly string[]).includes(parameter) ? `${parameter}s` : parameter;
}
