import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PullProgress } from './image-pull-progress';

describe('PullProgress', () => {
  it('adds the layers up, downloads before unpacking', () => {
    const progress = new PullProgress(1000);
    progress.take({ status: 'Pulling fs layer', id: 'a' });
    progress.take({ status: 'Pulling fs layer', id: 'b' });
    progress.take({ status: 'Downloading', id: 'a', progressDetail: { current: 100, total: 200 } });
    expect(progress.downloadedBytes).toBe(100);
    // The other layer's size is not known yet, so the expectation holds.
    expect(progress.totalBytes).toBe(1000);
    expect(progress.fraction).toBeCloseTo(100 / 1250);
    progress.take({ status: 'Downloading', id: 'b', progressDetail: { current: 300, total: 600 } });
    expect(progress.totalBytes).toBe(800);
    expect(progress.fraction).toBeCloseTo(400 / 1000);
    progress.take({ status: 'Download complete', id: 'a' });
    progress.take({ status: 'Download complete', id: 'b' });
    expect(progress.fraction).toBeCloseTo(0.8);
    progress.take({ status: 'Extracting', id: 'a', progressDetail: { current: 100, total: 200 } });
    expect(progress.fraction).toBeCloseTo(0.825);
    progress.take({ status: 'Pull complete', id: 'a' });
    progress.take({ status: 'Pull complete', id: 'b' });
    expect(progress.fraction).toBe(0.99);
    progress.finish();
    expect(progress.fraction).toBe(1);
  });

  it('counts a layer that is there already for nothing', () => {
    const progress = new PullProgress(0);
    progress.take({ status: 'Already exists', id: 'a' });
    progress.take({ status: 'Downloading', id: 'b', progressDetail: { current: 50, total: 100 } });
    expect(progress.totalBytes).toBe(100);
    expect(progress.fraction).toBeCloseTo(0.4);
  });

  it('ignores what is about the whole image', () => {
    const progress = new PullProgress(0);
    expect(progress.take({ status: 'Pulling from library/python', id: '3.13-slim' })).toBe(false);
    expect(progress.take({ status: 'Digest: sha256:1' })).toBe(false);
  });

  it('never goes down, whatever the order', () => {
    const message = fc.record({
      status: fc.constantFrom(
        'Pulling fs layer',
        'Waiting',
        'Downloading',
        'Download complete',
        'Extracting',
        'Pull complete',
        'Already exists',
      ),
      id: fc.constantFrom('a', 'b', 'c'),
      progressDetail: fc.record({ current: fc.nat(1000), total: fc.nat(1000) }),
    });
    fc.assert(
      fc.property(fc.array(message), fc.nat(2000), (messages, expected) => {
        const progress = new PullProgress(expected);
        let last = 0;
        for (const item of messages) {
          progress.take(item);
          expect(progress.fraction).toBeGreaterThanOrEqual(last);
          expect(progress.fraction).toBeLessThan(1);
          last = progress.fraction;
        }
      }),
    );
  });
});
