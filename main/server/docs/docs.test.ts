import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FakeEngine } from '../../api/fake-engine';
import { type ApiDocument, type ApiOperation, type JsonSchema, METHODS } from '../../api/openapi/types';
import { createServer, type Server } from '../server';
import { THEME_COLORS } from './style';

const here = fileURLToPath(new URL('.', import.meta.url));

let server: Server;
let document: ApiDocument;
let headers: { authorization: string };

beforeAll(async () => {
  server = await createServer({
    engine: new FakeEngine(),
    appInfo: { version: '1.2.3', door: 'browser', platform: 'test' },
    rendererDir: here,
    reportError: () => {},
  });
  headers = { authorization: `Bearer ${server.token}` };
  document = (await (await fetch(`${server.origin}/api/openapi.json`, { headers })).json()) as ApiDocument;
});
afterAll(() => server[Symbol.asyncDispose]());

/** The simplest value that a schema takes. */
function makeValue(schema: JsonSchema): unknown {
  if (schema.$ref) return makeValue(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return makeValue(choice);
  if (schema.type === 'array') return [makeValue(schema.items ?? {})];
  if (schema.type === 'string') return schema.format === 'uuid' ? crypto.randomUUID() : 'quick';
  if (schema.type === 'number' || schema.type === 'integer') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return false;
  if (!schema.properties) return {};
  const required = Object.entries(schema.properties).filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(required.map(([name, field]) => [name, makeValue(field)]));
}

function makeBody({ requestBody }: ApiOperation): unknown {
  const json = requestBody?.content['application/json'];
  if (!json) return undefined;
  return Object.values(json.examples ?? {})[0]?.value ?? makeValue(json.schema);
}

describe('the OpenAPI document', () => {
  test('describes requests that are taken as they are, and answers that come', async () => {
    const calls = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => (item[method] ? [{ method, path, operation: item[method] }] : [])),
    );
    const checks = calls.map(async ({ method, path, operation }) => {
      const query = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, schema }) => `${name}=${String(makeValue(schema))}`);
      const address = `${server.origin}${document.servers[0]?.url}${path.replace(/\{\w+\}/g, 'quick')}?${query.join('&')}`;
      const body = makeBody(operation);
      const leave = new AbortController();
      const response = await fetch(address, {
        method: method.toUpperCase(),
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: leave.signal,
      });
      const type = response.headers.get('content-type')?.split(';')[0];
      const answer = type === 'application/json' ? await response.text() : '';
      leave.abort();
      const described = operation.responses[String(response.status)];
      expect(described, `${operation.operationId}: ${response.status} ${answer}`).toBeDefined();
      expect(response.status, `${operation.operationId}: ${answer}`).not.toBe(400);
      // The fake engine knows neither the example's language nor a run called "quick"; nothing of it is our own failure.
      expect(response.status, `${operation.operationId}: ${answer}`).toBeLessThan(500);
      if (type) expect(Object.keys(described?.content ?? {}), operation.operationId).toContain(type);
    });
    await Promise.all(checks);
    expect(calls.length).toBeGreaterThan(40);
  });
});

describe('the page', () => {
  test('has every call and every schema, and nothing from elsewhere', async () => {
    const response = await fetch(`${server.origin}/api/`, { headers });
    expect(response.headers.get('content-type')).toContain('text/html');
    const page = await response.text();
    for (const item of Object.values(document.paths)) {
      for (const method of METHODS) {
        const operation = item[method];
        if (operation) expect(page).toContain(`<article class="operation" id="${operation.operationId}"`);
      }
    }
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="schema-${name}"`);
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids, target).toContain(target);
    expect(page).not.toMatch(/<script|<link|<img|\ssrc=|@import|url\(/);
    const addresses = [...page.matchAll(/https?:\/\/[^/'"<\s]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set([server.origin]));
    expect(page).not.toContain(server.token);
  });

  test('is for those with the token', async () => {
    for (const path of ['/api/', '/api/docs', '/api/openapi.json', '/api/specs', '/api']) {
      expect((await fetch(`${server.origin}${path}`)).status, path).toBe(401);
    }
  });

  test("has the window's own colours", () => {
    for (const [theme, colors] of Object.entries(THEME_COLORS)) {
      const css = readFileSync(join(here, `../../../renderer/app/themes/${theme}.css`), 'utf8');
      for (const [name, color] of Object.entries(colors)) expect(css, theme).toContain(`--${name}: ${color};`);
    }
  });
});
