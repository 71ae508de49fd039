// Fills the site's own template with related articles. `data-backstory` says what an element is for: `item` is repeated for
// each article (without one, the whole template is); in it `link`, `title`, `summary`, `section`, `author`, `date` and
// `image`, several separated by spaces. Elements for which an article has no value are removed.

import type { Article } from "./answers.ts";
import { setAll } from "./dom.ts";
import { addressOf, imageOf, type Layout } from "./related-list.ts";

const TEXTS = ["title", "summary", "section", "author", "date"];

type Filling = Pick<Layout, "href" | "day">;

/** The items have `data-backstory-hit`, their position from 0. */
export function fillTemplate(template: HTMLTemplateElement, all: readonly Article[], filling: Filling): Node {
  const whole = template.content.cloneNode(true) as DocumentFragment;
  const item = whole.querySelector("[data-backstory~=item]");
  const samples = item ? [item] : [...whole.children];
  const filled = all.flatMap((hit, index) =>
    samples.map((sample) => {
      const copy = sample.cloneNode(true) as HTMLElement;
      copy.dataset.backstoryHit = String(index);
      for (const node of [copy, ...copy.querySelectorAll<HTMLElement>("[data-backstory]")]) {
        fillNode(node, hit, filling);
      }
      return copy;
    }),
  );
  if (item) item.replaceWith(...filled);
  else whole.replaceChildren(...filled);
  return whole;
}

function fillNode(node: HTMLElement, hit: Article, { href, day }: Filling): void {
  for (const what of (node.dataset.backstory ?? "").split(" ")) {
    if (what === "link") setAll(node, { href: addressOf(hit, href) });
    else if (what === "image") {
      const image = imageOf(hit);
      if (image) setAll(node, image);
      else node.remove();
    } else if (TEXTS.includes(what)) {
      const value = hit[what as "title"];
      const isDate = what === "date";
      if (!value) node.remove();
      node.textContent = isDate && value ? day(value) : value;
      setAll(node, isDate ? { datetime: value } : { lang: hit.lang || null });
    }
  }
}
