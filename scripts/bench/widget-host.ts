// A page on another origin that embeds the widgets, opened in a real browser: they are measured the way sites use them.

import { createServer } from "node:http";
import type { Browser, Page } from "playwright-core";

export interface WidgetHost {
  /** A page around `body` that has loaded `bundle` from the function at `api`, or no script. */
  open(body: string, bundle: "related" | "widget" | null): Promise<Page>;
  stop(): void;
}

/** `api` with a trailing slash. */
export async function startWidgetHost(browser: Browser, api: string): Promise<WidgetHost> {
  let html = "";
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(html);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the host listens on no port");
  return {
    open: async (body, bundle) => {
      const script = bundle === null ? "" : `<script type="module" src="${api}${bundle}.js"></script>`;
      html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<link rel="icon" href="data:,">${script}</head><body>${body}</body></html>`;
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(`http://127.0.0.1:${address.port}/`);
      return page;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
