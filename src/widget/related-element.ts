// <backstory-related>: what else was published on the subject of an article, as ordinary links in the page itself, where
// the site's styles, its analytics and crawlers see them. What stands in the element stays until there is something
// better, and for good where the request fails.

import { type Article, articles, type Json, text } from "./answers.ts";
import { BackstoryElement } from "./backstory-element.ts";
import { reading } from "./function-client.ts";
import { adoptSheet } from "./light-style.ts";
import { renderCoverage } from "./related-list.ts";
import { RELATED_STRINGS } from "./related-strings.ts";
import { fillTemplate } from "./related-template.ts";

export class BackstoryRelated extends BackstoryElement {
  static readonly observedAttributes =
    "api key lang article-id limit direction fallback layout heading heading-level empty reserve href time-zone".split(
      " ",
    );

  protected readonly bundled = RELATED_STRINGS;

  /** What was asked last; another question is another list. */
  #asked = "";
  #signal: AbortSignal | null = null;
  /** null where nothing was answered. */
  #all: readonly Article[] | null = null;
  /** Of the article that they are related to. */
  #id = "";
  /** What the page had in the element; null until something else is there. */
  #own: readonly Node[] | null = null;

  constructor() {
    super();
    this.addEventListener("click", (event) => this.#followed(event));
  }

  protected present(): void {
    adoptSheet(this.getRootNode() as Document);
    const reserve = this.getAttribute("reserve");
    if (reserve) this.style.minBlockSize = /\d$/.test(reserve) ? `${reserve}px` : reserve;
    const id = this.getAttribute("article-id");
    const layout = this.getAttribute("layout");
    const question = reading(
      this.client,
      id === null ? "v1/related" : `v1/articles/${encodeURIComponent(id)}/related`,
      {
        url: id === null ? pageAddress() : null,
        limit: this.getAttribute("limit"),
        direction: this.getAttribute("direction") ?? (layout === "timeline" ? layout : null),
        fallback: this.getAttribute("fallback"),
      },
    );
    const [asked] = question;
    // What was given up, since the element was taken out, is asked again.
    if (asked === this.#asked && !this.#signal?.aborted) {
      this.#render();
      return;
    }
    this.#asked = asked;
    this.#signal = this.begin();
    this.ariaBusy = "true";
    const show = ({ id, hits, before, after }: Json) => {
      this.#id = text(id);
      // The function has the nearest in time first, a timeline the oldest.
      this.#all = [...articles(before, "before").reverse(), ...articles(after, "after"), ...articles(hits)];
      this.#render();
    };
    void this.ask(question, this.#signal, show).then((answered) => {
      if (answered === null) return;
      this.ariaBusy = null;
      if (answered) return;
      // What failed may be asked again; a list of another article is none of this one.
      this.#asked = "";
      this.#all = null;
      this.#render();
    });
  }

  #render(): void {
    const all = this.#all;
    if (!all?.length && this.#own) this.replaceChildren(...this.#own);
    if (!all) return;
    const isHidden = !all.length && this.getAttribute("empty") !== "keep";
    // Space that is kept must stay: what is below would move up.
    this.hidden = isHidden && !this.hasAttribute("reserve");
    this.style.visibility = isHidden ? "hidden" : "";
    if (!all.length) return;
    this.#own ??= [...this.childNodes];
    const heading = this.getAttribute("heading");
    const layout = {
      layout: this.getAttribute("layout") ?? "list",
      lang: heading === null && !this.strings ? this.locale : null,
      heading: heading ?? this.say("related"),
      level: Number(this.getAttribute("heading-level")) || 2,
      href: this.getAttribute("href"),
      say: this.say,
      day: this.day,
    };
    const links = () => [...this.querySelectorAll("a")];
    const focused = links().findIndex((link) => link.matches(":focus"));
    const template = this.querySelector<HTMLTemplateElement>(":scope > template");
    if (template) this.replaceChildren(template, fillTemplate(template, all, layout));
    else this.replaceChildren(renderCoverage(all, layout));
    // Words may come while a reader is at a link already.
    links()[focused]?.focus();
  }

  #followed(click: MouseEvent): void {
    const link = (click.target as Element).closest("a");
    const place = link?.closest<HTMLElement>("[data-backstory-hit]")?.dataset.backstoryHit;
    const articleId = this.#all?.[Number(place)]?.id;
    if (!link || !articleId) return;
    this.follow(click, { articleId, position: Number(place) + 1, fromArticleId: this.#id }, link.href);
  }
}

/** The address that the page gives itself, else the one it was opened at. */
function pageAddress(): string {
  return document.querySelector<HTMLLinkElement>("link[rel~=canonical][href]")?.href ?? location.href;
}
