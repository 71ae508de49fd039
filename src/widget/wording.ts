// The words of a widget in the reader's language: three languages come with the bundle, others are fetched when a page
// is in one of them, and a site may replace any of them. English stands in until, and unless, another one is there.

import { json } from "./answers.ts";

/** Texts by name. */
export type Strings = Readonly<Record<string, string>>;

/** `en`, `de`, `zh-Hant` or one that is fetched; `en` for a language that there are no words of. */
export function wordingOf(lang: string): string {
  if (/^zh-(hant|tw|hk|mo)/i.test(lang)) return "zh-Hant";
  return /^(de|es|fr|it|nl|pt)\b/.exec(lang.toLowerCase())?.[0] ?? "en";
}

/** Without any text where they can't be had: the widget then keeps English. */
export async function fetchStrings(wording: string, base: string): Promise<Strings> {
  try {
    const answer = await fetch(`${base}strings-${wording}.json`);
    return json(await answer.json()) as Strings;
  } catch {
    return {};
  }
}
