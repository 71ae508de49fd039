// How a response names its facets. Parameters are singular, because each names one value to filter by; records and facets
// are plural. A field of the configuration keeps its own name.

import { LABEL_KINDS } from "../index/facet-values.ts";

/** `section` → `sections`, `year` → `years`. */
export function facetName(parameter: string): string {
  return (LABEL_KINDS as readonly string[]).includes(parameter) ? `${parameter}s` : parameter;
}
