// The related list's own layouts, for sites without a template: a heading and one list of links, or earlier and later
// coverage around the article. The classes are for the site's style sheets.

import { type Article, text } from "./answers.ts";
import { type Child, h, textOf, webAddress } from "./dom.ts";

export interface Layout {
  readonly layout: string;
  /** Language of our texts; null if the site has its own. */
  readonly lang: string | null;
  /** Empty for no heading. */
  readonly heading: string;
  /** 1 to 6. */
  readonly level: number;
  /** The site's address pattern, with `{id}`. */
  readonly href: string | null;
  readonly translateText: (name: string) => string;
  readonly day: (date: string) => string;
}

/** Renders `all` in order. Each item has `data-backstory-hit`, its position from 0. */
export function renderCoverage(all: readonly Article[], layout: Layout): HTMLElement {
  const { heading, lang, level, translateText } = layout;
  const title = (text: string, level: number) => text && h(`h${Math.min(level, 6)}` as "h2", {}, text);
  const group = (side: string): Child[] => {
    const items = all.flatMap((hit, index) =>
      hit.side === side ? h("li", { "data-backstory-hit": index }, ...partsOf(hit, layout)) : [],
    );
    // Safari's screen reader ignores lists without markers, unless they have a role.
    const list = items.length > 0 && h("ul", { role: "list" }, ...items);
    return [list && side && title(translateText(side), heading ? level + 1 : level), list];
  };
  return h(
    "nav",
    {
      "aria-label": heading || translateText("related"),
      class: `backstory backstory-${layout.layout}`,
      lang,
    },
    title(heading, level),
    ...group("before"),
    all[0]?.side && h("p", { class: "backstory-here" }, translateText("here")),
    ...group("after"),
    ...group(""),
  );
}

function partsOf(hit: Article, { layout, href, translateText, day }: Layout): Child[] {
  const own = textOf(hit.lang);
  const image = imageOf(hit);
  const address = addressOf(hit, href);
  const title = h(address ? "a" : "span", { class: "backstory-title", href: address, ...own }, hit.title);
  const facts = h(
    "p",
    { class: "backstory-facts" },
    layout !== "compact" && hit.section && h("span", own, hit.section),
    // White space keeps words apart in text that is copied or spoken.
    " ",
    hit.date && h("time", { datetime: hit.date }, day(hit.date)),
    " ",
    hit.members && h("span", {}, translateText("members")),
  );
  if (layout === "timeline") return [facts, title];
  return [
    layout === "cards" && image && h("img", image),
    title,
    facts,
    layout === "list" && hit.summary && h("p", own, hit.summary),
  ];
}

/** Where a hit links to: the site's pattern with `{id}`, else the archive's address. */
export function addressOf({ id, url }: Article, href: string | null): string | null {
  return webAddress(href?.replace("{id}", () => encodeURIComponent(id)) ?? url);
}

/** Attributes of the image; null if its size is unknown, because it would push the page around. */
export function imageOf({ image }: Article) {
  const { width, height, alt } = image;
  const src = webAddress(text(image.src));
  return src && width && height ? { loading: "lazy", width, height, alt: text(alt), src } : null;
}
