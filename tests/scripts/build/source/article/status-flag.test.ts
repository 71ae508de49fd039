// The status field of a content system's export, without a field map.

import { describe, expect, it } from "vitest";
import { configSchema } from "../../../../../scripts/build/config/schema.ts";
import { createNormaliser } from "../../../../../scripts/build/source/article/normalise.ts";

const normaliser = createNormaliser(configSchema.parse({}));

function outcomeOf(status: string) {
  return normaliser.normalise({
    kind: "record",
    path: "export.json",
    line: 1,
    sourcePath: "export.json",
    nullMeansAbsent: true,
    idFromPath: null,
    fields: new Map(Object.entries({ id: "a", title: "A title", body: "Text.", status })),
    content: null,
  });
}

describe("a content system's status, unmapped", () => {
  it.each(["draft", "private", "Pending", "trash"])("withholds an article that is %s", (status) => {
    expect(outcomeOf(status)).toMatchObject({ kind: "skipped", reason: "unpublished" });
  });

  it.each(["publish", "published", "final", ""])("lets through an article that is %j", (status) => {
    expect(outcomeOf(status)).toMatchObject({ kind: "article" });
  });
});
