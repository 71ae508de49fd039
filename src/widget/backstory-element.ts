// What both elements share: attributes are their state and cause one update per microtask, requests end with the
// element, texts are in the page's language, and properties may be set before the script has loaded.

import { type Json, json, text } from "./answers.ts";
import type { ApiClient, ApiRequest } from "./api-request.ts";
import { maySend, sendEvent } from "./reader-events.ts";
import { fetchStrings, type Strings, wordingOf } from "./wording.ts";

/** Where the bundle was loaded from: the function's own origin and base path. */
const SCRIPT_BASE = new URL("./", import.meta.url).href;

/** Detail of `backstory-open`: what the API calls a click, and the address of the article. */
export interface OpenDetail {
  readonly articleId: string;
  readonly position: number;
  readonly url: string;
  readonly query?: string;
  readonly fromArticleId?: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    "backstory-open": CustomEvent<OpenDetail>;
  }
}

export abstract class BackstoryElement extends HTMLElement {
  /** The texts that come with the bundle, by language. */
  protected abstract readonly bundled: Readonly<Record<string, Strings>>;

  // Only declared: a field would overwrite what a script set before the class was defined.
  /** Can be replaced, in tests and by sites that sign requests. */
  declare fetch: typeof globalThis.fetch | undefined;
  /** The reader's choice: false sends no events; with `events="consent"`, only true sends them. */
  declare consent: boolean | undefined;

  /** The site's own texts, by name, instead of ours. */
  declare strings: Strings | undefined;

  #fetched: Strings = {};
  #wording = "";
  #isUpdating = false;
  #abort = new AbortController();

  connectedCallback(): void {
    this.refresh();
  }

  disconnectedCallback(): void {
    this.#abort.abort();
  }

  attributeChangedCallback(): void {
    this.refresh();
  }

  /** Renders what attributes, properties and texts say now. */
  protected abstract present(): void;

  /** Updates the element, once for all changes of the same moment: after `strings` or the page's address changed. */
  refresh(): void {
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    queueMicrotask(() => {
      this.#isUpdating = false;
      if (!this.isConnected) return;
      this.#chooseWords();
      this.present();
    });
  }

  /** A text in the element's language; if there is none, the name itself. */
  protected translateText = (name: string): string =>
    ({ ...this.bundled.en, ...this.bundled[this.#wording], ...this.#fetched, ...this.strings })[name] ?? name;

  /** The language of the texts, with the page's region if it has one. */
  protected get locale(): string {
    const tag = this.#tag();
    return /^[a-z]{2}-[a-z]{2}$/i.test(tag) && tag.startsWith(this.#wording) ? tag : this.#wording;
  }

  /** A date in words, in the site's time zone. */
  protected day = (date: string): string => {
    const timeZone = this.getAttribute("time-zone") ?? SITE.timeZone;
    try {
      return new Intl.DateTimeFormat(this.locale, { dateStyle: "long", timeZone }).format(new Date(date));
    } catch {
      // The browser does not know the time zone, or it is not a date.
      return date.slice(0, 10);
    }
  };

  protected get client(): ApiClient {
    const { href } = new URL(this.getAttribute("api") ?? SCRIPT_BASE, document.baseURI);
    return { api: href.replace(/\/*$/, "/"), key: this.getAttribute("key") };
  }

  /** A signal that is aborted by the next request, and when the element is removed. */
  protected begin(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  /** Null if the request was aborted; `message` is empty if it succeeded. */
  protected async request([url, init]: ApiRequest, signal: AbortSignal) {
    let status = 0;
    let answer: Json = {};
    let message = "";
    try {
      const response = await (this.fetch ?? fetch)(url, { ...init, signal });
      status = response.status;
      // Anything but JSON, such as a proxy's page, ends up below.
      answer = json(await response.json());
      if (!response.ok) message = text(answer.message) || `status ${status}`;
    } catch (cause) {
      message = String(cause);
    }
    return signal.aborted ? null : { status, answer, message, code: text(answer.code) };
  }

  /**
   * Sends a request, with events around it. `show` gets the response, unless another request came in between.
   * @returns whether it succeeded; null if it was aborted
   */
  protected async ask(
    question: ApiRequest,
    signal: AbortSignal,
    show: (answer: Json) => void,
  ): Promise<boolean | null> {
    this.dispatch("loadstart");
    const reply = await this.request(question, signal);
    if (!reply) return null;
    const isAnswered = !reply.message;
    if (isAnswered) show(reply.answer);
    this.dispatch(isAnswered ? "load" : "error", reply);
    this.dispatch("loadend");
    return isAnswered;
  }

  protected dispatch(type: string, detail?: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** A reader opens a hit. A page that prevents the event navigates by itself. */
  protected follow(click: Event, event: Readonly<Record<string, unknown>>, url: string): void {
    const { ctrlKey, metaKey, shiftKey } = click as MouseEvent;
    const select = new CustomEvent("backstory-open", {
      detail: { ...event, url },
      bubbles: true,
      // Readers who ask for another tab or window get one.
      cancelable: !(ctrlKey || metaKey || shiftKey),
      composed: true,
    });
    if (!this.dispatchEvent(select)) click.preventDefault();
    this.report({ type: "click", ...event });
  }

  /** Sends an event to the function, if reader, site and function allow it. */
  protected report(event: Readonly<Record<string, unknown>>): void {
    if (maySend(this.getAttribute("events"), this.consent)) sendEvent(this.client, event);
  }

  /** The language of the element, else of what it is in. */
  #tag(): string {
    return this.closest<HTMLElement>("[lang]")?.lang ?? document.documentElement.lang;
  }

  #chooseWords(): void {
    const wording = wordingOf(this.#tag());
    if (wording === this.#wording) return;
    this.#wording = wording;
    this.#fetched = {};
    if (wording in this.bundled) return;
    void fetchStrings(wording, SCRIPT_BASE).then((strings) => {
      if (this.#wording !== wording) return;
      this.#fetched = strings;
      this.refresh();
    });
  }
}
