// Chooses a widget's texts by language: three languages come with the bundle, others are loaded when a page uses one of them,
// and a site can replace any text. English is shown until another language has loaded.

import { json } from "./answers.ts";

/** Texts by name. */
export type Strings = Readonly<Record<string, string>>;

/** `en`, `de`, `zh-Hant` or a language that is loaded on demand; `en` for any other. */
export function wordingOf(lang: string): string {
  if (/^zh-(hant|tw|hk|mo)/i.test(lang)) return "zh-Hant";
  return /^(de|es|fr|it|nl|pt)\b/.exec(lang.toLowerCase())?.[0] ?? "en";
}

/** Empty if they can't be loaded; the widget then stays English. */
export async function fetchStrings(wording: string, base: string): Promise<Strings> {
  try {
    const answer = await fetch(`${base}strings-${wording}.json`);
    return json(await answer.json()) as Strings;
  } catch {
    return {};
  }
}
