// "Also: …" below a hit: other versions of the same report, which the hit represents. The response has their ids; their
// titles are requested one by one.

import type { RenderHit } from "../widget/search-results.ts";
import { askArticle } from "./api.ts";
import { element, placeLink } from "./elements.ts";

/** A report that agencies repeat all day must not fill the page. */
const SHOWN_MOST = 3;

/** For the search box: adds the line to hits that represent others. */
export const alsoLine: RenderHit = (item, { duplicates }) => {
  const ids = Array.isArray(duplicates) ? duplicates.filter((id) => typeof id === "string") : [];
  if (ids.length === 0) return;
  const links = ids.slice(0, SHOWN_MOST).map(titledLink);
  const parts = links.flatMap((link, index) => (index === 0 ? [link] : [" · ", link]));
  const more = ids.length - links.length;
  item.append(element("p", { part: "also" }, "Also: ", ...parts, more === 0 ? null : ` and ${more} more`));
};

/** A link that works at once; it shows the id until the title has loaded. */
function titledLink(id: string): HTMLAnchorElement {
  const link = placeLink({ view: "article", id }, id);
  link.setAttribute("part", "also-link");
  void askArticle(id, new AbortController().signal).then((answer) => {
    if (answer.kind === "value") link.textContent = answer.value.title;
  });
  return link;
}
