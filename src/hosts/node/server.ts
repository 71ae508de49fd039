// The application as a standalone Node server: the same code as on Cloudflare, with a folder of assets.

import { existsSync } from "node:fs";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { createEncoder } from "../../encoder/create-encoder.ts";
import { createHandler } from "../../http/handler.ts";
import type { Host } from "../../http/host.ts";
import { MANIFEST_FILE } from "../../index/snapshot/format.ts";
import type { ConfiguredKeys } from "../../service/key-ring.ts";
import { type LogLine, writeToConsole } from "../../service/log-lines.ts";
import { logSink } from "../../service/reader-event.ts";
import { createScan } from "../../vector/create-scan.ts";
import type { KernelModules } from "../../wasm/kernels.ts";
import { addressOf } from "./client-address.ts";
import { folderSource } from "./folder-source.ts";
import { memoryResponseCache } from "./memory-cache.ts";
import { memoryLimiter } from "./memory-limiter.ts";
import { discardBody } from "./unread-body.ts";

/** After this long, a shutdown cuts off the requests that are still running. */
export const SHUTDOWN_GRACE_MS = 10_000;

export interface NodeServerOptions {
  /** Folder with snapshot/, model/, page/ and removals/, as the build writes it. */
  readonly assets: string;
  readonly kernels: KernelModules;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly keys: ConfiguredKeys;
  /** Reverse proxies in front of the server whose X-Forwarded-For is believed; 0 for none. */
  readonly trustedProxies: number;
  readonly log?: (line: LogLine) => void;
}

export interface NodeServer {
  /** `http://HOST:PORT`, without a slash at the end. */
  readonly url: string;
  /** Accepts no further requests, finishes the running ones, and resolves when all are done. */
  stop(): Promise<void>;
}

/** There is no index in the folder of assets. */
export class NoIndex extends Error {
  override readonly name = "NoIndex";
}

/** Resolves once the server accepts requests. Rejects with a NoIndex, or if it can't listen at the address. */
export async function startNodeServer(options: NodeServerOptions): Promise<NodeServer> {
  const { assets, kernels, keys, trustedProxies, log = writeToConsole } = options;
  if (!existsSync(join(assets, "snapshot", MANIFEST_FILE))) {
    throw new NoIndex(`There is no index in ${assets}. Run "npm run build" to make one.`);
  }
  const messages = new WeakMap<Request, IncomingMessage>();
  const host: Host = {
    source: (folder) => folderSource(join(assets, folder)),
    cache: memoryResponseCache(),
    limiter: memoryLimiter(),
    clientAddress(request) {
      const message = messages.get(request);
      if (message === undefined) return null;
      const forwardedFor = [message.headers["x-forwarded-for"] ?? ""].flat().join(",");
      return addressOf({ remoteAddress: message.socket.remoteAddress, forwardedFor }, trustedProxies);
    },
    log,
  };
  const handle = createHandler({
    host,
    keys,
    createEncoder: (pieces) => createEncoder(pieces, kernels),
    createScan: (vectors) => createScan(vectors, kernels),
    eventSinks: [logSink(log)],
    clock: () => performance.now(),
  });
  const running = new Set<Promise<unknown>>();
  const keepAlive = (work: Promise<unknown>) => {
    const forget = () => {
      running.delete(settled);
    };
    const settled = work.then(forget, forget);
    running.add(settled);
  };
  const server = createAdaptorServer({
    async fetch(request, { incoming }) {
      const message = incoming as IncomingMessage;
      messages.set(request, message);
      const response = await handle(request, keepAlive);
      if (!(await discardBody(message))) response.headers.set("Connection", "close");
      return response;
    },
    overrideGlobalObjects: false,
  }) as Server;
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const name = options.host.includes(":") ? `[${options.host}]` : options.host;
  return { url: `http://${name}:${port}`, stop: () => stop(server, running) };
}

async function listen(server: Server, options: NodeServerOptions): Promise<void> {
  const { host, port } = options;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: Error & { readonly code?: string }) => {
      reject(new Error(whyNotListening(cause.code, options), { cause }));
    });
    server.listen(port, host, resolve);
  });
}

function whyNotListening(code: string | undefined, { host, port }: NodeServerOptions): string {
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `This machine doesn't have the address ${host}. Choose another one with --host.`;
  }
  const reason = code === "EADDRINUSE" ? "is already in use" : "can't be used";
  return `Port ${port} of ${host} ${reason}. Choose another one with --port.`;
}

async function stop(server: Server, running: ReadonlySet<Promise<unknown>>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_GRACE_MS);
  await closed;
  clearTimeout(timer);
  await Promise.all(running);
}
