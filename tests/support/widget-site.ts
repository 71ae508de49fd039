// A site that embeds the widgets: host pages of another origin, the real Worker over the host's archive or over the
// sample, and a real browser. A test fails on any error that a page reports or its policy causes, unless the test
// expects it.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { openProject } from "../../scripts/files/project.ts";
import { openContext, sharedBrowser } from "./browser.ts";
import { startDevServer } from "./dev-server.ts";
import { type HostPageParts, type HostSite, hostPage, startHostSite } from "./host-page.ts";
import { buildFiles, type ServedArchive, serveFolder } from "./served-archive.ts";
import { BASE_PATH, widgetArchive } from "./widget-archive.ts";

export interface OpenOptions extends HostPageParts {
  /** Default: a unique path. */
  readonly path?: string;
  /** Appended to the path when the page is opened. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The bundle that the page loads in its head. */
  readonly bundle?: "related" | "widget" | "none";
  readonly context?: BrowserContextOptions;
  /** Under the host's other name, an origin that the Worker does not allow to read responses. */
  readonly isStranger?: boolean;
  /** Console messages that are allowed. */
  readonly expected?: readonly RegExp[];
  /** Runs before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface WidgetSite {
  readonly host: HostSite;
  /** With the base path, without a trailing slash. */
  readonly api: string;
  readonly server: Pick<ServedArchive, "url" | "output">;
  /** A page with `body`; its context is closed with the test. */
  open(body: string, options?: OpenOptions): Promise<Page>;
  stop(): Promise<void>;
}

export async function startWidgetSite(): Promise<WidgetSite> {
  const host = await startHostSite();
  // The sample's index has the vectors of nearly all of these articles.
  const built = widgetArchive(host).then((files) =>
    buildFiles(files, { formerIndex: openProject().indexFolder }),
  );
  const [archive, browser] = await Promise.all([built, sharedBrowser()]);
  const server = await serveFolder(archive.folder);
  const api = server.url + BASE_PATH;
  return {
    host,
    api,
    server,
    open: opening(host, api, browser, "related"),
    stop: async () => {
      host.stop();
      await server.stop();
      await archive.remove();
    },
  };
}

/** Over the sample archive, as `npm start` serves it: many articles, without URLs. Pages load both elements. */
export async function startSampleSite(): Promise<WidgetSite> {
  // Started first: otherwise it might get the port that was found free for the Worker.
  const host = await startHostSite();
  const [browser, server] = await Promise.all([sharedBrowser(), startDevServer()]);
  return {
    host,
    api: server.url,
    server,
    open: opening(host, server.url, browser, "widget"),
    stop: async () => {
      host.stop();
      await server.stop();
    },
  };
}

function opening(
  host: HostSite,
  api: string,
  browser: Browser,
  usual: NonNullable<OpenOptions["bundle"]>,
): WidgetSite["open"] {
  let opened = 0;
  return (body, options = {}) => {
    const { bundle = usual, head = "", path = `/page-${++opened}`, isStranger = false } = options;
    const script = bundle === "none" ? "" : `<script type="module" src="${api}/${bundle}.js"></script>`;
    host.put(path, hostPage(body, { ...options, head: head + script }), options.headers);
    return openPage(browser, (isStranger ? host.otherUrl : host.url) + path, options);
  };
}

async function openPage(
  browser: Browser,
  address: string,
  { context: wanted = {}, expected = [], prepare, query = "" }: OpenOptions,
): Promise<Page> {
  const context = await openContext(browser, wanted);
  const errors: string[] = [];
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (!expected.some((pattern) => pattern.test(message.text()))) errors.push(message.text());
  });
  await prepare?.(page);
  await page.goto(address + query);
  return page;
}
