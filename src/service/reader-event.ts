// What a reader did, as a widget reports it: a click on a hit, or a search that found nothing. Of the reader it holds
// nothing: no address, no cookie, no id.

/** Fields as the API names them; those that do not belong to the type are missing. */
export type ReaderEvent =
  | {
      readonly type: "click";
      readonly articleId: string;
      /** Place in the list, from 1 on. */
      readonly position: number | null;
      /** What was searched for; null for a click in a related list. */
      readonly query: string | null;
      /** Whose related list it was; null for a click on a search hit. */
      readonly fromArticleId: string | null;
    }
  | { readonly type: "no_results"; readonly query: string };

/** Where events go. It must not throw for lack of a reader: what it throws is logged and no client is told. */
export interface EventSink {
  record(event: ReaderEvent, indexVersion: string | null): void;
}
