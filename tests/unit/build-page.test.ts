// The build step of the search page: what it fills in, what it refuses and what it leaves alone.

import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildPage } from "../../scripts/steps/page.ts";
import { PAGE_FILES } from "../../src/routes/page.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PAGE = { sourceFolder: "src/page", basePath: "/", siteName: "Backstory", timeZone: "UTC" };

describe("building the search page", () => {
  it("makes exactly the files that the function serves", async () => {
    const outFolder = join(await tempFolder(), "page");
    const written = await buildPage({ ...PAGE, outFolder });
    expect(written.sort()).toEqual(
      Object.values(PAGE_FILES)
        .map(({ file }) => file)
        .sort(),
    );
  });

  it("bundles the script into one file without imports", async () => {
    const outFolder = await tempFolder();
    await buildPage({ ...PAGE, outFolder });
    const script = await readFile(join(outFolder, "page.js"), "utf8");
    expect(script).not.toMatch(/\bimport\b|\brequire\(/);
  });

  it("ends the base path with a slash, however it was given", async () => {
    for (const basePath of ["/archive", "/archive/"]) {
      const outFolder = await tempFolder();
      await buildPage({ ...PAGE, basePath, outFolder });
      expect(await readFile(join(outFolder, "index.html"), "utf8")).toContain('<base href="/archive/">');
    }
  });

  it("fills in the site's name as text", async () => {
    const outFolder = await tempFolder();
    await buildPage({ ...PAGE, siteName: `"Tom" & <b>Jerry's</b> $& %basePath%`, outFolder });
    const html = await readFile(join(outFolder, "index.html"), "utf8");
    const escaped = "&quot;Tom&quot; &amp; &lt;b&gt;Jerry&#39;s&lt;/b&gt; $&amp; %basePath%";
    expect(html).toContain(`<title>${escaped}</title>`);
    expect(html).toContain(`content="${escaped}"`);
  });

  it("fills in the site's time zone for the script and for the reader", async () => {
    const outFolder = await tempFolder();
    await buildPage({ ...PAGE, timeZone: "Asia/Tokyo", outFolder });
    const html = await readFile(join(outFolder, "index.html"), "utf8");
    expect(html).toContain(' data-time-zone="Asia/Tokyo"');
    expect(html).toContain("Dates are given in the time zone Asia/Tokyo.");
  });

  it("writes only files whose bytes changed", async () => {
    const outFolder = await tempFolder();
    await buildPage({ ...PAGE, outFolder });
    const before = await stat(join(outFolder, "page.css"));
    expect(await buildPage({ ...PAGE, outFolder })).toEqual([]);
    await writeFile(join(outFolder, "page.js"), "changed");
    expect(await buildPage({ ...PAGE, siteName: "Other", outFolder })).toEqual(["index.html", "page.js"]);
    const after = await stat(join(outFolder, "page.css"));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it("refuses a template that asks for something unknown, naming it", async () => {
    const sourceFolder = await tempFolder({
      "index.html": "<title>%siteNmae%</title>",
      "page.ts": "",
      "page.css": "",
      "favicon.svg": "",
    });
    await expect(buildPage({ ...PAGE, sourceFolder, outFolder: join(sourceFolder, "out") })).rejects.toThrow(
      "index.html asks for %siteNmae%; what can be filled in is basePath, siteName, timeZone.",
    );
  });
});
