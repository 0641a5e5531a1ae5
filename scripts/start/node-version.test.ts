import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findNodeProblem, LEAST_NODE } from './node-version';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0', '100.0.0'])('takes Node %s', (version) => {
  expect(findNodeProblem(version)).toBeNull();
});

test.each(['20.18.9', '20.9.0', '18.20.0', '9.99.0'])('refuses Node %s with a remedy', (version) => {
  expect(findNodeProblem(version)).toMatch(new RegExp(`20\\.19 .* ${version}: install`));
});

test('is the version that package.json asks for', async () => {
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(manifest.engines.node).toBe(`>=${LEAST_NODE.join('.')}`);
});
