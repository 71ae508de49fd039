// "Also: …" below a hit: the other versions of the same report that it stands for. An answer names them by id; their
// titles are asked for one by one and shown when they come.

import type { RenderHit } from "../widget/search-results.ts";
import { askArticle } from "./api.ts";
import { element, placeLink } from "./elements.ts";

/** A report that the agencies repeat all day must not fill the page. */
const SHOWN_MOST = 3;

/** For the search box: adds the line to a hit that stands for others. */
export const alsoLine: RenderHit = (item, { duplicates }) => {
  const ids = Array.isArray(duplicates) ? duplicates.filter((id) => typeof id === "string") : [];
  if (ids.length === 0) return;
  const links = ids.slice(0, SHOWN_MOST).map(titledLink);
  const parts = links.flatMap((link, index) => (index === 0 ? [link] : [" · ", link]));
  const more = ids.length - links.length;
  item.append(element("p", { part: "also" }, "Also: ", ...parts, more === 0 ? null : ` and ${more} more`));
};

/** A link that works at once; the id stands in for the title until that is there. */
function titledLink(id: string): HTMLAnchorElement {
  const link = placeLink({ view: "article", id }, id);
  link.setAttribute("part", "also-link");
  void askArticle(id, new AbortController().signal).then((answer) => {
    if (answer.kind === "value") link.textContent = answer.value.title;
  });
  return link;
}
