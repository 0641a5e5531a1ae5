/** One call on the page: what it is for, what it takes, what it answers, and how it is made from a shell. */
import type { ApiOperation, JsonSchema } from '../../api/openapi/types';
import { writeCurls } from './curl';
import { escapeText, writeLine, writeProse } from './markup';
import { writeField, writeFields, writeType } from './schema';

export interface PlacedOperation {
  /** Upper case. */
  method: string;
  /** Under `/api`. */
  path: string;
  operation: ApiOperation;
}

export interface DocsPlace {
  /** `http://127.0.0.1:4000/api` */
  base: string;
  /** By name. */
  schemas: Record<string, JsonSchema>;
}

export function writeOperation({ method, path, operation }: PlacedOperation, { base, schemas }: DocsPlace): string {
  const id = escapeText(operation.operationId);
  return `<article class="operation" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${escapeText(operation.summary)}</h3>
<p class="route"><span class="method ${method.toLowerCase()}">${method}</span> <code>/api${writePath(path)}</code></p>
${operation.description ? writeProse(operation.description) : ''}
${writeInput(operation, schemas)}
${writeAnswers(operation)}
${writeFailures(operation)}
${writeCurls({ base, method, path, operation })
  .map(
    ({ title, command }) =>
      `<figure><figcaption>${title}</figcaption><pre tabindex="0">${escapeText(command)}</pre></figure>`,
  )
  .join('\n')}
</article>`;
}

function writePath(path: string): string {
  return escapeText(path).replace(/\{(\w+)\}/g, '<var>{$1}</var>');
}

function writeInput({ parameters = [], requestBody }: ApiOperation, schemas: DocsPlace['schemas']): string {
  const places = parameters.map(({ name, schema, required, in: place }) =>
    writeField(name, schema, required ? 'required' : 'optional', `<span class="need">in the ${place}</span> `),
  );
  const body = requestBody?.content['application/json']?.schema;
  return [
    places.length > 0 ? `<h4>Parameters</h4>\n<dl class="fields">${places.join('\n')}</dl>` : '',
    body ? `<h4>Body</h4>\n${body.$ref ? writeNamed(body, schemas) : writeFields(body)}` : '',
  ].join('\n');
}

/** The most important one at once, the others by their link: they are long, and hardly anybody sends them. */
function writeNamed(body: JsonSchema, schemas: DocsPlace['schemas']): string {
  const link = `<p class="type">${writeType(body)}</p>`;
  const named = body.$ref === '#/components/schemas/RunRequest' ? schemas.RunRequest : undefined;
  return named ? `${link}\n${writeFields(named)}` : link;
}

function writeAnswers({ responses }: ApiOperation): string {
  const [status = '', answer] = Object.entries(responses)[0] ?? [];
  const rows = Object.entries(answer?.content ?? {}).map(([type, { schema }]) => {
    // Of the three kinds of events that every stream has, the first tells this one from others.
    const shown = type === 'text/event-stream' ? (schema.oneOf?.[0]?.properties?.data ?? schema) : schema;
    const each = type === 'application/json' ? '' : 'each ';
    return `<dt><code>${escapeText(type)}</code></dt><dd class="type">${each}${writeType(firstOf(shown, each))}</dd>`;
  });
  if (rows.length === 0) return `<h4>Answer ${status}</h4>\n<p>Empty.</p>`;
  return `<h4>Answer ${status}</h4>\n<dl class="answers">${rows.join('\n')}</dl>`;
}

function firstOf(schema: JsonSchema, each: string): JsonSchema {
  return each !== '' && schema.anyOf?.[0]?.$ref ? schema.anyOf[0] : schema;
}

function writeFailures({ responses }: ApiOperation): string {
  const rows = Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { description }]) =>
      description.split('\n\n').map((line) => `<tr><td>${status}</td><td>${writeLine(line)}</td></tr>`),
    );
  return `<details><summary>Failures</summary>
<table><thead><tr><th scope="col">Status</th><th scope="col">Code and meaning</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></details>`;
}
