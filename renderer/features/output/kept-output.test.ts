import { describe, expect, it } from 'vitest';
import { stoppedClock } from './draw-clock';
import { keepOutput, restoreOutput } from './kept-output';
import { OutputBuffer } from './output-buffer';

const options = { clock: stoppedClock };
const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

describe('an output that is kept', () => {
  it('comes back as it was, each stream in its colours', () => {
    const buffer = new OutputBuffer(options);
    buffer.append('stdout', 'name? ');
    buffer.append('stdin', 'Ada\n');
    buffer.append('stderr', '\u001b[31mred\nstill red\u001b[0m\n');
    buffer.append('stdout', `${'long '.repeat(1000)}\nopen`);
    const kept = keepOutput(buffer);
    expect(kept.gap).toEqual({ characters: 0, lines: 0 });
    const back = restoreOutput(kept, options);
    expect(back.plainText()).toBe(buffer.plainText());
    expect(back.shownLineCount).toBe(buffer.shownLineCount);
    const red = back.findLine(3)!;
    expect([red.block.lineSource(red.index), red.block.lineStyle(red.index)]).toEqual([
      'stderr',
      expect.objectContaining({ foreground: 1 }),
    ]);
  });

  it('keeps whole lines of its head and tail, and says what lies between', () => {
    const buffer = new OutputBuffer(options);
    buffer.append('stdout', numbered(100, 999));
    const kept = keepOutput(buffer, { head: 50, tail: 30 });
    expect(kept.head).toEqual([{ source: 'stdout', text: numbered(100, 104) }]);
    expect(kept.tail).toEqual([{ source: 'stdout', text: numbered(997, 999) }]);
    expect(kept.gap).toEqual({ characters: 892 * 9, lines: 892 });
    const back = restoreOutput(kept, options);
    expect(back.plainText()).toBe(`${numbered(100, 104)}…\n${numbered(997, 999)}`);
    expect([back.shownLineCount, back.gap]).toEqual([900, kept.gap]);
    expect(back.findLine(4)).not.toBeNull();
    expect(back.findLine(5)).toBeNull();
    expect(back.findLine(897)).not.toBeNull();
  });

  it('keeps the gap of an output that had one', () => {
    const buffer = new OutputBuffer({ ...options, bound: { head: 64 * 1024, tail: 64 * 1024 } });
    buffer.append('stdout', numbered(10_000, 59_999));
    const kept = keepOutput(buffer, { head: 22, tail: 11 });
    expect(kept).toEqual({
      head: [{ source: 'stdout', text: numbered(10_000, 10_001) }],
      gap: { characters: 49_997 * 11, lines: 49_997 },
      tail: [{ source: 'stdout', text: numbered(59_999, 59_999) }],
    });
  });
});
