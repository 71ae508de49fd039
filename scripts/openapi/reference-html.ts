// The API reference as one HTML page, generated from the OpenAPI document. It has no script and no inline style and
// loads nothing from other hosts; its style sheet is a separate file.

import type { ApiDocument, ApiOperation } from "./api-document.ts";
import { type Markup, markup, prose, together } from "./markup.ts";
import { answerTable, bodyTable, errorTable, parameterTable, statusTable } from "./reference-tables.ts";
import { curlLine, EXAMPLES } from "./request-examples.ts";

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
}

/** `hasPage`: whether the site has a search page to link to. */
export function referencePage(document: ApiDocument, { hasPage }: { readonly hasPage: boolean }): string {
  const { info, components } = document;
  const basePath = document.servers[0]?.url ?? "/";
  const at = (path: string) => `${basePath === "/" ? "" : basePath}${path}`;
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ method, path, operation })),
  );
  const parts = document.tags.map(({ name }) => ({
    name,
    id: partId(name),
    operations: listed.filter(({ operation }) => operation.tags[0] === name),
  }));
  const answers = Object.entries(components.schemas);
  const name = hasPage ? markup`<a href="${at("/")}">${info.title}</a>` : info.title;
  return String(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>API reference – ${info.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf6">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161513">
<link rel="stylesheet" href="${at("/docs.css")}">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="masthead"><p class="site-name">${name}</p></header>
<div class="columns">
<nav class="contents" aria-labelledby="contents-heading">
<h2 id="contents-heading">Contents</h2>
<ul>
${together(parts.map(contentsOf))}
<li><a href="#keys">Keys and rate limits</a></li>
<li><a href="#answers">Responses</a><ul>${together(answers.map(([id]) => markup`<li><a href="#answer-${id}">${id}</a></li>`))}</ul></li>
<li><a href="#errors">Errors</a></li>
</ul>
</nav>
<main id="content" tabindex="-1">
<h1>API reference</h1>
<div class="lead">${together(info.description.split("\n\n").map((text) => markup`<p>${prose(text)}</p>`))}</div>
<dl class="facts">
<div><dt>Version</dt><dd>${info.version}</dd></div>
<div><dt>Base path</dt><dd><code>${basePath}</code></dd></div>
<div><dt>Machine-readable</dt><dd><a href="${at("/openapi.json")}">OpenAPI 3.1</a></dd></div>
</dl>
${together(parts.map((part) => partOf(part, basePath)))}
<section class="part" aria-labelledby="keys">
<h2 id="keys">Keys and rate limits</h2>
<p>${prose(KEYS)}</p>
</section>
<section class="part" aria-labelledby="answers">
<h2 id="answers">Responses</h2>
<p>${prose(ANSWERS)}</p>
${together(
  answers.map(
    ([id, schema]) =>
      markup`<section class="operation answer" id="answer-${id}" aria-labelledby="answer-${id}-heading">
<h3 id="answer-${id}-heading">${id}</h3>
${answerTable(id, schema)}
</section>`,
  ),
)}
</section>
<section class="part" aria-labelledby="errors">
<h2 id="errors">Errors</h2>
<p>${prose(ERRORS)}</p>
${errorTable()}
</section>
</main>
</div>
</body>
</html>
`);
}

const KEYS =
  "If keys are configured, `/v1/*` and `/mcp` require one, sent as `Authorization: Bearer KEY` or `?key=KEY`; if both are " +
  "sent, the header wins. A public key can search, get related articles and send events; drafts and `explain` need a private " +
  "key. Each caller has a limit per minute; requests beyond it get a 429 with `Retry-After`.";
const ANSWERS =
  "Responses are JSON in UTF-8. Optional fields are left out rather than null. Insert strings into a page as text, never as HTML.";
const ERRORS =
  "An error has a `message` for people, a `code` for programs, its `type`, a `link` to this list, and the request's id, which " +
  "every response also has in `X-Request-Id`.";

interface Part {
  readonly name: string;
  readonly id: string;
  readonly operations: readonly Listed[];
}

function partId(name: string): string {
  return `part-${name.toLowerCase().replaceAll(" ", "-")}`;
}

function contentsOf({ name, id, operations }: Part): Markup {
  const items = operations.map(
    ({ method, path, operation }) =>
      markup`<li><a href="#${operation.operationId}"><span class="verb">${method.toUpperCase()}</span> ${path}</a></li>`,
  );
  return markup`<li><a href="#${id}">${name}</a><ul>${together(items)}</ul></li>`;
}

function partOf({ name, id, operations }: Part, basePath: string): Markup {
  return markup`<section class="part" aria-labelledby="${id}">
<h2 id="${id}">${name}</h2>
${together(operations.map((listed) => operationOf(listed, basePath)))}
</section>`;
}

function operationOf({ method, path, operation }: Listed, basePath: string): Markup {
  const { operationId, summary, description, parameters, requestBody } = operation;
  const heading = `${operationId}-heading`;
  const body = requestBody?.content["application/json"]?.schema;
  const example = EXAMPLES[operationId];
  return markup`<section class="operation" id="${operationId}" aria-labelledby="${heading}">
<h3 id="${heading}"><span class="method ${method}">${method.toUpperCase()}</span> <code class="path">${path}</code></h3>
<p class="summary">${summary}</p>
<p>${prose(description)}</p>
${parameters.length === 0 ? "" : markup`<h4>Parameters</h4>${parameterTable(operation)}`}
${body === undefined ? "" : markup`<h4>Body</h4>${bodyTable(operationId, body)}`}
<h4>Responses</h4>
${statusTable(operation)}
${example === undefined ? "" : markup`<h4>Example</h4><pre><code>${curlLine(example, basePath)}</code></pre>`}
</section>`;
}
