// The function over files that a test gives it, with everything else of its host left to the test.

import { createHandler, type Handler, type HandlerOptions } from "../../src/http/handler.ts";
import type { AssetsFolder, Host } from "../../src/http/host.ts";
import type { Source } from "../../src/index/source.ts";
import { writeToConsole } from "../../src/service/log-lines.ts";
import { ENCODER_FILE } from "../../src/service/open-index.ts";

/** Header in which a test names the client's address. */
export const ADDRESS_HEADER = "X-Test-Address";

export interface HandlerFiles
  extends Omit<HandlerOptions, "host">,
    Partial<Pick<Host, "cache" | "limiter" | "log">> {
  readonly snapshot: Source;
  /** By default a file that a test's own `createEncoder` need not look into. */
  readonly model?: Source;
  /** Without files by default. */
  readonly page?: Source;
}

const NO_FILES: Source = { read: async () => null };
const ANY_MODEL: Source = {
  read: async (name) => (name === ENCODER_FILE ? new Uint8Array(1) : null),
};

/** No article is removed unless `removalLists` says so. */
export function handlerOver(files: HandlerFiles): Handler {
  const { snapshot, model = ANY_MODEL, page = NO_FILES, cache, limiter, log, ...options } = files;
  const sources: Readonly<Record<AssetsFolder, Source>> = { snapshot, model, page, removals: NO_FILES };
  const host: Host = {
    source: (folder) => sources[folder],
    clientAddress: ({ headers }) => headers.get(ADDRESS_HEADER),
    log: log ?? writeToConsole,
    ...(cache === undefined ? {} : { cache }),
    ...(limiter === undefined ? {} : { limiter }),
  };
  return createHandler({ removalLists: [], ...options, host });
}
