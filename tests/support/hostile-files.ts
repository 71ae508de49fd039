// Hostile articles: each text of the corpus in every field, in each format that the build reads, each address wherever one
// may be, and a site with a hostile name.

import { XSS_TEXTS, XSS_URLS } from "./xss-payloads.ts";

/** Articles of one tag. */
const BATCH = 20;
/** Id of the only article that means none. */
export const PLAIN = "plain";

export interface Hostile {
  readonly id: string;
  readonly tag: string;
}

/** Each text in every field, as JSON, as Markdown and as HTML, and each address where one is expected. */
export function hostileFiles(): { files: Record<string, string>; articles: Hostile[] } {
  const articles: Hostile[] = [];
  const records: unknown[] = [];
  const files: Record<string, string> = {};
  const next = (id: string): Hostile => {
    const hostile = { id, tag: `batch ${Math.floor(articles.length / BATCH)}` };
    articles.push(hostile);
    return hostile;
  };
  const fields = (text: string, tag: string, url: string, image: string) => ({
    title: text,
    summary: `${text} and a summary`,
    sections: [text],
    tags: [tag, text],
    authors: [text],
    publishedAt: "2024-05-01T10:00:00Z",
    url,
    image: { src: image, alt: text, width: 10, height: 10 },
    region: text,
    lang: "en",
  });
  for (const [number, text] of XSS_TEXTS.entries()) {
    const address = (kind: string) => `https://news.example/${kind}/${number}/${text}`;
    const json = next(`json-${number}`);
    records.push({
      id: json.id,
      // A reader that takes a title for HTML would leave the tags out: written like this they are text.
      ...fields(entities(text), json.tag, address("json"), address("i")),
      body: `<p>${text}</p>${text}`,
    });
    const { id, tag } = next(`markdown-${number}`);
    // JSON is YAML.
    const front = Object.entries({
      id,
      ...fields(`Of ${text} here`, tag, address("markdown"), address("m")),
    });
    const lines = front.map(([name, value]) => `${name}: ${escaped(value)}`);
    // A file with a NUL is no text, and is reported as such.
    const written = text.replaceAll("\u0000", "");
    files[`news/${id}.md`] =
      `---\n${lines.join("\n")}\n---\n\n${written}\n\nWords before ${written} and after it.\n`;
  }
  for (const [number, url] of XSS_URLS.entries()) {
    const { id, tag } = next(`address-${number}`);
    records.push({
      id,
      ...fields(`Address ${number}`, tag, url, url),
      body: `<a href="${url}">a link</a> in a body`,
    });
  }
  records.push({
    id: PLAIN,
    title: "A plain article",
    body: "Of nothing else.",
    url: "https://news.example/plain",
  });
  // An id of nothing but markup.
  const [first = ""] = XSS_TEXTS;
  records.push({
    ...fields("Of an id", next("~3Cscript~3E__xss~281~29~3C~2Fscript~3E").tag, "", ""),
    id: first,
  });
  files["news/articles.json"] = escaped(records);
  files["backstory.config.json"] = escaped({
    site: { name: "</title><script>__xss('site')</script>", url: "https://news.example", language: "en" },
    customFields: { region: { store: true, filter: true, facet: true } },
  });
  return { files, articles };
}

function entities(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** JSON in ASCII: lone surrogates and controls reach the reader as they are meant. */
function escaped(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
