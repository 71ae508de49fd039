// The keys of facet values, which articles are filtered and counted by: a facet and a folded name, as in
// `section:world`. The build writes these keys and requests look them up. FacetColumn lists each article's values.

/** Kinds that every archive has. A declared field is another kind, with the field's name. */
export const LABEL_KINDS = ["section", "tag", "author", "lang", "year"] as const;

/** Key of a label in the snapshot's table, where keys of the same kind are next to each other. */
export function labelKey(kind: string, name: string): string {
  return `${kind}:${foldName(name)}`;
}

/** Ignores case, surrounding white space and repeated white space, so that such variants count as the same name. */
export function foldName(name: string): string {
  return name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
}
