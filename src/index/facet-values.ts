// Facet values: what articles can be filtered and counted by. Each consists of a facet and a folded name, as in
// `section:world`; the build writes these keys and a request looks them up. FacetColumn says which articles have which.

/** Kinds that every archive has; a declared field is a kind by its own name. */
export const LABEL_KINDS = ["section", "tag", "author", "lang", "year"] as const;

/** Key of a label in the table of the snapshot; keys of one kind lie side by side there. */
export function labelKey(kind: string, name: string): string {
  return `${kind}:${foldName(name)}`;
}

/** Names are the same without regard to upper and lower case, to white space around and to how much of it is inside. */
export function foldName(name: string): string {
  return name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
}
