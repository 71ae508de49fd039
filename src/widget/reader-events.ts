// Clicks and searches without a result, told to the function. Nothing of the reader goes with them, and they are sent only
// where the function takes them, the element has `events`, the browser does not object (Global Privacy Control) and a
// consent manager, where there is one, agrees.

import { type FunctionClient, reading } from "./function-client.ts";

/** `wish` is the attribute: null for none, `consent` where nothing is sent before `consent` is true. */
export function mayTell(wish: string | null, consent: boolean | undefined): boolean {
  if (!SITE.events || wish === null || navigator.globalPrivacyControl) return false;
  return wish === "consent" ? consent === true : consent !== false;
}

/** Fields as the API names them. Whether it arrives is never waited for, nor told. */
export function tellFunction(client: FunctionClient, event: Readonly<Record<string, unknown>>): void {
  const [url] = reading(client, "v1/events", {});
  // Text needs no leave of another origin, and a beacon outlives the page that the reader leaves.
  navigator.sendBeacon(url, JSON.stringify(event));
}
