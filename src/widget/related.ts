// /related.js: <backstory-related> alone.

import { BackstoryRelated } from "./related-element.ts";

export { BackstoryRelated };

if (customElements.get("backstory-related") === undefined) {
  customElements.define("backstory-related", BackstoryRelated);
}
