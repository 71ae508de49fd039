// Sends clicks and searches without a result to the function. They hold nothing about the reader, and are only sent if the
// function accepts them, the element has `events`, the browser does not object (Global Privacy Control) and a consent manager,
// if there is one, agrees.

import { type ApiClient, getRequest } from "./api-request.ts";

/** `attribute` is `events`: null sends nothing, `consent` sends nothing until `consent` is true. */
export function maySend(attribute: string | null, consent: boolean | undefined): boolean {
  if (!SITE.events || attribute === null || navigator.globalPrivacyControl) return false;
  return attribute === "consent" ? consent === true : consent !== false;
}

/** Fields as the API names them. Nobody waits for the result, or hears of it. */
export function sendEvent(client: ApiClient, event: Readonly<Record<string, unknown>>): void {
  const [url] = getRequest(client, "v1/events", {});
  // Text needs no preflight, and a beacon outlives the page that the reader leaves.
  navigator.sendBeacon(url, JSON.stringify(event));
}
