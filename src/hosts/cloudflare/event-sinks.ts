// Where reader events go: the log, and a data set of Workers Analytics Engine where one is bound.

import type { LogLine } from "../../service/log-lines.ts";
import type { EventSink, ReaderEvent } from "../../service/reader-event.ts";

/** What of a data set is used. At most 20 blobs of 16 KB together, 20 doubles, and one index of 96 bytes. */
export interface AnalyticsDataset {
  writeDataPoint(point: {
    readonly indexes: readonly [string];
    readonly blobs: readonly string[];
    readonly doubles: readonly number[];
  }): void;
}

export function logSink(write: (line: LogLine) => void): EventSink {
  return {
    record: (event, indexVersion) => write({ level: "info", kind: "event", ...event, indexVersion }),
  };
}

/**
 * One data point an event: blob1 type, blob2 query, blob3 articleId, blob4 fromArticleId, blob5 indexVersion, double1
 * position; "" and 0 where an event has none. The type is the index too, since sampling is fair within an index: rare
 * empty results are not drowned by clicks.
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
