import { expect, it } from 'vitest';
import { fakeSpecs } from '../../dev/fake-specs';
import { filterRows, type LanguageRow, sortRows } from './language-rows';

const row = (
  id: string,
  ownBytes: number | null,
  at: number | null,
  change: Partial<LanguageRow> = {},
): LanguageRow => ({
  spec: fakeSpecs.find((spec) => spec.id === id)!,
  engine: ownBytes === null ? { kind: 'missing', what: 'image' } : { kind: 'docker' },
  image: null,
  usage: ownBytes === null ? null : { specId: id, reference: id, ownBytes, sharedBytes: 0, alsoOf: [] },
  lastRun: at === null ? null : { specId: id, provider: 'docker', at },
  ...change,
});
const idsOf = (rows: LanguageRow[]) => rows.map(({ spec }) => spec.id);
const rows = [row('rust', 30, null), row('c', null, 5), row('python', 20, 9), row('bash', 20, null)];

it('orders by title, size and last use, and puts what is not known last', () => {
  expect(idsOf(sortRows(rows, { key: 'title', direction: 'descending' }))).toEqual(['rust', 'python', 'c', 'bash']);
  expect(idsOf(sortRows(rows, { key: 'size', direction: 'ascending' }))).toEqual(['bash', 'python', 'rust', 'c']);
  expect(idsOf(sortRows(rows, { key: 'size', direction: 'descending' }))).toEqual(['rust', 'bash', 'python', 'c']);
  expect(idsOf(sortRows(rows, { key: 'lastUsed', direction: 'descending' }))).toEqual(['python', 'c', 'bash', 'rust']);
});

it('finds by title, alias and reference, and by what can run', () => {
  expect(idsOf(filterRows(rows, 'all', ' RS '))).toEqual(['rust']);
  expect(idsOf(filterRows(rows, 'missing', ''))).toEqual(['c']);
  expect(idsOf(filterRows(rows, 'ready', 'b'))).toEqual(['bash']);
  const image = { specId: 'c', state: 'present', source: 'debian', freshness: 'outdated', sizeBytes: 1, options: [] };
  const old = row('c', 1, 1, { image: { ...image, reference: 'runyard/c:debian' } as LanguageRow['image'] });
  expect(idsOf(filterRows([old], 'outdated', 'debian'))).toEqual(['c']);
});
