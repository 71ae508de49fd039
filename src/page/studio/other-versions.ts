// "Also: …" below a hit: the other versions of the same report that it stands for. An answer names them by id; their
// titles are asked for one by one and shown when they come.

import { type Child, element } from "../elements.ts";
import { askArticle } from "./ask.ts";
import { placeLink } from "./parts.ts";
import { COMPARE } from "./places.ts";

/** A report that the agencies repeat all day must not fill the page. */
const SHOWN_MOST = 3;

/** Null where there is nothing to name. The requests end with `signal`. */
export function otherVersions(ids: readonly string[], signal: AbortSignal): Child {
  if (ids.length === 0) return null;
  const links = ids.slice(0, SHOWN_MOST).map((id) => titledLink(id, signal));
  const parts: Child[] = links.flatMap((link, at) => (at === 0 ? [link] : [" · ", link]));
  const more = ids.length - links.length;
  const label = ids.length === 1 ? "Also represents: " : "Also represents: ";
  return element("p", { class: "also" }, label, ...parts, more === 0 ? null : ` and ${more} more`);
}

/** A link that works at once; the id stands in for the title until that is there. */
function titledLink(id: string, signal: AbortSignal): HTMLAnchorElement {
  const link = placeLink({ ...COMPARE, article: id }, id);
  void askArticle(id, signal).then((answer) => {
    if (answer.kind === "value") link.textContent = answer.value.title;
  });
  return link;
}
