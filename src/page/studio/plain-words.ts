// Numbers in the words of an editor: shares, ranks and time spans. Text only.

const DAY_MS = 24 * 60 * 60 * 1000;
const MONTH_DAYS = 365.25 / 12;

/** A score or share. Small and large ones are not rounded to 0 % and 100 %. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return "under 1 %";
  if (share < 1 && share > 0.995) return "over 99 %";
  return `${Math.round(share * 100)} %`;
}

/** `1st`, `2nd`, `13th`. */
export function ordinal(place: number): string {
  const teen = place % 100 >= 11 && place % 100 <= 13;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place.toLocaleString("en")}${ending}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Words in quotation marks: `“a”, “b” and “c”`. */
export function quoted(words: readonly string[]): string {
  return joined(words.map((word) => `“${word}”`));
}

export function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How long before or after `other` a moment is: `3 days earlier`, `2.5 years later`; null if one is missing. */
export function distanceInTime(moment: Date | null, other: Date | null): string | null {
  if (moment === null || other === null) return null;
  const days = (moment.getTime() - other.getTime()) / DAY_MS;
  if (Math.abs(days) < 1) return "the same day";
  return `${span(Math.abs(days))} ${days < 0 ? "earlier" : "later"}`;
}

/** `5 years`; null if one is missing. */
export function timeApart(moment: Date | null, other: Date | null): string | null {
  if (moment === null || other === null) return null;
  return span(Math.abs(moment.getTime() - other.getTime()) / DAY_MS);
}

function span(days: number): string {
  if (days < 60) return plural(Math.round(days), "day");
  const months = Math.round(days / MONTH_DAYS);
  if (months < 24) return plural(months, "month");
  const years = months / 12;
  return `${years < 10 ? Number(years.toFixed(1)) : Math.round(years)} years`;
}

/** A figure of the ranking, by default with four digits as on the command line. Its minus sign is a real one. */
export function figure(value: number, digits = 4): string {
  return value
    .toFixed(digits)
    .replace(/^-0(?:\.0*)?$/, (zero) => zero.slice(1))
    .replace("-", "−");
}
