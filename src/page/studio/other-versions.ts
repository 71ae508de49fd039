// "Also represents: …" below a hit: other versions of the same report. The response has their ids; their titles are
// requested one by one.

import { type Child, element } from "../elements.ts";
import { askArticle } from "./ask.ts";
import { placeLink } from "./parts.ts";
import { COMPARE } from "./places.ts";

/** A report that agencies repeat all day must not fill the page. */
const SHOWN_MOST = 3;

/** Null if there are none. The requests end with `signal`. */
export function otherVersions(ids: readonly string[], signal: AbortSignal): Child {
  if (ids.length === 0) return null;
  const links = ids.slice(0, SHOWN_MOST).map((id) => titledLink(id, signal));
  const parts: Child[] = links.flatMap((link, at) => (at === 0 ? [link] : [" · ", link]));
  const more = ids.length - links.length;
  const label = ids.length === 1 ? "Also represents: " : "Also represents: ";
  return element("p", { class: "also" }, label, ...parts, more === 0 ? null : ` and ${more} more`);
}

/** A link that works at once; it shows the id until the title has loaded. */
function titledLink(id: string, signal: AbortSignal): HTMLAnchorElement {
  const link = placeLink({ ...COMPARE, article: id }, id);
  void askArticle(id, signal).then((answer) => {
    if (answer.kind === "value") link.textContent = answer.value.title;
  });
  return link;
}
