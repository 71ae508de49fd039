// The keys that `wrangler dev` gives the function: those of .dev.vars, else of .env, beside wrangler.toml.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { type ConfiguredKeys, splitKeys } from "../../src/service/key-ring.ts";

export function readDevKeys(folder: string): ConfiguredKeys {
  const file = [".dev.vars", ".env"].map((name) => join(folder, name)).find(existsSync);
  const variables = file === undefined ? {} : parseEnv(readFileSync(file, "utf8"));
  return { public: splitKeys(variables.PUBLIC_KEYS), private: splitKeys(variables.PRIVATE_KEYS) };
}
