// The site's own template filled with related articles: elements say by `data-backstory` what they are for.
// `item` is repeated for each article (the whole template where nothing is); in it `link`, `title`, `summary`, `section`,
// `author`, `date` and `image`, several separated by spaces. What an article lacks is taken out.

import type { Article } from "./answers.ts";
import { setAll } from "./dom.ts";
import { addressOf, imageOf, type Layout } from "./related-list.ts";

const TEXTS = ["title", "summary", "section", "author", "date"];

type Filling = Pick<Layout, "href" | "day">;

/** The items carry `data-backstory-hit`, their place in the list from 0 on. */
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
