// <backstory-related>: what else was published on the subject of an article, as ordinary links in the page itself, where
// the site's styles, its analytics and crawlers see them. What stands in the element stays until there is something
// better, and for good where the request fails.

import { articles, type Json, text } from "./answers.ts";
import { BackstoryElement } from "./backstory-element.ts";
import { reading } from "./function-client.ts";
import { adoptSheet } from "./light-style.ts";
import { type Coverage, renderCoverage } from "./related-list.ts";
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
  #coverage: Coverage | null = null;

  constructor() {
    super();
    this.addEventListener("click", (event) => this.#followed(event));
  }

  override connectedCallback(): void {
    adoptSheet(this.getRootNode() as Document);
    super.connectedCallback();
  }

  protected present(): void {
    const reserve = this.getAttribute("reserve") ?? "";
    this.style.minBlockSize = /\d$/.test(reserve) ? `${reserve}px` : reserve;
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
    const asked = JSON.stringify(question);
    // What was given up, since the element was taken out, is asked again.
    if (asked === this.#asked && !this.#signal?.aborted) {
      this.#render();
      return;
    }
    this.#asked = asked;
    this.#signal = this.begin();
    this.ariaBusy = "true";
    const show = ({ id, hits, before, after }: Json) => {
      this.#coverage = { id: text(id), hits: articles(hits), before: byDate(before), after: byDate(after) };
      this.#render();
    };
    void this.ask(question, this.#signal, show).then((answered) => {
      if (answered === null) return;
      this.ariaBusy = null;
      // What failed may be asked again.
      if (!answered) this.#asked = "";
    });
  }

  #render(): void {
    if (this.#coverage === null) return;
    const { hits, before, after } = this.#coverage;
    const isEmpty = hits.length + before.length + after.length === 0;
    const isHidden = isEmpty && this.getAttribute("empty") !== "keep";
    // Space that is kept must stay: what is below would move up.
    this.hidden = isHidden && !this.hasAttribute("reserve");
    this.style.visibility = isHidden ? "hidden" : "";
    if (isEmpty) return;
    const layout = {
      layout: this.getAttribute("layout") ?? "list",
      heading: this.getAttribute("heading") ?? this.say("related"),
      level: Number(this.getAttribute("heading-level") ?? 2),
      href: this.getAttribute("href"),
      say: this.say,
      day: this.day,
    };
    const template = this.querySelector<HTMLTemplateElement>(":scope > template");
    if (template === null) this.replaceChildren(renderCoverage(this.#coverage, layout));
    else this.replaceChildren(template, fillTemplate(template, this.#coverage, layout));
  }

  #followed(click: MouseEvent): void {
    const link = (click.target as Element).closest("a");
    const item = link?.closest<HTMLElement>("[data-backstory-hit]");
    if (!link || !item || this.#coverage === null) return;
    const { id, hits, before, after } = this.#coverage;
    const index = Number(item.dataset.backstoryHit);
    const articleId = [...hits, ...before, ...after][index]?.id;
    this.follow(click, { articleId, position: index + 1, fromArticleId: id }, link.href);
  }
}

/** The address that the page gives itself, else the one it was opened at. */
function pageAddress(): string {
  return document.querySelector<HTMLLinkElement>("link[rel~=canonical][href]")?.href ?? location.href;
}

function byDate(some: unknown) {
  return articles(some).sort((a, b) => Date.parse(a.date) - Date.parse(b.date));
}
