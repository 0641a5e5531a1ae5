/** The documentation of `/api` as a page, written from the OpenAPI document: no script, and nothing from elsewhere. */
import { type ApiDocument, METHODS } from '../../api/openapi/types';
import { escapeText, writeLine, writeProse } from './markup';
import { type PlacedOperation, writeOperation } from './operation';
import { anchorOfSchema, writeFields } from './schema';
import { STYLE } from './style';

/** @param base where the api is, as the reader came to it: `http://127.0.0.1:4000/api` */
export function writeDocsPage(document: ApiDocument, base: string): string {
  const groups = document.tags.map((tag) => ({
    ...tag,
    operations: listOperations(document).filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  const schemas = Object.entries(document.components.schemas).sort(([one], [other]) => one.localeCompare(other));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Runyard API</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Calls">
<p class="brand"><a href="#content">Runyard API</a> <span>${escapeText(document.info.version)}</span></p>
${groups.map(({ name, operations }) => writeMenu(name, operations)).join('\n')}
<p class="group"><a href="#schemas">Schemas</a></p>
</nav>
<main id="content" tabindex="-1">
<header>
<h1>Runyard API</h1>
${writeProse(document.info.description)}
<p>A program can read all of this as <a href="${escapeText(base)}/openapi.json">OpenAPI 3.1</a>.</p>
<h2>The first call</h2>
<p>The token is in the address that Runyard prints when it starts. The commands below take it from the environment; a
click selects a whole command.</p>
<pre tabindex="0">export RUNYARD_TOKEN=…
curl '${escapeText(base)}/info' -H "Authorization: Bearer $RUNYARD_TOKEN"</pre>
</header>
${groups
  .map(
    ({ name, description, operations }) => `<section aria-labelledby="${anchorOfGroup(name)}">
<h2 id="${anchorOfGroup(name)}">${escapeText(name)}</h2>
<p>${writeLine(description)}</p>
${operations.map((operation) => writeOperation(operation, { base, schemas: document.components.schemas })).join('\n')}
</section>`,
  )
  .join('\n')}
<section aria-labelledby="schemas">
<h2 id="schemas">Schemas</h2>
${schemas
  .map(
    ([name, schema]) => `<article class="schema" id="${anchorOfSchema(name)}">
<h3>${escapeText(name)}</h3>
${schema.description ? writeProse(schema.description) : ''}
${writeFields(schema)}
</article>`,
  )
  .join('\n')}
</section>
</main>
</body>
</html>
`;
}

function writeMenu(name: string, operations: readonly PlacedOperation[]): string {
  const items = operations.map(
    ({ method, operation }) =>
      `<li><a href="#${escapeText(operation.operationId)}"><span class="method ${method.toLowerCase()}">${method}</span> ` +
      `${escapeText(operation.summary)}</a></li>`,
  );
  return `<p class="group"><a href="#${anchorOfGroup(name)}">${escapeText(name)}</a></p>\n<ul>${items.join('\n')}</ul>`;
}

function anchorOfGroup(name: string): string {
  return `group-${name.toLowerCase()}`;
}

function listOperations({ paths }: ApiDocument): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
    }),
  );
}
