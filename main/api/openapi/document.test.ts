import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { ErrorCode } from '../../../contract';
import { contract } from '../../../contract/contract';
import { generateDocument } from './document';
import { type ApiOperation, METHODS } from './types';

const document = await generateDocument('1.2.3');
const operations: ApiOperation[] = Object.values(document.paths).flatMap((item) =>
  METHODS.flatMap((method) => item[method] ?? []),
);

function validate(api: typeof document) {
  return new Validator().validate({ ...api });
}

/** Every value under the key, however deep. */
function findAll(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : []));
  return [...here, ...Object.values(value).flatMap((inner) => findAll(inner, key))];
}

describe('the OpenAPI document', () => {
  test('is of version 3.1 and has what that asks for', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: '1.2.3' });
    expect(Object.keys(document.components.securitySchemes)).toEqual(document.security.flatMap(Object.keys));
    const tags = document.tags.map(({ name }) => name);
    for (const operation of operations) {
      expect(operation.summary, operation.operationId).toBeTruthy();
      expect(operation.tags, operation.operationId).toHaveLength(1);
      expect(tags).toContain(operation.tags[0]);
      const statuses = Object.keys(operation.responses);
      expect(
        statuses.filter((status) => status.startsWith('2')),
        operation.operationId,
      ).toHaveLength(1);
      expect(statuses, operation.operationId).toEqual(
        expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
      );
      for (const response of Object.values(operation.responses)) expect(response.description).toBeTruthy();
    }
  });

  test('is right by the published schema of OpenAPI, which tells what is wrong', async () => {
    expect(await validate(document)).toEqual({ valid: true });
    const broken = structuredClone(document);
    Object.assign(broken.paths['/runs/{runId}']!.delete!.parameters![0]!, { in: 'nowhere' });
    expect(await validate(broken)).toMatchObject({ valid: false });
  });

  test('has every procedure of the contract once', () => {
    const procedures = Object.entries(contract).flatMap(([room, ofRoom]) =>
      Object.keys(ofRoom).map((name) => `${room}.${name}`),
    );
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(procedures.sort());
  });

  test('refers only to what is there, and names the parts of each path', () => {
    const references = findAll(document, '$ref') as string[];
    expect(references.length).toBeGreaterThan(100);
    for (const reference of references) {
      const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(reference) ?? [];
      expect(document.components.schemas, reference).toHaveProperty(name);
    }
    for (const [path, item] of Object.entries(document.paths)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of METHODS.flatMap((method) => item[method] ?? [])) {
        const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
        expect(named.map(({ name }) => name).sort(), path).toEqual(parts.sort());
        expect(
          named.every(({ required }) => required),
          path,
        ).toBe(true);
      }
    }
  });

  test('says nothing of what can be anything, but where it can', () => {
    const { RunRequest, RunEvent, Refusal, Template } = document.components.schemas;
    expect(RunRequest).toMatchObject({ required: ['spec', 'files'], additionalProperties: false });
    expect(RunEvent?.anyOf ?? RunEvent?.oneOf).toHaveLength(10);
    expect(Refusal?.properties?.code?.enum?.toSorted()).toEqual(ErrorCode.options.toSorted());
    expect(JSON.stringify(Template ?? document.paths['/templates/{id}'])).not.toContain('"title":{}');
  });

  test('describes a stream in each form that it can be had in, with examples', () => {
    const content = document.paths['/runs']?.post?.responses['200']?.content ?? {};
    expect(Object.keys(content)).toEqual(['text/event-stream', 'application/x-ndjson', 'application/json']);
    for (const { example } of Object.values(content)) expect(example).toBeTruthy();
    expect(content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/RunResult' });
  });
});
