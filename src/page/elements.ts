// Makes elements from nodes, attributes and text, never from markup that has to be parsed.

import { addressOf, type Place } from "./place.ts";

export type Child = Node | string | null;

/** Marks links whose clicks the page handles itself. */
const ROUTED = "data-routed";

/** A new element. Children that are null are left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** The element of index.html with this id. Throws if the page and its script don't belong together. */
export function pageElement<T extends HTMLElement>(id: string, type: new () => T): T {
  const node = document.getElementById(id);
  if (!(node instanceof type)) throw new Error(`index.html has no ${type.name} with the id "${id}"`);
  return node;
}

/** A real link; a plain click follows it without reloading the page. */
export function placeLink(place: Place, text: string): HTMLAnchorElement {
  return element("a", { href: addressOf(place), [ROUTED]: "" }, text);
}

/** Makes a link of index.html lead to a place. */
export function leadTo(link: HTMLAnchorElement, place: Place): void {
  link.href = addressOf(place);
  link.setAttribute(ROUTED, "");
}

/** Calls `follow` for plain clicks on the page's own links; the browser handles all others. */
export function onFollow(follow: (link: HTMLAnchorElement) => void): void {
  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    // The first element of the path, which may be inside the search box's shadow tree.
    const [target] = event.composedPath();
    if (event.defaultPrevented || !plain || !(target instanceof Element)) return;
    const link = target.closest("a");
    if (!link?.hasAttribute(ROUTED)) return;
    event.preventDefault();
    follow(link);
  });
}

/** Attributes for an article's own text: its direction, and its language if it differs from the page's. */
export function textAttributes(lang: string): Record<string, string> {
  const own = lang !== "" && lang !== document.documentElement.lang;
  return own ? { dir: "auto", lang } : { dir: "auto" };
}
