// HTML as the readable reference is put together from: Hono's helper, which escapes all text, for markup that waits for
// nothing.

import { html, raw } from "hono/html";

export type Markup = ReturnType<typeof raw>;

/** A template whose values are text, numbers or markup. */
export function markup(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Markup)[]
): Markup {
  return raw(String(html(strings, ...values)));
}

export function together(parts: readonly Markup[]): Markup {
  return raw(parts.map(String).join(""));
}

/** Text with `code` in backticks. */
export function prose(text: string): Markup {
  return together(
    text.split("`").map((part, at) => (at % 2 === 0 ? markup`${part}` : markup`<code>${part}</code>`)),
  );
}
