// /related.js: <backstory-related> alone.

import { BackstoryRelated } from "./related-element.ts";

export { BackstoryRelated };

declare global {
  interface HTMLElementTagNameMap {
    "backstory-related": BackstoryRelated;
  }
}

if (!customElements.get("backstory-related")) {
  customElements.define("backstory-related", BackstoryRelated);
}
