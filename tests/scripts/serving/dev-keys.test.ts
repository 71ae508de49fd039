// The keys of a local server, from the files that wrangler reads.

import { expect, it } from "vitest";
import { readDevKeys } from "../../../scripts/serving/dev-keys.ts";
import { tempFolder } from "../../support/temp-folder.ts";

it("has no keys if there is neither .dev.vars nor .env", async () => {
  expect(readDevKeys(await tempFolder())).toEqual({ public: [], private: [] });
});

it("reads the keys of .dev.vars, and those of .env only without it", async () => {
  const files = {
    ".dev.vars": 'PUBLIC_KEYS="pub-one, pub-two"\n',
    ".env": "PRIVATE_KEYS=priv-one priv-two\n",
  };
  expect(readDevKeys(await tempFolder(files))).toEqual({ public: ["pub-one", "pub-two"], private: [] });
  expect(readDevKeys(await tempFolder({ ".env": files[".env"] }))).toEqual({
    public: [],
    private: ["priv-one", "priv-two"],
  });
});
