// The command that runs the function as a server of its own: its options, and what it prints. The server is
// src/hosts/node.

import { resolve } from "node:path";
import { Command, Option } from "commander";
import { startNodeServer } from "../../src/hosts/node/server.ts";
import { splitKeys } from "../../src/service/key-ring.ts";
import { loadKernels } from "../build/kernels.ts";
import { openProject } from "../files/project.ts";
import { createReport } from "../terminal/report.ts";
import { wholeNumber } from "../terminal/usage.ts";

const ENVIRONMENT = `
Environment:
  PUBLIC_KEYS   keys for readers' browsers, separated by commas or spaces
  PRIVATE_KEYS  keys that also allow drafts, explanations and the operator's page

Examples:
  npm run serve
  npm run serve -- --host 0.0.0.0 --port 80 --trust-proxy 1`;

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly assets?: string;
  readonly trustProxy: number;
}

/** `name` as people call it. */
export function serveCommand(name: string): Command {
  return new Command(name)
    .description("serve the built index with Node, without Cloudflare")
    .addOption(
      new Option("--port <port>", "port to listen on; 0 for any free one")
        .argParser(wholeNumber(0, 65_535))
        .default(8787)
        .env("PORT"),
    )
    .option("--host <address>", "address to listen on; 0.0.0.0 for every IPv4 address", "127.0.0.1")
    .option("--assets <folder>", "folder that the build wrote (default: build/assets)")
    .addOption(
      new Option("--trust-proxy <n>", "number of reverse proxies in front, whose X-Forwarded-For is trusted")
        .argParser(wholeNumber(0, 9))
        .default(0)
        .env("TRUST_PROXY"),
    )
    .addHelpText("after", ENVIRONMENT)
    .action((options: ServeOptions) => serve(options));
}

/** Resolves when the server has been told to stop and has finished its requests. */
async function serve({ port, host, assets, trustProxy }: ServeOptions): Promise<void> {
  const project = openProject();
  const report = createReport();
  const server = await startNodeServer({
    assets: assets === undefined ? project.assetsFolder : resolve(assets),
    kernels: loadKernels(project),
    host,
    port,
    keys: { public: splitKeys(process.env.PUBLIC_KEYS), private: splitKeys(process.env.PRIVATE_KEYS) },
    trustedProxies: trustProxy,
  });
  report.line(`Listening on ${server.url}`);
  await signalled("SIGTERM", "SIGINT");
  await server.stop();
}

/** A second signal ends the process as usual. */
function signalled(...signals: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((done) => {
    for (const signal of signals) process.once(signal, () => done());
  });
}
