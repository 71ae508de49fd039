// HTML for the reference page: Hono's helper, which escapes all text, without its promises.

import { html, raw } from "hono/html";

export type Markup = ReturnType<typeof raw>;

/** A template that takes text, numbers and markup. */
export function markup(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Markup)[]
): Markup {
  return raw(String(html(strings, ...values)));
}

export function together(parts: readonly Markup[]): Markup {
  return raw(parts.map(String).join(""));
}

/** Turns `code` in backticks into <code>. */
export function prose(text: string): Markup {
  return together(
    text.split("`").map((part, at) => (at % 2 === 0 ? markup`${part}` : markup`<code>${part}</code>`)),
  );
}
