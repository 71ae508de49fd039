// /widget.js: <backstory-search> and <backstory-related>.

import { BackstorySearch } from "./search-element.ts";

export { BackstoryRelated } from "./related.ts";
export { BackstorySearch };

declare global {
  interface HTMLElementTagNameMap {
    "backstory-search": BackstorySearch;
  }
}

if (!customElements.get("backstory-search")) {
  customElements.define("backstory-search", BackstorySearch);
}
