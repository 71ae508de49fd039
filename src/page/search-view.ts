// Results, which the search box renders itself: the page adds a heading and a title, and moves the focus.

import type { BackstorySearch } from "../widget/search-element.ts";
import { pageElement } from "./elements.ts";
import type { Arrival, Stage } from "./stage.ts";

export function searchBox(): BackstorySearch {
  // Its class comes with widget.js, which the page loads like any other site.
  return pageElement("search", HTMLElement) as BackstorySearch;
}

export function showResults(stage: Stage, query: string, arrival: Arrival): void {
  const scene = stage.begin("results", arrival);
  const heading = pageElement("results-title", HTMLHeadingElement);
  heading.textContent = query === "" ? "Results" : `Results for “${query}”`;
  stage.present(scene, query, []);
  if (arrival === "followed" || arrival === "returned") heading.focus({ preventScroll: true });
}
