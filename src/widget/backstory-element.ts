// What both elements share: attributes are their state and lead to one update a microtask, requests end with the element,
// words follow the language of the page, and properties that were set before the script came are kept.

import { type Json, json, text } from "./answers.ts";
import type { FunctionClient, Question } from "./function-client.ts";
import { mayTell, tellFunction } from "./reader-events.ts";
import { fetchStrings, type Strings, wordingOf } from "./wording.ts";

/** Where the bundle came from: the function's own origin and base path. */
const SCRIPT_BASE = new URL("./", import.meta.url).href;

export abstract class BackstoryElement extends HTMLElement {
  /** By wording: the words that come with the bundle. */
  protected abstract readonly bundled: Readonly<Record<string, Strings>>;

  // Only declared: a field would overwrite what a script set before the class was there.
  /** Replaceable: for tests, and for requests that a site signs. */
  declare fetch: typeof globalThis.fetch | undefined;
  /** What a consent manager says: false sends no event, true is needed where `events="consent"`. */
  declare consent: boolean | undefined;

  /** Words of the site's own, by name, in place of ours. */
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

  /** Brings what is shown in line with attributes, properties and words. */
  protected abstract present(): void;

  /** Brings the element up to date, once for all changes of one moment: after `strings` or the page's address changed. */
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

  /** A text of the widget in its language; one that nobody has is its own name. */
  protected say = (name: string): string =>
    ({ ...this.bundled.en, ...this.bundled[this.#wording], ...this.#fetched, ...this.strings })[name] ?? name;

  /** Language of the words that are shown, with the region of the page's where it has one. */
  protected get locale(): string {
    const tag = this.#tag();
    return /^[a-z]{2}-[a-z]{2}$/i.test(tag) && tag.startsWith(this.#wording) ? tag : this.#wording;
  }

  /** A date in words, as the site dates its articles. */
  protected day = (date: string): string => {
    const timeZone = this.getAttribute("time-zone") ?? SITE.timeZone;
    try {
      return new Intl.DateTimeFormat(this.locale, { dateStyle: "long", timeZone }).format(new Date(date));
    } catch {
      // A zone that the browser does not know, or what is no date.
      return date.slice(0, 10);
    }
  };

  protected get client(): FunctionClient {
    const { href } = new URL(this.getAttribute("api") ?? SCRIPT_BASE, document.baseURI);
    return { api: href.replace(/\/*$/, "/"), key: this.getAttribute("key") };
  }

  /** A signal that ends with the next question, and with the element. */
  protected begin(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  /** Null where the question was given up meanwhile; `message` is empty where it was answered. */
  protected async request([url, init]: Question, signal: AbortSignal) {
    let status = 0;
    let answer: Json = {};
    let message = "";
    try {
      const response = await (this.fetch ?? fetch)(url, { ...init, signal });
      status = response.status;
      // What is no JSON, a proxy's page for one, ends below.
      answer = json(await response.json());
      if (!response.ok) message = text(answer.message) || `status ${status}`;
    } catch (cause) {
      message = String(cause);
    }
    return signal.aborted ? null : { status, answer, message, code: text(answer.code) };
  }

  /**
   * Asks, with events around it; `show` is called with the answer unless another question came meanwhile.
   * @returns whether it was answered; null where the question was given up
   */
  protected async ask(
    question: Question,
    signal: AbortSignal,
    show: (answer: Json) => void,
  ): Promise<boolean | null> {
    this.tell("loadstart");
    const reply = await this.request(question, signal);
    if (!reply) return null;
    const isAnswered = !reply.message;
    if (isAnswered) show(reply.answer);
    this.tell(isAnswered ? "load" : "error", reply);
    this.tell("loadend");
    return isAnswered;
  }

  protected tell(type: string, detail?: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** A hit is followed: whoever prevents that leads the reader on by itself. */
  protected follow(click: Event, event: Readonly<Record<string, unknown>>, url: string): void {
    const { ctrlKey, metaKey, shiftKey } = click as MouseEvent;
    const select = new CustomEvent("select", {
      detail: { ...event, url },
      bubbles: true,
      // Who asks for another tab or window gets it.
      cancelable: !(ctrlKey || metaKey || shiftKey),
      composed: true,
    });
    if (!this.dispatchEvent(select)) click.preventDefault();
    this.report({ type: "click", ...event });
  }

  /** Tells the function, if reader, site and function allow it. */
  protected report(event: Readonly<Record<string, unknown>>): void {
    if (mayTell(this.getAttribute("events"), this.consent)) tellFunction(this.client, event);
  }

  /** The element's own language, else that of what it stands in. */
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
