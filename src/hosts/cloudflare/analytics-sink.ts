// Writes reader events to a data set of Workers Analytics Engine.

import type { EventSink, ReaderEvent } from "../../service/reader-event.ts";

/** The part of the binding that is used. Limits: 20 blobs of 16 KB together, 20 doubles, one index of 96 bytes. */
export interface AnalyticsDataset {
  writeDataPoint(point: {
    readonly indexes: readonly [string];
    readonly blobs: readonly string[];
    readonly doubles: readonly number[];
  }): void;
}

/**
 * One data point per event: blob1 type, blob2 query, blob3 articleId, blob4 fromArticleId, blob5 indexVersion, double1
 * position; "" and 0 for what an event doesn't have. The type is also the index: sampling is fair within an index, so
 * frequent clicks don't drown out the rare empty results.
 */
export function analyticsSink(dataset: AnalyticsDataset): EventSink {
  return {
    record(event, indexVersion) {
      const { articleId, fromArticleId, position } = clickOf(event);
      dataset.writeDataPoint({
        indexes: [event.type],
        blobs: [event.type, event.query ?? "", articleId, fromArticleId ?? "", indexVersion ?? ""],
        doubles: [position ?? 0],
      });
    },
  };
}

function clickOf(event: ReaderEvent) {
  return event.type === "click" ? event : { articleId: "", fromArticleId: null, position: null };
}
