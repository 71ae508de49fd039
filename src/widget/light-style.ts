// The related list's style sheet, added once to each document or shadow root that has such an element.

import css from "./related.css";

/** A sheet made by a script needs no permission from a content security policy. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Comes first, so that everything the site adopts comes after it. */
export function adoptSheet(root: DocumentOrShadowRoot): void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.unshift(sheet);
}
