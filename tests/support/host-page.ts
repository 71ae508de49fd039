// A site with another origin than the function's: pages and files that a test puts at paths of 127.0.0.1.

import { createServer } from "node:http";

export interface HostSite {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** The same server under another name, and so another origin: `http://localhost:PORT`. */
  readonly otherUrl: string;
  /** Serves `body` at `path` from now on, HTML unless a header says otherwise; returns its address. */
  put(path: string, body: string, headers?: Readonly<Record<string, string>>): string;
  stop(): void;
}

export async function startHostSite(): Promise<HostSite> {
  const files = new Map<
    string,
    { readonly body: string; readonly headers: Readonly<Record<string, string>> }
  >();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const file = files.get(pathname);
    response.writeHead(file === undefined ? 404 : 200, {
      "Content-Type": "text/html; charset=utf-8",
      ...file?.headers,
    });
    response.end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server listens on no port");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    otherUrl: `http://localhost:${address.port}`,
    put: (path, body, headers = {}) => {
      files.set(path, { body, headers });
      return url + path;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface HostPageParts {
  readonly head?: string;
  readonly lang?: string;
  readonly dir?: "ltr" | "rtl";
}

/** A whole page around `body`. */
export function hostPage(body: string, { head = "", lang = "en", dir = "ltr" }: HostPageParts = {}): string {
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>The Host</title>
${head}
</head>
<body>${body}</body>
</html>`;
}
