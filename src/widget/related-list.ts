// Related articles as the widget lays them out where the site brings no template of its own: a heading and one list of
// links, or earlier and later coverage around the article. Classes are names for the site's style sheets.

import { type Article, text } from "./answers.ts";
import { type Child, h, textOf, webAddress } from "./dom.ts";

export interface Layout {
  readonly layout: string;
  /** Of our words; null where the site has words of its own. */
  readonly lang: string | null;
  /** Empty for none. */
  readonly heading: string;
  /** 1 to 6. */
  readonly level: number;
  /** The site's pattern of addresses, with `{id}`. */
  readonly href: string | null;
  readonly say: (name: string) => string;
  readonly day: (date: string) => string;
}

/** `all` in the order in which they are shown; each item carries `data-backstory-hit`, its place from 0 on. */
export function renderCoverage(all: readonly Article[], layout: Layout): HTMLElement {
  const { heading, lang, level, say } = layout;
  const title = (text: string, level: number) => text && h(`h${Math.min(level, 6)}` as "h2", {}, text);
  const group = (side: string): Child[] => {
    const items = all.flatMap((hit, index) =>
      hit.side === side ? h("li", { "data-backstory-hit": index }, ...partsOf(hit, layout)) : [],
    );
    // A list without markers is none to Safari's screen reader, unless it says so.
    const list = items.length > 0 && h("ul", { role: "list" }, ...items);
    return [list && side && title(say(side), heading ? level + 1 : level), list];
  };
  return h(
    "nav",
    { "aria-label": heading || say("related"), class: `backstory backstory-${layout.layout}`, lang },
    title(heading, level),
    ...group("before"),
    all[0]?.side && h("p", { class: "backstory-here" }, say("here")),
    ...group("after"),
    ...group(""),
  );
}

function partsOf(hit: Article, { layout, href, say, day }: Layout): Child[] {
  const own = textOf(hit.lang);
  const image = imageOf(hit);
  const address = addressOf(hit, href);
  const title = h(address ? "a" : "span", { class: "backstory-title", href: address, ...own }, hit.title);
  const facts = h(
    "p",
    { class: "backstory-facts" },
    layout !== "compact" && hit.section && h("span", own, hit.section),
    // White space keeps the words apart where text is copied or spoken.
    " ",
    hit.date && h("time", { datetime: hit.date }, day(hit.date)),
    " ",
    hit.members && h("span", {}, say("members")),
  );
  if (layout === "timeline") return [facts, title];
  return [
    layout === "cards" && image && h("img", image),
    title,
    facts,
    layout === "list" && hit.summary && h("p", own, hit.summary),
  ];
}

/** Where a hit leads: by the site's pattern with `{id}`, else the address that the archive has. */
export function addressOf({ id, url }: Article, href: string | null): string | null {
  return webAddress(href?.replace("{id}", () => encodeURIComponent(id)) ?? url);
}

/** Attributes of its image; null where there is none whose size is known: it would push the page around. */
export function imageOf({ image }: Article) {
  const { width, height, alt } = image;
  const src = webAddress(text(image.src));
  return src && width && height ? { loading: "lazy", width, height, alt: text(alt), src } : null;
}
