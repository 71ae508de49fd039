// Which names a known model answers to.

import { describe, expect, it } from "vitest";
import { findProfile, KNOWN_MODELS } from "../../../scripts/model/known-models.ts";

describe("findProfile", () => {
  it.each([
    "all-MiniLM-L6-v2",
    "Xenova/all-MiniLM-L6-v2",
    "sentence-transformers/all-MiniLM-L6-v2",
    "xenova/all-minilm-l6-v2",
    "/srv/models/all-MiniLM-L6-v2/",
    "C:\\models\\all-MiniLM-L6-v2",
  ])("finds a model as %j", (name) => {
    expect(findProfile(name)).toMatchObject({ name: "all-MiniLM-L6-v2", pooling: "mean", maxTokens: 256 });
  });

  it.each([
    "",
    "/",
    "all-MiniLM",
    "my-all-MiniLM-L6-v2",
    "all-MiniLM-L6-v2-finetuned",
  ])("does not take %j for one", (name) => {
    expect(findProfile(name)).toBeNull();
  });

  it("knows the pooling and the prefixes that the model cards give", () => {
    const facts = KNOWN_MODELS.map((name) => findProfile(name));
    const cls = facts.filter((profile) => profile?.pooling === "cls").map((profile) => profile?.name);
    expect(cls).toEqual(["bge-small-en-v1.5", "snowflake-arctic-embed-xs"]);
    expect(findProfile("intfloat/e5-small-v2")).toMatchObject({
      queryPrefix: "query: ",
      passagePrefix: "passage: ",
    });
    for (const name of cls) {
      const prefix = "Represent this sentence for searching relevant passages: ";
      expect(findProfile(name ?? "")).toMatchObject({ queryPrefix: prefix, passagePrefix: "" });
    }
  });
});
