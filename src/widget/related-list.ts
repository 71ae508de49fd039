// Related articles as the widget lays them out where the site brings no template of its own: a heading and one list of
// links, or earlier and later coverage around the article. Classes are names for the site's style sheets.

import { type Article, text } from "./answers.ts";
import { type Child, h, textOf, webAddress } from "./dom.ts";

export interface Coverage {
  /** Of the article that it is about. */
  readonly id: string;
  readonly hits: readonly Article[];
  /** By date, the oldest first. */
  readonly before: readonly Article[];
  readonly after: readonly Article[];
}

export interface Layout {
  readonly layout: string;
  /** Empty for none. */
  readonly heading: string;
  /** 1 to 6. */
  readonly level: number;
  /** The site's pattern of addresses, with `{id}`. */
  readonly href: string | null;
  readonly say: (name: string) => string;
  readonly day: (date: string) => string;
}

export function renderCoverage({ hits, before, after }: Coverage, layout: Layout): HTMLElement {
  const { heading, level, say } = layout;
  const title = (text: string, level: number) => text && h(`h${Math.min(level, 6)}` as "h2", {}, text);
  const group = (name: string, some: readonly Article[], from: number): Child[] =>
    some.length > 0 ? [title(name, heading ? level + 1 : level), listOf(some, from, layout)] : [];
  return h(
    "nav",
    { "aria-label": heading || say("related"), class: `backstory backstory-${layout.layout}` },
    title(heading, level),
    ...group(say("before"), before, 0),
    before.length + after.length && h("p", { class: "backstory-here" }, say("here")),
    ...group(say("after"), after, before.length),
    ...group("", hits, 0),
  );
}

function listOf(some: readonly Article[], from: number, layout: Layout): HTMLElement {
  const items = some.map((hit, index) =>
    h("li", { "data-backstory-hit": from + index }, ...partsOf(hit, layout)),
  );
  // A list without markers is none to Safari's screen reader, unless it says so.
  return h("ul", { role: "list" }, ...items);
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
  const { width, height, alt = "" } = image;
  const src = webAddress(text(image.src));
  return src && width && height ? { loading: "lazy", width, height, alt, src } : null;
}
