/** The JSON Schema (draft 7) of the config file, for editors that check and complete it. */
import { Config } from './config';
import { type ConfigField, listConfigFields } from './config-fields';
import { writeValue } from './config-value';

type Schema = Record<string, unknown>;

const TIME = '^\\s*(\\d+|(\\d+(\\.\\d+)?\\s*(ms|[smhdMSHD])\\s*)+)\\s*$';
const SIZE = '^\\s*\\d+(\\.\\d+)?\\s*[kmgtKMGT]?([iI]?[bB])?\\s*$';

/** It refuses keys and types; bounds of what is written with a unit, and forms of texts, the provider checks. */
export function describeConfigSchema(): Schema {
  const properties: Record<string, Schema> = { $schema: { type: 'string' } };
  for (const field of listConfigFields()) {
    const [group = '', name] = field.key.split('.');
    if (name === undefined) properties[group] = describeProperty(field);
    else {
      properties[group] ??= describeGroup(group);
      (properties[group].properties as Schema)[name] = describeProperty(field);
    }
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Runyard',
    type: 'object',
    additionalProperties: false,
    properties,
  };
}

function describeGroup(name: string): Schema {
  const { description = '' } = Config.shape[name as keyof Config];
  return { description, type: ['object', 'null'], additionalProperties: false, properties: {} };
}

/** Null stands for the default. */
function describeProperty(field: ConfigField): Schema {
  const { description, defaultValue, kind, secrecy } = field;
  const written = kind === 'time' || kind === 'size' ? writeValue(field, defaultValue) : defaultValue;
  const shown = secrecy === 'open' && defaultValue !== null ? { default: written } : {};
  return { description, ...describeType(field), ...shown };
}

function describeType({ kind, choices, least, most }: ConfigField): Schema {
  const bounds = { ...(least === null ? {} : { minimum: least }), ...(most === null ? {} : { maximum: most }) };
  if (kind === 'count') return { type: ['integer', 'null'], ...bounds };
  if (kind === 'number') return { type: ['number', 'null'], ...bounds };
  if (kind === 'time') return { type: ['integer', 'string', 'null'], ...bounds, pattern: TIME };
  if (kind === 'size') return { type: ['integer', 'string', 'null'], ...bounds, pattern: SIZE };
  if (kind === 'choice') return { enum: [...choices, null] };
  if (kind === 'list') return { type: ['array', 'null'], items: { type: 'string' } };
  if (kind === 'table') return { type: ['object', 'null'], additionalProperties: { type: 'string' } };
  return { type: ['string', 'null'] };
}
