// Vectra's exact search over an index on disk, which is loaded before the first query.

import { JsonCodec, LocalIndex, ProtobufCodec } from "vectra";
import type { BenchEngine } from "../engine.ts";
import type { ScanInput } from "./scan-engine.ts";

let index: LocalIndex | null = null;

export const engine: BenchEngine<ScanInput> = {
  async load(_bytes, { folder = "", codec }) {
    index = new LocalIndex(
      folder,
      undefined,
      undefined,
      codec === "json" ? new JsonCodec() : new ProtobufCodec(),
    );
    await index.listItems();
  },
  prepare(inputs) {
    const loaded = index;
    if (loaded === null) throw new Error("the engine has no index");
    return inputs.map(({ vector, k }) => async () => {
      const results = await loaded.queryItems([...vector], "", k);
      return results.map(({ item }) => Number(item.id));
    });
  },
};
