import { describe, expect, it } from 'vitest';
import type { ImageProgress, ImageStatus } from '../../contract';
import { refreshImages } from './image-refresh';

const never = new AbortController().signal;

function image(specId: string, source: ImageStatus['source'], reference = `${specId}:1`): ImageStatus {
  const state = source === null ? 'missing' : 'present';
  return {
    specId,
    state,
    reference: source && reference,
    source,
    freshness: 'current',
    sizeBytes: null,
    options: [],
  };
}

/** Images of which some fail; what is done to them is written down. */
function openImages(list: ImageStatus[], failing: string[] = [], onStep = () => {}) {
  const done: string[] = [];
  async function* work(way: string, specId: string): AsyncGenerator<ImageProgress> {
    done.push(`${way} ${specId}`);
    yield { type: 'progress', message: '', fraction: 0 };
    onStep();
    if (failing.includes(specId)) throw new Error('No such host.');
  }
  const images = {
    list: async () => list,
    pull: (specId: string) => work('pull', specId),
    rebuild: (specId: string) => work('rebuild', specId),
  };
  return { images, done };
}

describe('refreshImages', () => {
  it('pulls and rebuilds what is there, each once, and never what is not', async () => {
    const { images, done } = openImages([
      image('python', 'official'),
      image('c', 'debian'),
      image('cpp', 'official', 'gcc:1'),
      image('objc', 'official', 'gcc:1'),
      image('rust', null),
    ]);
    expect(await refreshImages(images, never)).toBe('Refreshed 3 images.');
    expect(done).toEqual(['pull python', 'rebuild c', 'pull cpp']);
  });

  it('names those that failed when the others are done', async () => {
    const { images, done } = openImages([image('python', 'official'), image('c', 'debian')], ['python']);
    await expect(refreshImages(images, never)).rejects.toThrow('1 of 2 images failed. python:1: No such host.');
    expect(done).toEqual(['pull python', 'rebuild c']);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const { images, done } = openImages([image('a', 'debian'), image('b', 'debian')], [], () => abort.abort());
    await expect(refreshImages(images, abort.signal)).rejects.toThrow();
    expect(done).toEqual(['rebuild a']);
  });
});
