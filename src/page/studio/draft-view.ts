// Draft: what was published before on the subject of a draft. The text stays in the form and is sent in one request; it is
// in no address, history or storage.

import { type Child, element } from "../elements.ts";
import type { RelatedAnswer, RelatedHit } from "./answers.ts";
import { askForDraft, type Draft, type Refused } from "./ask.ts";
import { choices, choose, chosen } from "./parts.ts";
import { plural } from "./plain-words.ts";
import { relatedList } from "./related-list.ts";
import { Results } from "./results.ts";

const HITS_MOST = 10;

export class DraftView {
  readonly node: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #title = element("input", { id: "draft-title", type: "text", autocomplete: "off" });
  readonly #text = element("textarea", {
    ...{ id: "draft-text", rows: "12", autocomplete: "off" },
    ...{ "aria-describedby": "draft-promise draft-length" },
  });
  readonly #length = element("p", { id: "draft-length", class: "hint" });
  readonly #results: Results;
  #begun = false;

  constructor(refused: (refusal: Refused) => void) {
    this.#results = new Results(refused);
    this.#form = element(
      "form",
      { class: "asking drafting" },
      element("label", { for: "draft-title", class: "field-label" }, "Title (optional)"),
      this.#title,
      element("label", { for: "draft-text", class: "field-label" }, "Text"),
      this.#text,
      element(
        "div",
        { class: "hints" },
        element(
          "p",
          { id: "draft-promise", class: "hint" },
          "The function reads it and forgets it: it is never stored, logged or put into the address.",
        ),
        this.#length,
      ),
      element(
        "div",
        { class: "settings" },
        choices("Sort by", "direction", [
          ["any", "Relevance"],
          ["timeline", "Time"],
        ]),
        element(
          "div",
          { class: "send" },
          element("button", { type: "submit" }, "Find earlier coverage"),
          element("p", { class: "hint" }, "Or press Ctrl+Enter (⌘+Enter)"),
        ),
      ),
    );
    choose(this.#form, "direction", "any");
    this.node = element(
      "div",
      {},
      element("h1", { tabindex: "-1" }, "Check a draft"),
      element("p", { class: "deck" }, "What have we published on this before?"),
      element("div", { class: "desk" }, this.#form, this.#results.node),
    );
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#find();
    });
    this.#form.addEventListener("input", () => this.#count());
    this.#form.addEventListener("change", ({ target }) => {
      // What was found already is wanted in another order.
      if (this.#begun && target instanceof HTMLInputElement && target.type === "radio") void this.#find();
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      this.#form.requestSubmit();
    });
    this.#count();
  }

  titleOf(): string {
    return "Check a draft";
  }

  leave(): void {
    this.#results.leave();
  }

  /** The draft and its results stay while the operator looks at other views. */
  show(): void {
    if (!this.#begun) this.#results.rest(introduction());
  }

  #count(): void {
    const length = Array.from(this.#text.value).length + Array.from(this.#title.value).length;
    this.#length.textContent = plural(length, "character");
  }

  async #find(): Promise<void> {
    const draft: Draft = {
      title: this.#title.value.trim(),
      text: this.#text.value.trim(),
      direction: chosen(this.#form, "direction") === "timeline" ? "timeline" : "any",
    };
    if (draft.text === "") {
      this.#begun = false;
      this.#results.rest(element("p", { class: "notice", role: "alert" }, "Paste your text first."));
      this.#text.focus();
      return;
    }
    this.#begun = true;
    const signal = this.#results.begin("list");
    const answer = await askForDraft(draft, HITS_MOST, signal);
    if (answer.kind === "aborted") return;
    if (answer.kind !== "value") {
      if (answer.kind === "refused") this.#begun = false;
      return this.#results.fail(signal, answer, () => void this.#find());
    }
    const found = [...answer.value.before, ...answer.value.hits, ...answer.value.after];
    const count = countOf(answer.value);
    const body =
      found.length === 0
        ? [element("p", {}, NOTHING)]
        : draft.direction === "timeline"
          ? byYear(found, answer.value, signal)
          : [relatedList(found, { ...options(answer.value, signal), level: "h3" })];
    const section = element(
      "section",
      { class: "answer", "aria-labelledby": "coverage" },
      element("h2", { id: "coverage" }, count),
      ...body,
    );
    this.#results.present(signal, [section], count);
  }
}

const NOTHING =
  "Nothing in the archive is related closely enough, so this looks new. (A text in a language that the model doesn’t support has no matches either.)";

function countOf({ hits, before, after, total }: RelatedAnswer): string {
  const shown = hits.length + before.length + after.length;
  if (shown === 0) return "No earlier coverage found";
  const all = plural(total, "article");
  return shown < total ? `${shown} of ${all} on this` : `${all} on this`;
}

function options({ threshold }: RelatedAnswer, signal: AbortSignal) {
  return { subject: null, threshold, signal };
}

/** Newest year first, as in the response. */
function byYear(hits: readonly RelatedHit[], answer: RelatedAnswer, signal: AbortSignal): Child[] {
  const years = Map.groupBy(hits, ({ publishedAt }) =>
    publishedAt === null ? "Undated" : yearFormat.format(publishedAt),
  );
  let from = 1;
  return [...years].flatMap(([year, some]) => {
    const list = relatedList(some, { ...options(answer, signal), level: "h4", from });
    from += some.length;
    return [element("h3", { class: "year" }, year), list];
  });
}

const yearFormat = new Intl.DateTimeFormat("en-GB", {
  year: "numeric",
  timeZone: document.documentElement.dataset.timeZone,
});

function introduction(): Child {
  return element(
    "div",
    { class: "waiting" },
    element("h2", {}, "Earlier coverage will appear here"),
    element(
      "p",
      {},
      "Your text is compared with every article in the archive by meaning, whatever its wording.",
    ),
  );
}
