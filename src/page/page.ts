// Entry of the search page: the address decides what is shown, and everything the reader does changes the address. The
// search box and the related list are those that every site can embed; the page adds what is between them.

import { alsoLine } from "./also-line.ts";
import { showArticle } from "./article-view.ts";
import { leadTo, onFollow, pageElement } from "./elements.ts";
import { askWithKey } from "./key.ts";
import { showLatest } from "./latest-view.ts";
import { addressOf, type Place, readMode, readPlace } from "./place.ts";
import { searchBox, showResults } from "./search-view.ts";
import { type Arrival, Stage } from "./stage.ts";

const stage = new Stage(document.title);
const search = searchBox();
search.fetch = askWithKey;
search.renderHit = alsoLine;
let shown: Place["view"] | null = null;

search.addEventListener("loadstart", () => {
  if (shown !== "article") return;
  // Next to an article the search box stays idle until the reader searches again.
  history.pushState(null, "", addressOf({ view: "search", query: search.query }));
  show(readPlace(location.search), "asked");
});
search.addEventListener("loadend", () => {
  if (shown !== "article") show(readPlace(location.search), "asked");
});
// The reader opens a hit of the search box or of a related list.
document.addEventListener("backstory-open", (event) => {
  event.preventDefault();
  // An event that can't be prevented means that the link opens in a new tab.
  if (event.defaultPrevented) follow(event.detail.url);
});
onFollow((link) => follow(link.href));
// Before the search box does: it would read an article's address as an empty search.
addEventListener("popstate", () => show(readPlace(location.search), "returned"), { capture: true });

// A fragment alone would be resolved against the base address.
const main = pageElement("content", HTMLElement);
pageElement("skip", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
leadTo(pageElement("home", HTMLAnchorElement), { view: "latest" });
show(readPlace(location.search), "loaded");

function follow(url: string): void {
  if (url !== location.href) history.pushState(null, "", url);
  show(readPlace(location.search), "followed");
  // A tag, the way home: the box has not heard of the new address.
  search.refresh();
}

function show(place: Place, arrival: Arrival): void {
  shown = place.view;
  document.body.dataset.view = place.view;
  if (place.view === "article") search.removeAttribute("sync");
  else search.setAttribute("sync", "url");
  if (place.view === "article") void showArticle(stage, place.id, arrival);
  else if (place.view === "latest") void showLatest(stage, arrival);
  else showResults(stage, place.query, arrival);
}

const mode = readMode(location.search);
if (mode !== null) search.setAttribute("mode", mode);
