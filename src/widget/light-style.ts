// The related list's style sheet, in the document or the shadow root that the element stands in, once each.

import css from "./related.css";

/** A sheet that a script makes needs no leave of a content security policy. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** First of all: everything that the site adopts comes after it. */
export function adoptSheet(root: DocumentOrShadowRoot): void {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.unshift(sheet);
}
