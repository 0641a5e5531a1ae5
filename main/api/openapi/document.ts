/** The OpenAPI 3.1 document of `/api`, generated from the contract. */
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import * as contractRoom from '../../../contract';
import { type ProcedureRoute, ROUTE_TAGS, type RouteTag } from '../../../contract';
import { contract } from '../../../contract/contract';
import { routes } from '../../../contract/routes';
import { EXAMPLES } from './examples';
import { describeFailures, describeStream, RefusalSchema } from './responses';
import type { ApiDocument, ApiOperation, ApiResponse, Method } from './types';

/** Schemas that callers send; the others are what they get. */
const SENT = new Set(['RunRequest', 'RunLimits', 'Template', 'Opening', 'WorkspaceSave', 'SettingsSave', 'EarlierRun']);

const TAGS: Record<RouteTag, string> = {
  Runs: 'Programs, each in a sandbox of its own. A run belongs to the caller who started it; for all others it is not there.',
  Languages: 'What can be run.',
  Engine: 'What runs it.',
  Images: 'What Docker runs languages in. Nothing is pulled or built without being asked for.',
  Runtimes: 'What the embedded engine runs languages with, where there is no Docker.',
  Window: 'What the window itself works with: tabs, history, settings. Other programs hardly need it.',
};

const DESCRIPTION = `Run code in sandboxes, and see what happens, as it happens.

Every request needs the token of the server, as \`Authorization: Bearer …\`. Bodies are JSON in UTF-8.

What goes on for a while is a stream. By default it comes as Server-Sent Events; with \`Accept: application/x-ndjson\` as
one JSON value a line; with \`Accept: application/json\` as one answer at the end, or at once for a state that is followed.
A caller who reads slowly slows the program down, and one who closes the connection ends what it started.

A failure of a program is a value: the run's outcome. A failure of Runyard has a status of 400 or more and a body with
\`code\`, \`message\`, \`remedy\` and \`details\`. A stream that has begun ends with it instead.

The same contract is served over a WebSocket at \`/ws\`, which the package \`runyard/client\` speaks.`;

/** @param version of this Runyard */
export async function generateDocument(version: string): Promise<ApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const generated = await generator.generate(contract, {
    info: { title: 'Runyard', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api' }],
    tags: ROUTE_TAGS.map((name) => ({ name, description: TAGS[name] })),
    security: [{ token: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: "The server's token, or one of its named tokens." },
      },
    },
    commonSchemas: nameSchemas(),
  });
  const document = dropFalseBounds(generated) as ApiDocument;
  document.components.schemas.Refusal = RefusalSchema;
  for (const [room, ofRoom] of Object.entries(routes as Record<string, Record<string, ProcedureRoute>>)) {
    for (const [name, route] of Object.entries(ofRoom)) {
      const item = document.paths[route.path] ?? {};
      const method = route.method.toLowerCase() as Method;
      if (item[method]) item[method] = finishOperation(item[method], `${room}.${name}`, route);
    }
  }
  return dropUnused(document);
}

function nameSchemas(): Record<string, { schema: z.ZodType; strategy: 'input' | 'output' }> {
  const named = Object.entries(contractRoom).flatMap(([name, schema]) =>
    schema instanceof z.ZodType ? [[name, { schema, strategy: SENT.has(name) ? 'input' : 'output' }]] : [],
  );
  return Object.fromEntries(named);
}

function finishOperation(
  operation: ApiOperation,
  id: string,
  { errors = [], whole = 'last' }: ProcedureRoute,
): ApiOperation {
  const json = operation.requestBody?.content['application/json'];
  const examples = EXAMPLES[id] ?? {};
  if (json && examples.request) json.examples = examples.request;
  const success = describeSuccess(operation, whole);
  for (const [type, example] of Object.entries(examples.response ?? {})) {
    const content = Object.values(success)[0]?.content?.[type];
    if (content) content.example = example;
  }
  return { ...operation, responses: { ...success, ...describeFailures(errors, json !== undefined) } };
}

function describeSuccess(
  { responses }: ApiOperation,
  whole: NonNullable<ProcedureRoute['whole']>,
): Record<string, ApiResponse> {
  if (!responses['200']) return { '204': { description: 'Done.' } };
  const [message] = responses['200'].content?.['text/event-stream']?.schema.oneOf ?? [];
  const item = message?.properties?.data;
  return { '200': item ? describeStream(item, whole) : { ...responses['200'], description: 'What was asked for.' } };
}

/** The bounds of what JavaScript counts with are those of every whole number, and say nothing. */
function dropFalseBounds(value: unknown): unknown {
  const text = JSON.stringify(value, (key, bound: unknown) =>
    (key === 'minimum' && bound === Number.MIN_SAFE_INTEGER) || (key === 'maximum' && bound === Number.MAX_SAFE_INTEGER)
      ? undefined
      : bound,
  );
  return JSON.parse(text);
}

/** Schemas that nothing refers to are of no use to a reader. */
function dropUnused(document: ApiDocument): ApiDocument {
  const { schemas } = document.components;
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name] ?? {});
    }
  };
  follow(document.paths);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } };
}
