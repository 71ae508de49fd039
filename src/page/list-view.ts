// The newest articles, or what was found for a query: one list that grows by "More".

import { alsoLine } from "./also-line.ts";
import { type Answer, askList, type Hit, type HitList } from "./api.ts";
import { facts } from "./article-facts.ts";
import { type Child, element, placeLink, textAttributes } from "./elements.ts";
import { Memory } from "./memory.ts";
import { addressOf, type ListPlace } from "./place.ts";
import { type Arrival, failure, type Scene, type Stage } from "./stage.ts";

const memory = new Memory<HitList>();

export async function showList(stage: Stage, place: ListPlace, arrival: Arrival): Promise<void> {
  const scene = stage.begin("list", arrival);
  const known = arrival === "returned" ? memory.recall(addressOf(place)) : null;
  if (known !== null) return presentList(stage, scene, place, known);
  const answer = await askList(place, 0, scene.signal);
  if (answer.kind === "aborted") return;
  if (answer.kind === "failed")
    return stage.fail(scene, answer, () => void showList(stage, place, "followed"));
  presentList(stage, scene, place, answer.value);
}

function presentList(stage: Stage, scene: Scene, place: ListPlace, list: HitList): void {
  memory.keep(addressOf(place), list);
  const title = place.view === "search" ? place.query : "";
  if (list.hits.length === 0) {
    stage.present(scene, title, emptyView(place));
    stage.say(place.view === "search" ? "0 articles" : "");
    return;
  }
  const entries = list.hits.map((hit) => entry(hit, scene.signal));
  const items = element("ol", { class: "entries", role: "list" }, ...entries);
  const view = element(
    "div",
    { class: "list" },
    element("h1", { tabindex: "-1", dir: "auto" }, headingOf(place)),
    items,
  );
  addMore(stage, scene, place, { list, items, view });
  stage.present(scene, title, [view]);
  stage.say(countText(list));
}

function headingOf(place: ListPlace): string {
  if (place.view === "latest") return "Latest";
  return place.nearest ? `Nearest to “${place.query}”` : `Results for “${place.query}”`;
}

interface GrowingList {
  readonly list: HitList;
  readonly items: HTMLOListElement;
  readonly view: HTMLDivElement;
}

/** Puts a button below the list that appends the next part, unless there is none. */
function addMore(stage: Stage, scene: Scene, place: ListPlace, { list, items, view }: GrowingList): void {
  const { nextOffset } = list;
  if (nextOffset === null) return;
  const label = place.view === "search" ? "More results" : "More articles";
  const button = element("button", { type: "button", class: "quiet" }, label);
  const foot = element("div", { class: "more" }, button);
  const ask = async () => {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const answer: Answer<HitList> = await askList(place, nextOffset, scene.signal);
    if (answer.kind === "aborted") return;
    if (answer.kind === "failed") {
      button.ariaDisabled = "false";
      return foot.replaceChildren(
        failure(answer, () => void ask()),
        ...(answer.retry ? [] : [button]),
      );
    }
    // An index that was replaced meanwhile may bring an article once more.
    const seen = new Set(list.hits.map(({ id }) => id));
    const added = answer.value.hits.filter(({ id }) => !seen.has(id));
    const grown = { ...answer.value, hits: [...list.hits, ...added] };
    const nodes = added.map((hit) => entry(hit, scene.signal));
    foot.remove();
    items.append(...nodes);
    memory.keep(addressOf(place), grown);
    addMore(stage, scene, place, { list: grown, items, view });
    stage.say(countText(grown));
    nodes[0]?.querySelector("a")?.focus();
  };
  button.addEventListener("click", () => void ask());
  view.append(foot);
}

function entry(hit: Hit, signal: AbortSignal): HTMLLIElement {
  const text = hit.excerpt === "" ? (hit.summary ?? "") : hit.excerpt;
  const attributes = textAttributes(hit.lang);
  return element(
    "li",
    { class: "entry" },
    element("h2", attributes, placeLink({ view: "article", id: hit.id }, hit.title)),
    element("div", { class: "aside" }, facts(hit), hit.score === null ? null : scoreBar(hit.score)),
    text === "" ? null : element("p", { class: "excerpt", ...attributes }, ...marked(text, hit.highlights)),
    alsoLine(hit.duplicates, signal),
  );
}

/** The text with its highlights as `<mark>` nodes. */
function marked(text: string, highlights: Hit["highlights"]): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const [start, end] of highlights) {
    parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

function scoreBar(score: number): HTMLSpanElement {
  const label = `Score ${score.toFixed(2)}`;
  const level = element("span", {});
  level.style.width = `${Math.max(0, Math.min(1, score)) * 100}%`;
  return element("span", { class: "score", role: "img", "aria-label": label, title: label }, level);
}

function countText(list: HitList): string {
  const total = list.total.toLocaleString(document.documentElement.lang);
  const all = `${list.totalIsExact ? "" : "about "}${total} ${list.total === 1 ? "article" : "articles"}`;
  const shown = list.hits.length < list.total ? `${list.hits.length} of ${all}` : all;
  return list.truncated ? `${shown}; only the beginning of the query was read for its meaning` : shown;
}

function emptyView(place: ListPlace): Node[] {
  if (place.view === "latest") {
    return [
      element("h1", { tabindex: "-1" }, "Latest"),
      element("p", { class: "notice" }, "There are no articles in this archive yet."),
    ];
  }
  const { query, mode, nearest } = place;
  const advice = [
    mode === "keyword" ? placeLink({ ...place, mode: "semantic" }, "Search by meaning instead") : null,
    nearest ? null : placeLink({ ...place, nearest: true }, "Show the nearest articles all the same"),
    placeLink({ view: "latest" }, "Latest articles"),
  ].filter((link) => link !== null);
  return [
    element("h1", { tabindex: "-1" }, nearest ? "Nothing found" : "Nothing relevant found"),
    element(
      "div",
      { class: "notice" },
      element("p", { dir: "auto" }, `No article ${nearest ? "is near" : "answers"} “${query}”.`),
      ...advice.map((link) => element("p", {}, link)),
    ),
  ];
}
