// "Also: …" below a hit: the other versions of the same report that it stands for. An answer names them by id; their
// titles are asked for one by one and shown when they come.

import { askArticle } from "./api.ts";
import { type Child, element, placeLink } from "./elements.ts";

/** A report that the agencies repeat all day must not fill the page. */
const SHOWN_MOST = 3;

/** Null where there is nothing to name. The requests end with `signal`. */
export function alsoLine(ids: readonly string[], signal: AbortSignal): Child {
  if (ids.length === 0) return null;
  const links = ids.slice(0, SHOWN_MOST).map((id) => titledLink(id, signal));
  const parts: Child[] = links.flatMap((link, index) => (index === 0 ? [link] : [" · ", link]));
  const more = ids.length - links.length;
  return element("p", { class: "also" }, "Also: ", ...parts, more === 0 ? null : ` and ${more} more`);
}

/** A link that works at once; the id stands in for the title until that is there. */
function titledLink(id: string, signal: AbortSignal): HTMLAnchorElement {
  const link = placeLink({ view: "article", id }, id);
  void askArticle(id, signal).then((answer) => {
    if (answer.kind === "value") link.textContent = answer.value.title;
  });
  return link;
}
