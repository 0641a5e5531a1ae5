/** What a call can be answered with: values, streams in three notations, and failures by status. */
import { ERROR_KINDS, type ErrorCode, type ProcedureRoute, statusOf } from '../../../contract';
import type { ApiResponse, JsonSchema } from './types';

const REFUSAL = { $ref: '#/components/schemas/Refusal' };

/** The body of every failure. */
export const RefusalSchema: JsonSchema = {
  type: 'object',
  description: 'What happened, and what to do next.',
  properties: {
    code: { type: 'string', enum: Object.keys(ERROR_KINDS), description: 'For programs; the set is closed.' },
    message: { type: 'string', description: 'What happened, to what: one sentence.' },
    remedy: { type: 'string', description: 'What to do next: one sentence.' },
    details: { type: 'object', additionalProperties: true, description: 'Facts for a program.' },
  },
  required: ['code', 'message', 'remedy', 'details'],
  examples: [
    {
      code: 'SPEC_UNKNOWN',
      message: 'There is no language "klingon".',
      remedy: 'Pick one of GET /api/specs.',
      details: { spec: 'klingon' },
    },
  ],
};

/** What any call may end with. */
const COMMON: readonly ErrorCode[] = [
  'BAD_REQUEST',
  'TOKEN_MISSING',
  'ORIGIN_REFUSED',
  'RATE_LIMITED',
  'INTERNAL',
  'SHUTTING_DOWN',
];

type Responses = Record<string, ApiResponse>;

/** @param hasBody whether the body may be too large or no JSON */
export function describeFailures(own: readonly ErrorCode[], hasBody: boolean): Responses {
  const byStatus = new Map<number, string[]>();
  const add = (status: number, line: string): void =>
    void byStatus.set(status, [...(byStatus.get(status) ?? []), line]);
  for (const code of [...COMMON, ...own]) add(statusOf(code), `\`${code}\`: ${ERROR_KINDS[code].meaning}`);
  if (hasBody) {
    add(413, '`BAD_REQUEST`: The body is larger than this server takes.');
    add(415, '`BAD_REQUEST`: The body is not said to be JSON.');
  }
  const statuses = [...byStatus.entries()].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    statuses.map(([status, lines]) => [
      String(status),
      { description: lines.join('\n\n'), content: { 'application/json': { schema: REFUSAL } } },
    ]),
  );
}

/** A stream as it happens, line by line, or in one answer. */
export function describeStream(item: JsonSchema, whole: NonNullable<ProcedureRoute['whole']>): ApiResponse {
  const failed: JsonSchema = {
    type: 'object',
    properties: { type: { const: 'failed' }, error: REFUSAL },
    required: ['type', 'error'],
  };
  return {
    description: 'What happens, as it happens; or one answer, for who asks for `application/json`.',
    content: {
      'text/event-stream': {
        schema: {
          description: 'Server-Sent Events. Lines that begin with a colon only show that the stream is alive.',
          oneOf: [
            describeEvent('message', item),
            { ...describeEvent('error', REFUSAL), description: 'What broke the stream off; the last event.' },
            { ...describeEvent('done'), description: 'The stream is whole; the last event.' },
          ],
        },
      },
      'application/x-ndjson': {
        schema: {
          description: 'One item a line. An empty line only shows that the stream is alive; `failed` breaks it off.',
          anyOf: [item, failed],
        },
      },
      'application/json': { schema: whole === 'result' ? { $ref: '#/components/schemas/RunResult' } : item },
    },
  };
}

function describeEvent(name: string, data?: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: { event: { const: name }, ...(data ? { data } : {}) },
    required: ['event', ...(data ? ['data'] : [])],
  };
}
