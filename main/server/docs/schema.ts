/** A JSON schema as a reader wants it: a type in one line, or a list of fields. */
import type { JsonSchema } from '../../api/openapi/types';
import { escapeText, writeLine } from './markup';

const REF_PREFIX = '#/components/schemas/';

export function anchorOfSchema(name: string): string {
  return `schema-${name}`;
}

/** As TypeScript would write it; names of other schemas are links. */
export function writeType(schema: JsonSchema): string {
  if (schema.$ref) {
    const name = schema.$ref.slice(REF_PREFIX.length);
    return `<a href="#${anchorOfSchema(name)}">${escapeText(name)}</a>`;
  }
  if (schema.const !== undefined) return writeLiteral(schema.const);
  if (schema.enum) return schema.enum.map(writeLiteral).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(writeType))].join(' | ');
  if (schema.type === 'array') {
    const item = writeType(schema.items ?? {});
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(
      ([name, field]) => `${escapeText(name)}${isRequired(schema, name) ? '' : '?'}: ${writeType(field)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  if (schema.type === 'object') {
    const value = typeof schema.additionalProperties === 'object' ? writeType(schema.additionalProperties) : 'any';
    return `{ [name]: ${value} }`;
  }
  if (schema.not) return 'nothing';
  return escapeText(schema.format ? `${schema.type} (${schema.format})` : (schema.type ?? 'any'));
}

function writeLiteral(value: unknown): string {
  return `<span class="literal">${escapeText(JSON.stringify(value))}</span>`;
}

/** Fields of an object, or of each kind that a union has; a type in one line for all else. */
export function writeFields(schema: JsonSchema): string {
  const kinds = schema.anyOf ?? schema.oneOf ?? [];
  if (kinds.length > 0 && kinds.every((kind) => kind.properties)) {
    return kinds.map(writeKind).join('\n');
  }
  if (schema.properties && Object.keys(schema.properties).length > 0) return writeFieldList(schema);
  return `<p class="type">${writeType(schema)}</p>`;
}

function writeKind(kind: JsonSchema): string {
  const meaning = kind.description ? `<p>${writeLine(kind.description)}</p>` : '';
  return `<div class="kind">${meaning}${writeFieldList(kind)}</div>`;
}

function writeFieldList(schema: JsonSchema): string {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) =>
    writeField(name, field, isRequired(schema, name) ? 'required' : 'optional'),
  );
  return `<dl class="fields">\n${fields.join('\n')}\n</dl>`;
}

export function writeField(name: string, schema: JsonSchema, need: 'required' | 'optional', more = ''): string {
  const facts = [
    schema.description ? writeLine(schema.description) : '',
    schema.default === undefined ? '' : `Default: <code>${escapeText(JSON.stringify(schema.default))}</code>.`,
    schema.minimum === undefined ? '' : `At least ${schema.minimum}.`,
    schema.maximum === undefined ? '' : `At most ${schema.maximum}.`,
  ].filter((fact) => fact !== '');
  const mark = need === 'optional' ? '<span class="need">optional</span>' : '';
  return (
    `<dt><code>${escapeText(name)}</code></dt><dd class="of"><span class="type">${writeType(schema)}</span> ${more}${mark}</dd>` +
    (facts.length > 0 ? `<dd>${facts.join(' ')}</dd>` : '')
  );
}

function isRequired(schema: JsonSchema, name: string): boolean {
  return schema.required?.includes(name) ?? false;
}
