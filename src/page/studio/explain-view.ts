// Explain: what readers get for a query and why, and on demand what they do not get and why not.

import { type Child, element } from "../elements.ts";
import type { SearchAnswer, SearchHit } from "./answers.ts";
import { type Answer, askSearch, OFFSET_MAX, type Refused, SEARCH_LIMIT_MAX } from "./ask.ts";
import { explainList } from "./explain-list.ts";
import { choices, choose, chosen, placeLink, reasonList } from "./parts.ts";
import { EXPLAIN, type ExplainPlace, MODES, RECENCIES } from "./places.ts";
import { percent, plural } from "./plain-words.ts";
import { firstFailure, Results } from "./results.ts";
import { countOf, queryRemarks } from "./search-reasons.ts";

const PAGE_SIZE = 10;
const QUERY_MAX_CHARS = 512;

export class ExplainView {
  readonly node: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #query = element("input", {
    ...{ id: "query", name: "q", type: "search", maxlength: String(QUERY_MAX_CHARS) },
    ...{ autocomplete: "off", spellcheck: "false", enterkeyhint: "search" },
  });
  readonly #results: Results;

  /** `go` leads to another place, as a link would. */
  constructor(refused: (refusal: Refused) => void, go: (place: ExplainPlace) => void) {
    this.#results = new Results(refused);
    this.#form = element(
      "form",
      { class: "asking", role: "search" },
      element("label", { for: "query", class: "field-label" }, "What did the reader search for?"),
      element("div", { class: "field-line" }, this.#query, element("button", { type: "submit" }, "Explain")),
      element(
        "div",
        { class: "settings" },
        choices("Match by", "mode", labelled(MODES, ["Meaning and words", "Meaning", "Words"])),
        choices("Age counts", "recency", labelled(RECENCIES, ["Not at all", "Some", "Fully"])),
        choices("Show", "below", [
          ["no", "What readers see"],
          ["yes", "What they don’t see, too"],
        ]),
      ),
    );
    this.node = element(
      "div",
      {},
      element("h1", { tabindex: "-1" }, "Explain a search"),
      element("p", { class: "deck" }, "Why is this article here, and why is that one not?"),
      this.#form,
      this.#results.node,
    );
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(this.#place());
    });
    this.#form.addEventListener("change", (event) => {
      // Without a query the choice waits for one.
      if (event.target !== this.#query && this.#query.value.trim() !== "") go(this.#place());
    });
  }

  titleOf({ query }: ExplainPlace): string {
    return query === "" ? "Explain a search" : `“${query}” explained`;
  }

  leave(): void {
    this.#results.leave();
  }

  show(place: ExplainPlace): void {
    if (this.#query.value.trim() !== place.query) this.#query.value = place.query;
    choose(this.#form, "mode", place.mode);
    choose(this.#form, "recency", place.recency);
    choose(this.#form, "below", place.below ? "yes" : "no");
    if (place.query === "") this.#results.rest(...introduction());
    else void this.#explain(place);
  }

  #place(): ExplainPlace {
    const mode = MODES.find((known) => known === chosen(this.#form, "mode")) ?? EXPLAIN.mode;
    const recency = RECENCIES.find((known) => known === chosen(this.#form, "recency")) ?? EXPLAIN.recency;
    const below = chosen(this.#form, "below") === "yes";
    return { view: "explain", query: this.#query.value.trim(), mode, recency, below };
  }

  async #explain(place: ExplainPlace): Promise<void> {
    const signal = this.#results.begin("list");
    const asked = { threshold: null, offset: 0, limit: PAGE_SIZE } as const;
    const shown = await askSearch(place, asked, signal);
    const below = shown.kind === "value" ? await askBelow(place, shown.value, signal) : shown;
    const failed = firstFailure(shown, below);
    if (failed?.kind === "aborted") return;
    if (failed !== null) return this.#results.fail(signal, failed, () => void this.#explain(place));
    if (shown.kind === "value" && below.kind === "value") {
      this.#present(place, shown.value, below.value, signal);
    }
  }

  #present(
    place: ExplainPlace,
    answer: SearchAnswer,
    below: readonly SearchHit[],
    signal: AbortSignal,
  ): void {
    const { hits, total, threshold } = answer;
    const count = countOf(total, place.query);
    const remarks = queryRemarks(place, answer, hits[0] ?? below[0] ?? null);
    const nodes: Child[] = [
      element(
        "section",
        { class: "answer verdict", "aria-labelledby": "verdict" },
        element("h2", { id: "verdict", dir: "auto" }, `${count}.`),
        reasonList([...remarks, thresholdRemark(answer)]),
      ),
    ];
    if (hits.length > 0) {
      const list = explainList(hits, { from: 1, threshold, signal });
      nodes.push(list, this.#more(place, answer, hits.length, list, signal));
    }
    if (below.length > 0) nodes.push(...belowNodes(below, total, threshold, signal));
    else if (place.below) nodes.push(element("p", { class: "notice" }, "Nothing else is near it at all."));
    else nodes.push(element("p", { class: "onward" }, placeLink({ ...place, below: true }, MISSING)));
    this.#results.present(signal, nodes, count);
  }

  /** A button that appends the next hits, where there are any. */
  #more(
    place: ExplainPlace,
    { total, threshold }: SearchAnswer,
    offset: number,
    list: HTMLOListElement,
    signal: AbortSignal,
  ): Child {
    if (offset >= total || offset > OFFSET_MAX) return null;
    const button = element("button", { type: "button", class: "quiet" }, `More of the ${total}`);
    const foot = element("p", { class: "more" }, button);
    button.addEventListener("click", async () => {
      if (button.ariaDisabled === "true") return;
      button.ariaDisabled = "true";
      const answer = await askSearch(place, { threshold: null, offset, limit: PAGE_SIZE }, signal);
      button.ariaDisabled = "false";
      if (answer.kind === "aborted") return;
      if (answer.kind !== "value") {
        return this.#results.say(answer.kind === "failed" ? answer.message : "The key is not accepted.");
      }
      const added = [...explainList(answer.value.hits, { from: offset + 1, threshold, signal }).children];
      list.append(...added);
      const next = this.#more(place, answer.value, offset + answer.value.hits.length, list, signal);
      foot.replaceWith(...(next === null || added.length === 0 ? [] : [next]));
      added[0]?.querySelector("a")?.focus();
    });
    return foot;
  }
}

const MISSING = "Is an article missing? Show what readers do not see, and why";

/** What scores less than `answer`'s threshold, where it is asked for or there is nothing else to explain. */
async function askBelow(
  place: ExplainPlace,
  { hits, total, threshold }: SearchAnswer,
  signal: AbortSignal,
): Promise<Answer<readonly SearchHit[]>> {
  if (!place.below && hits.length > 0) return { kind: "value", value: [] };
  // The order is that of the scores but for age: what readers see is its beginning.
  const byScore = place.recency === "0";
  const offset = byScore ? Math.min(total, OFFSET_MAX) : 0;
  const limit = byScore ? PAGE_SIZE : SEARCH_LIMIT_MAX;
  const answer = await askSearch(place, { threshold: 0, offset, limit }, signal);
  if (answer.kind !== "value") return answer;
  const hidden = answer.value.hits.filter(({ score }) => score < threshold).slice(0, PAGE_SIZE);
  return { kind: "value", value: hidden };
}

function belowNodes(
  hits: readonly SearchHit[],
  total: number,
  threshold: number,
  signal: AbortSignal,
): Child[] {
  return [
    element(
      "div",
      { class: "threshold" },
      element("h2", {}, "Below the threshold"),
      element(
        "p",
        {},
        `The nearest of what scores less than ${percent(threshold)}. Readers do not see these.`,
      ),
    ),
    explainList(hits, { from: total + 1, threshold, signal }),
  ];
}

function thresholdRemark({ hits, total, threshold }: SearchAnswer): string {
  if (threshold === 0) return "Nothing is left out for its score.";
  const least = `${percent(threshold)} or more, the archive’s own threshold`;
  if (hits.length === 0) return `An answer scores ${least}.`;
  return total === 1 ? `It scores ${least}.` : `All ${plural(total, "article")} score ${least}.`;
}

function introduction(): Child[] {
  const entries = [
    ["Meaning", "The model read every passage of the archive. How near the query lies to the nearest one."],
    ["Words", "Which of the query’s words an article has, the rare ones counted more."],
    ["Score", "The two together, as the probability that the article answers the query."],
  ] as const;
  return [
    element(
      "dl",
      { class: "primer" },
      ...entries.map(([name, text]) => element("div", {}, element("dt", {}, name), element("dd", {}, text))),
    ),
  ];
}

function labelled<Value extends string>(
  values: readonly Value[],
  labels: readonly string[],
): (readonly [Value, string])[] {
  return values.map((value, at) => [value, labels[at] ?? value]);
}
