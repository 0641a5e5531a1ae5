import { expect, test } from 'vitest';
import { Spec } from '../../../contract';
import { toRunRequest } from './ranna-request';

test('a program has the network that the config gives it', () => {
  const specs = [Spec.parse({ id: 'sh', title: 'sh', file: 'a.sh', image: 'sh:1', run: ['sh', '{entry}'] })];
  const asked = { language: 'sh', code: 'id', inline_expression: false, arguments: [], environment: {} };
  expect(toRunRequest(asked, specs, 'off')).toMatchObject({ spec: 'sh', network: false });
  expect(toRunRequest(asked, specs, 'on').network).toBe(true);
});
