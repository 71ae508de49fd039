// The build steps of the search page and of the reference: what they fill in, what they refuse and what they leave alone.

import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildPage } from "../../../../scripts/build/pack/page.ts";
import { buildReference } from "../../../../scripts/build/pack/reference.ts";
import { PAGE_FILES, REFERENCE_FILES, STUDIO_FILES } from "../../../../src/http/routes/page.ts";
import { SETTINGS } from "../../../support/packed-archive.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const PAGE = { sourceFolder: "src/page", basePath: "/", siteName: "Backstory", timeZone: "UTC" };

describe("building the search page", () => {
  it("makes exactly the files that the function serves", async () => {
    const outFolder = join(await tempFolder(), "page");
    const written = await buildPage({ ...PAGE, outFolder });
    expect(written.sort()).toEqual(
      Object.values({ ...PAGE_FILES, ...STUDIO_FILES })
        .map(({ file }) => file)
        .sort(),
    );
  });

  it.each(["page.js", "studio.js"])("bundles %s into one file without imports", async (name) => {
    const outFolder = await tempFolder();
    await buildPage({ ...PAGE, outFolder });
    const script = await readFile(join(outFolder, name), "utf8");
    expect(script).not.toMatch(/\bimport\b|\brequire\(/);
  });

  it("makes each style sheet one file, without imports", async () => {
    const outFolder = await tempFolder();
    await buildPage({ ...PAGE, outFolder });
    await buildReference({ sourceFolder: "src/page", outFolder, settings: SETTINGS });
    for (const name of ["page.css", "studio.css", "docs.css"]) {
      const styles = await readFile(join(outFolder, name), "utf8");
      expect(styles).not.toMatch(/@import|url\(/);
      expect(styles).toContain("--accent:");
    }
  });

  it("ends the base path with a slash, however it was given", async () => {
    for (const basePath of ["/archive", "/archive/"]) {
      const outFolder = await tempFolder();
      await buildPage({ ...PAGE, basePath, outFolder });
      for (const name of ["index.html", "studio.html"]) {
        expect(await readFile(join(outFolder, name), "utf8")).toContain('<base href="/archive/">');
      }
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
    for (const name of ["index.html", "studio.html"]) {
      const html = await readFile(join(outFolder, name), "utf8");
      expect(html).toContain(' data-time-zone="Asia/Tokyo"');
      expect(html).toContain("Dates are in the Asia/Tokyo time zone.");
    }
  });

  it("writes only files whose bytes changed", async () => {
    const outFolder = await tempFolder();
    await buildPage({ ...PAGE, outFolder });
    const before = await stat(join(outFolder, "page.css"));
    expect(await buildPage({ ...PAGE, outFolder })).toEqual([]);
    await writeFile(join(outFolder, "page.js"), "changed");
    expect(await buildPage({ ...PAGE, siteName: "Other", outFolder })).toEqual([
      ...["index.html", "page.js", "studio.html"],
    ]);
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

describe("building the reference", () => {
  const settings = { ...SETTINGS, siteName: "A <b>", filterFields: ["region"], basePath: "/archive" };

  it("makes exactly the files that the function serves, and writes none again that did not change", async () => {
    const reference = { sourceFolder: "src/page", outFolder: await tempFolder(), settings };
    const written = await buildReference(reference);
    expect(written.sort()).toEqual(
      Object.values(REFERENCE_FILES)
        .map(({ file }) => file)
        .sort(),
    );
    expect(await buildReference(reference)).toEqual([]);
    const other = { ...settings, siteName: "B" };
    expect(await buildReference({ ...reference, settings: other })).toEqual(["openapi.json", "docs.html"]);
  });

  it("describes the archive's own fields and base path", async () => {
    const outFolder = await tempFolder();
    await buildReference({ sourceFolder: "src/page", outFolder, settings });
    const document = JSON.parse(await readFile(join(outFolder, "openapi.json"), "utf8"));
    expect(document).toMatchObject({
      openapi: "3.1.0",
      info: { title: "A <b>" },
      servers: [{ url: "/archive" }],
    });
    expect(JSON.stringify(document.paths["/v1/articles"])).toContain('"name":"region"');
    expect(await readFile(join(outFolder, "docs.html"), "utf8")).toContain("A &lt;b&gt;");
  });
});
