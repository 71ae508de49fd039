// A model by its Hub name is fetched once over HTTP into the cache, then read like a folder. The hub is a local server
// with one tiny model, under a name whose pooling the build knows.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Embedder } from "../../../scripts/build/prepare/embed.ts";
import { openProject } from "../../../scripts/files/project.ts";
import { openModel } from "../../../scripts/model/open-model.ts";
import { silentReport } from "../../../scripts/terminal/report.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { tinyBertFiles } from "../../support/tiny-bert.ts";

const NAME = "newsroom/all-MiniLM-L6-v2";
const FILES = tinyBertFiles({ seed: 52_502, pooling: "mean" });

let hub: Server;
let asked: string[];

beforeEach(async () => {
  asked = [];
  hub = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const file = FILES[path.replace(`/${NAME}/resolve/main/`, "")];
    if (file === undefined) response.writeHead(404).end();
    else response.end(file);
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  process.env.HF_ENDPOINT = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});

afterEach(async () => {
  delete process.env.HF_ENDPOINT;
  hub.closeAllConnections();
  await new Promise((resolve) => hub.close(resolve));
});

describe("a model by its Hub name", () => {
  it("is fetched once, and gives the vectors and the fingerprint of the same model in a folder", async () => {
    const inFolder = Object.entries(FILES).map(([path, content]) => [
      `models/all-MiniLM-L6-v2/${path}`,
      content,
    ]);
    const project = openProject(await tempFolder(Object.fromEntries(inFolder)));
    const fetched = await openModel(project, project.root, NAME, silentReport);
    expect(asked.length).toBeGreaterThan(2);
    asked = [];
    const again = await openModel(project, project.root, NAME, silentReport);
    expect(asked).toEqual([]);
    const local = await openModel(
      openProject(await tempFolder()),
      project.root,
      "models/all-MiniLM-L6-v2",
      silentReport,
    );
    expect([fetched.encoder.fingerprint, again.encoder.fingerprint]).toEqual(
      Array(2).fill(local.encoder.fingerprint),
    );

    const vectors: Float32Array[] = [];
    for (const model of [fetched, local]) {
      const embedder = await Embedder.open(model);
      await embedder.embed(["A ship blocked the canal."], {
        onBatch: (_, batch) => {
          vectors.push(...batch);
        },
      });
    }
    expect(vectors).toHaveLength(2);
    expect(vectors[0]).toEqual(vectors[1]);
  });

  it("is an error naming the model and the hub where the hub lacks it", async () => {
    const project = openProject(await tempFolder());
    const opened = openModel(project, project.root, "newsroom/no-such-model", silentReport);
    await expect(opened).rejects.toThrow(
      /newsroom\/no-such-model.*could not be fetched from http:\/\/127\.0\.0\.1/,
    );
  });

  it("is told apart from a folder that does not exist", async () => {
    const project = openProject(await tempFolder());
    const opened = openModel(project, project.root, "../no/such/folder", silentReport);
    await expect(opened).rejects.toThrow('"../no/such/folder" is neither a folder');
  });
});
