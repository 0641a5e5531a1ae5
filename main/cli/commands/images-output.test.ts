import { describe, expect, it } from 'vitest';
import { type ImageProgress, Spec } from '../../../contract';
import { ProgressPrinter } from './images-output';

const specs = ['c', 'rust'].map((id) => Spec.parse({ id, title: id, file: 'x', image: 'x', run: ['x'] }));
const [c, rust] = specs as [Spec, Spec];

function record(isTTY: boolean, environment: Record<string, string> = {}) {
  let text = '';
  const write = (chunk: unknown) => {
    text += String(chunk);
    return true;
  };
  const printer = new ProgressPrinter(specs, { write, isTTY, columns: 20 } as never, environment);
  return { printer, text: () => text };
}

const done = {
  type: 'done',
  image: {
    specId: 'c',
    state: 'present',
    reference: 'runyard/c:debian',
    source: 'debian',
    freshness: 'current',
    sizeBytes: 374e6,
    options: [],
  },
} satisfies ImageProgress;

describe('ProgressPrinter', () => {
  it('prints a plain line for each tenth where there is no terminal', () => {
    const { printer, text } = record(false);
    for (const fraction of [0, 0.05, 0.12, 0.13, 0.31]) {
      printer.take(c, { type: 'progress', message: 'Working', fraction });
    }
    printer.take(c, { type: 'log', text: 'noise' });
    printer.take(c, done);
    printer.end();
    expect(text().split('\n')).toEqual([
      'c       0%  Working',
      'c      12%  Working',
      'c      31%  Working',
      expect.stringMatching(/^c {5}runyard\/c:debian is there, 374 MB, after [\d.]+ s$/),
      '',
    ]);
  });

  it('does so in CI too', () => {
    const { printer, text } = record(true, { CI: 'true' });
    printer.take(c, { type: 'progress', message: 'Working', fraction: 0.5 });
    expect(text()).not.toContain('\x1b');
  });

  it('paints over its own lines on a terminal, cut to its width', () => {
    const { printer, text } = record(true);
    printer.take(c, { type: 'progress', message: 'Working for a long time', fraction: 0.5 });
    printer.say(rust, 'failed');
    printer.end();
    expect(text()).toBe('c      50%  Working\n\x1b[1A\x1b[Jrust  failed\nc      50%  Working\n\x1b[1A\x1b[J');
  });
});
