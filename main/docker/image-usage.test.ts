import { expect, it } from 'vitest';
import { addUp, type MeasuredImage, type UsedImage } from './image-usage';

const use = (specId: string, reference = `${specId}:1`): UsedImage => ({ specId, reference, id: `id of ${reference}` });
const measure = (reference: string, sizeBytes: number, sharedBytes: number, baseLayer: string): MeasuredImage => ({
  id: `id of ${reference}`,
  sizeBytes,
  sharedBytes,
  baseLayer,
});

it('counts a base once, however many stand on it', () => {
  const usage = addUp(
    [use('python'), use('bash')],
    [
      measure('python:1', 210, 164, 'debian'),
      measure('bash:1', 164, 164, 'debian'),
      measure('base', 164, 164, 'debian'),
    ],
  );
  expect(usage).toMatchObject({ totalBytes: 46 + 164, sharedBytes: 164 });
  expect(usage.images.map(({ ownBytes }) => ownBytes)).toEqual([46, 0]);
});

it('takes the longest of what images of one base share, and adds other bases', () => {
  const usage = addUp(
    [use('c'), use('rust'), use('go')],
    [measure('c:1', 500, 300, 'debian'), measure('rust:1', 400, 100, 'debian'), measure('go:1', 90, 0, 'alpine')],
  );
  expect(usage).toMatchObject({ totalBytes: 200 + 300 + 90 + 300, sharedBytes: 300 });
});

it('counts an image of two languages once, and names each beside the other', () => {
  const usage = addUp([use('c', 'gcc:14'), use('cpp', 'gcc:14')], [measure('gcc:14', 500, 0, 'debian')]);
  expect(usage.totalBytes).toBe(500);
  expect(usage.images.map(({ alsoOf }) => alsoOf)).toEqual([['cpp'], ['c']]);
});
