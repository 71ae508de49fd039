// What a reader did, as a widget reports it: clicked a hit, or searched and found nothing. It says nothing about the reader:
// no address, no cookie, no id.

import type { LogLine } from "./log-lines.ts";

/** Fields by their names in the API; only those that belong to the type are there. */
export type ReaderEvent =
  | {
      readonly type: "click";
      readonly articleId: string;
      /** Position in the list, counted from 1. */
      readonly position: number | null;
      /** The query; null for a click in a related list. */
      readonly query: string | null;
      /** The article whose related list it was; null for a click on a search hit. */
      readonly fromArticleId: string | null;
    }
  | { readonly type: "no_results"; readonly query: string };

/** Receives events. Whatever it throws is logged, and no client hears of it. */
export interface EventSink {
  record(event: ReaderEvent, indexVersion: string | null): void;
}

/** One line of the log per event. */
export function logSink(write: (line: LogLine) => void): EventSink {
  return {
    record: (event, indexVersion) => write({ level: "info", kind: "event", ...event, indexVersion }),
  };
}
