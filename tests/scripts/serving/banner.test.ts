// What `npm start` prints when it is ready: addresses, commands that work when pasted, and tags with their host.

import { describe, expect, it } from "vitest";
import { banner } from "../../../scripts/serving/banner.ts";

const FACTS = {
  base: "http://127.0.0.1:8787",
  hasPage: true,
  query: "Vladivostok summit",
  articleId: "2019-04-25-kim-putin",
  keys: { public: [], private: [] },
};
const commandsOf = (text: string) => text.split("\n").filter((line) => line.startsWith("  curl "));

describe("the banner", () => {
  it("has the pages, three commands, both tags with their host, and how to see it again", () => {
    const text = banner(FACTS);
    expect(text).toContain("  http://127.0.0.1:8787/\n");
    expect(text).toContain("  http://127.0.0.1:8787/studio\n");
    expect(commandsOf(text)).toEqual([
      '  curl "http://127.0.0.1:8787/v1/search?q=Vladivostok%20summit"',
      '  curl "http://127.0.0.1:8787/v1/articles/2019-04-25-kim-putin/related"',
      '  curl "http://127.0.0.1:8787/healthz"',
    ]);
    for (const name of ["widget.js", "related.js"]) {
      expect(text).toContain(`<script type="module" src="http://127.0.0.1:8787/${name}"></script>`);
    }
    expect(text).toContain("Enter prints this again. Ctrl-C stops it.");
  });

  it("leaves the pages out if they are not served, and keeps the base path", () => {
    const text = banner({ ...FACTS, base: "http://127.0.0.1:8787/archive", hasPage: false });
    expect(text).not.toContain("Search page");
    expect(text).toContain('curl "http://127.0.0.1:8787/archive/healthz"');
    expect(text).toContain('src="http://127.0.0.1:8787/archive/widget.js"');
  });

  it("sends a public key, or a private one if there is no other, in the commands and to the page", () => {
    const keys = { public: ["pub-one", "pub-two"], private: ["priv-one"] };
    const text = banner({ ...FACTS, keys });
    for (const command of commandsOf(text))
      expect(command).toContain("-H 'Authorization: Bearer pub-one' \"");
    expect(text).toContain("http://127.0.0.1:8787/?key=pub-one\n");
    expect(text).not.toContain("priv-one");
    const editorsOnly = banner({ ...FACTS, keys: { public: [], private: ["priv-one"] } });
    for (const command of commandsOf(editorsOnly)) expect(command).toContain("Bearer priv-one'");
  });

  it("quotes a key that a shell would read otherwise", () => {
    const text = banner({ ...FACTS, keys: { public: ["a'b$c"], private: [] } });
    expect(commandsOf(text)[0]).toContain(`-H 'Authorization: Bearer a'\\''b$c'`);
  });
});
