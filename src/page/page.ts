// The search page's entry: the address decides what is shown, and everything that is done changes the address.
// A browser's page only; it imports nothing of the function.

import { showArticle } from "./article-view.ts";
import { leadTo, onFollow, pageElement } from "./elements.ts";
import { showList } from "./list-view.ts";
import { addressOf, type Place, readPlace } from "./place.ts";
import { SearchBox } from "./search-box.ts";
import { type Arrival, Stage } from "./stage.ts";

/** Marks the history entry of a query that is still being typed: the next letter replaces it. */
interface Unfinished {
  readonly unfinished: true;
}
const UNFINISHED: Unfinished = { unfinished: true };

const stage = new Stage(document.title);
const box = new SearchBox({
  typed(place) {
    if (addressOf(place) === location.href) return;
    if (isUnfinished()) history.replaceState(UNFINISHED, "", addressOf(place));
    else history.pushState(UNFINISHED, "", addressOf(place));
    show(place, "asked");
  },
  submitted(place) {
    if (isUnfinished() || addressOf(place) === location.href)
      history.replaceState(null, "", addressOf(place));
    else history.pushState(null, "", addressOf(place));
    show(place, "asked");
  },
});

onFollow((link) => {
  if (link.href !== location.href) history.pushState(null, "", link.href);
  show(readPlace(link.search), "followed");
});
addEventListener("popstate", () => show(readPlace(location.search), "returned"));

// A fragment alone would be taken for one of the base address.
const main = pageElement("content", HTMLElement);
pageElement("skip", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
leadTo(pageElement("home", HTMLAnchorElement), { view: "latest" });
show(readPlace(location.search), "loaded");

function show(place: Place, arrival: Arrival): void {
  box.show(place);
  if (place.view === "article") void showArticle(stage, place, arrival);
  else void showList(stage, place, arrival);
}

function isUnfinished(): boolean {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "unfinished" in state;
}
