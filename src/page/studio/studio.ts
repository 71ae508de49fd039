// Entry of the operator's page: the address decides what is shown, and everything but a draft is in the address. Browser
// code only.

import { heldKey, holdKey } from "../key.ts";
import { askForEntry, type Refused } from "./ask.ts";
import { CompareView } from "./compare-view.ts";
import { DraftView } from "./draft-view.ts";
import { ExplainView } from "./explain-view.ts";
import { KeyGate } from "./key-gate.ts";
import { byId, onFollow, placeLink } from "./parts.ts";
import { addressOf, COMPARE, DRAFT, EXPLAIN, type Place, readPlace } from "./places.ts";
import { failure } from "./results.ts";

/** How the operator got here; decides whether the heading gets the focus. */
type Arrival = "loaded" | "followed" | "returned" | "asked";

const siteTitle = document.title;
const view = byId("view", HTMLDivElement);
const held = byId("held", HTMLParagraphElement);
const links = new Map([
  ["explain", placeLink(EXPLAIN, "Explain")],
  ["compare", placeLink(COMPARE, "Compare")],
  ["draft", placeLink(DRAFT, "Draft")],
] as const);
const gate = new KeyGate(() => show(readPlace(location.search), "followed"));
const views = {
  explain: new ExplainView(closed, go),
  compare: new CompareView(closed, go, entitle),
  draft: new DraftView(closed),
} as const;

byId("views", HTMLElement).append(...links.values());
onFollow((link) => {
  if (link.href !== location.href) history.pushState(null, "", link.href);
  show(readPlace(link.search), "followed");
});
addEventListener("popstate", () => show(readPlace(location.search), "returned"));
byId("forget", HTMLButtonElement).addEventListener("click", () => {
  holdKey(null);
  void enter("followed");
});
// A fragment alone would be resolved against the base address.
const main = byId("content", HTMLElement);
byId("skip", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
void enter("loaded");

/** Checks whether the page may be opened before requesting anything of the archive. */
async function enter(arrival: Arrival): Promise<void> {
  const answer = await askForEntry(new AbortController().signal);
  if (answer.kind === "value") return show(readPlace(location.search), arrival);
  if (answer.kind === "refused") return closed(answer);
  if (answer.kind === "failed") view.replaceChildren(failure(answer, () => void enter(arrival)));
}

/** Goes to another place like a link, but the operator is still in the form. */
function go(place: Place): void {
  const address = addressOf(place);
  if (address !== location.href) history.pushState(null, "", address);
  show(place, "asked");
}

function show(place: Place, arrival: Arrival): void {
  held.hidden = heldKey() === null;
  for (const [name, link] of links) {
    if (name === place.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  for (const [name, other] of Object.entries(views)) if (name !== place.view) other.leave();
  const { node } = views[place.view];
  if (view.firstChild !== node) view.replaceChildren(node);
  entitle(showIn(place));
  if (arrival === "followed") scrollTo(0, 0);
  if (arrival === "followed" || arrival === "returned") focusHeading();
}

/** @returns the title of what is shown */
function showIn(place: Place): string {
  switch (place.view) {
    case "explain":
      views.explain.show(place);
      return views.explain.titleOf(place);
    case "compare":
      views.compare.show(place);
      return views.compare.titleOf();
    case "draft":
      views.draft.show();
      return views.draft.titleOf();
  }
}

/** Without an accepted key, a form for one replaces every view; the address stays. */
function closed(refusal: Refused): void {
  for (const other of Object.values(views)) other.leave();
  gate.show(refusal);
  if (heldKey() !== null) holdKey(null);
  held.hidden = true;
  entitle("Key");
  view.replaceChildren(gate.node);
  gate.focus();
}

function entitle(title: string): void {
  document.title = `${title} – ${siteTitle}`;
}

function focusHeading(): void {
  view.querySelector("h1")?.focus({ preventScroll: true });
}
