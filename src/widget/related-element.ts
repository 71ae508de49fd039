// <backstory-related>: articles related to an article, as ordinary links in the page itself, where the site's styles,
// analytics and crawlers see them. The element's own content stays until the list is there, and for good if the request
// fails.

import type { RelatedAnswer } from "../api-types.ts";
import { type Article, articles, text, type Unchecked } from "./answers.ts";
import { getRequest } from "./api-request.ts";
import { BackstoryElement } from "./backstory-element.ts";
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

  /** The address of the last request. */
  #asked = "";
  #signal: AbortSignal | null = null;
  /** null without a response. */
  #all: readonly Article[] | null = null;
  /** Id of the article that the list is about. */
  #id = "";
  /** The element's own content; null until it is replaced. */
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
    const question = getRequest(
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
    // Retry what was aborted because the element was removed.
    if (asked === this.#asked && !this.#signal?.aborted) {
      this.#render();
      return;
    }
    this.#asked = asked;
    this.#signal = this.begin();
    this.ariaBusy = "true";
    const show = ({ id, hits, before, after }: Unchecked<RelatedAnswer | { readonly id: string }>) => {
      this.#id = text(id);
      // The API lists the nearest in time first; a timeline shows the oldest first.
      this.#all = [...articles(before, "before").reverse(), ...articles(after, "after"), ...articles(hits)];
      this.#render();
    };
    void this.ask(question, this.#signal, show).then((answered) => {
      if (answered === null) return;
      this.ariaBusy = null;
      if (answered) return;
      // Allow a retry, and drop a list that belongs to another article.
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
    // Reserved space must stay, or everything below would move up.
    this.hidden = isHidden && !this.hasAttribute("reserve");
    this.style.visibility = isHidden ? "hidden" : "";
    if (!all.length) return;
    this.#own ??= [...this.childNodes];
    const heading = this.getAttribute("heading");
    const layout = {
      layout: this.getAttribute("layout") ?? "list",
      lang: heading === null && !this.strings ? this.locale : null,
      heading: heading ?? this.translateText("related"),
      level: Number(this.getAttribute("heading-level")) || 2,
      href: this.getAttribute("href"),
      translateText: this.translateText,
      day: this.day,
    };
    const links = () => [...this.querySelectorAll("a")];
    const focused = links().findIndex((link) => link.matches(":focus"));
    const template = this.querySelector<HTMLTemplateElement>(":scope > template");
    if (template) this.replaceChildren(template, fillTemplate(template, all, layout));
    else this.replaceChildren(renderCoverage(all, layout));
    // Texts may arrive while a reader has already moved to a link.
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

/** The page's canonical address, else the one it was opened at. */
function pageAddress(): string {
  return document.querySelector<HTMLLinkElement>("link[rel~=canonical][href]")?.href ?? location.href;
}
