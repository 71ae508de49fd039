// A model given by its Hub name: fetched once over HTTP into the cache, then read like a folder. The hub is a server
// in this test that offers the bundled model under another organisation's name. (The build must know how a Hub model
// pools, so a tiny model can't replace it.)

import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Embedder } from "../../../scripts/build/prepare/embed.ts";
import { openProject } from "../../../scripts/files/project.ts";
import { openModel } from "../../../scripts/model/open-model.ts";
import { silentReport } from "../../support/silent-report.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const NAME = "newsroom/backstory-encoder-v0";
const BUNDLED = "models/backstory-encoder-v0";

let hub: Server;
let asked: string[];

beforeEach(async () => {
  asked = [];
  hub = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const file = path
      .replace(`/${NAME}/resolve/main/`, "")
      .replace("onnx/model.onnx", "onnx/model_quantized.onnx");
    if (!path.startsWith(`/${NAME}/`) || !existsSync(join(BUNDLED, file))) {
      response.writeHead(404).end();
      return;
    }
    createReadStream(join(BUNDLED, file)).pipe(response);
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  process.env.HF_ENDPOINT = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});

afterEach(async () => {
  delete process.env.HF_ENDPOINT;
  hub.closeAllConnections();
  await new Promise((resolve) => hub.close(resolve));
});

describe("a model given by its Hub name", () => {
  it("is fetched once, with the same vectors and fingerprint as that model in a folder", async () => {
    const project = openProject(await tempFolder());
    const fetched = await openModel(project, project.root, NAME, silentReport);
    expect(asked.length).toBeGreaterThan(2);
    asked = [];
    const again = await openModel(project, project.root, NAME, silentReport);
    expect(asked).toEqual([]);
    const bundled = await openModel(openProject(await tempFolder()), project.root, BUNDLED, silentReport);
    expect([fetched.encoder.fingerprint, again.encoder.fingerprint]).toEqual(
      Array(2).fill(bundled.encoder.fingerprint),
    );

    const vectors: Float32Array[] = [];
    for (const model of [fetched, bundled]) {
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

  it("is an error naming the model and the hub if the hub does not have it", async () => {
    const project = openProject(await tempFolder());
    const opened = openModel(project, project.root, "newsroom/no-such-model", silentReport);
    await expect(opened).rejects.toThrow(
      /newsroom\/no-such-model.*could not be fetched from http:\/\/127\.0\.0\.1/,
    );
  });

  it("is not confused with a folder that does not exist", async () => {
    const project = openProject(await tempFolder());
    const opened = openModel(project, project.root, "../no/such/folder", silentReport);
    await expect(opened).rejects.toThrow('"../no/such/folder" is neither a folder');
  });
});
