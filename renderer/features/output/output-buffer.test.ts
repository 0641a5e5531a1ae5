import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { immediateClock, ManualClock } from './fake-draw-clock';
import { findMatches, type OutputMatch } from './find-matches';
import { LONGEST_LINE } from './line-writer';
import { OutputBuffer } from './output-buffer';
import { OutputRows, UNWRAPPED } from './output-rows';

const createBuffer = (bound?: { head: number; tail: number }) =>
  new OutputBuffer({ clock: immediateClock, ...(bound ? { bound } : {}) });

function readRows(buffer: OutputBuffer, columns = UNWRAPPED): string[] {
  const rows = new OutputRows(buffer, columns);
  return rows.read(0, rows.count).map((row) => (row.kind === 'gap' ? 'GAP' : row.spans.map((s) => s.text).join('')));
}

describe('lines', () => {
  it('are cut at newlines, whatever the chunks', () => {
    const buffer = createBuffer();
    for (const chunk of ['one\ntw', 'o\n', '\nthree']) buffer.append('stdout', chunk);
    expect(readRows(buffer)).toEqual(['one', 'two', '', 'three']);
    expect(buffer.plainText()).toBe('one\ntwo\n\nthree');
  });

  it('come back after a clear, and are written on', () => {
    const buffer = createBuffer();
    buffer.append('stdout', 'one\ntw');
    const restore = buffer.clear();
    expect(buffer.plainText()).toBe('');
    restore();
    buffer.append('stdout', 'o\n');
    expect(buffer.plainText()).toBe('one\ntwo\n');
    const restoreLate = buffer.clear();
    buffer.append('stdout', 'new');
    restoreLate();
    restore();
    expect(buffer.plainText()).toBe('new');
  });

  it('keep who wrote them', () => {
    const buffer = createBuffer();
    buffer.append('stdout', 'name? ');
    buffer.append('stdin', 'Ada\n');
    buffer.append('stderr', 'oops\n');
    const rows = new OutputRows(buffer, 80).read(0, 9);
    expect(rows.map((row) => row.kind === 'text' && row.source)).toEqual(['stdout', 'stdin', 'stderr']);
    expect(buffer.plainText()).toBe('name? \nAda\noops\n');
  });

  it('keep a colour that an earlier line set, each stream its own', () => {
    const buffer = createBuffer();
    buffer.append('stdout', '\u001b[31mred\nstill red\n');
    buffer.append('stderr', 'plain\n');
    const colors = new OutputRows(buffer, 80)
      .read(0, 3)
      .map((row) => (row.kind === 'text' ? row.spans[0]?.style.foreground : undefined));
    expect(colors).toEqual([1, 1, null]);
  });

  it('drop the return of a CRLF', () => {
    const buffer = createBuffer();
    buffer.append('stdout', 'a\r\nb\r\n');
    expect(buffer.plainText()).toBe('a\nb\n');
  });

  it('are the same however a text with sequences is cut', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('\n', '\r', '\b', '\t', '\u001b[31m', '\u001b[0m', '\u001b[38;2;1;2;3m', '\u001b]0;t\u0007'),
      fc.constantFrom('\u001b]8;;u\u001b\\', '\u001b[K', '\u001b(B', 'word '.repeat(30)),
    );
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(400)), (whole, cuts) => {
        const expected = createBuffer();
        expected.append('stdout', whole);
        const actual = createBuffer();
        // Chunks never split a character, so neither do these.
        const characters = Array.from(whole);
        const places = [0, ...cuts.filter((cut) => cut < characters.length).sort((a, b) => a - b), characters.length];
        for (let index = 1; index < places.length; index++) {
          actual.append('stdout', characters.slice(places[index - 1], places[index]).join(''));
        }
        const read = (buffer: OutputBuffer) => new OutputRows(buffer, 20).read(0, 1000);
        expect(read(actual)).toEqual(read(expected));
        expect(actual.plainText()).toBe(expected.plainText());
      }),
      { numRuns: 300 },
    );
  });

  it('longer than a row can hold go on below and are whole when copied', () => {
    const buffer = createBuffer();
    const long = 'x'.repeat(5_000_000);
    buffer.append('stdout', long);
    expect(buffer.lineCount).toBe(Math.ceil(long.length / LONGEST_LINE));
    const [first, second] = new OutputRows(buffer, UNWRAPPED).read(0, 2);
    expect(first).toMatchObject({ isContinued: false });
    expect(second).toMatchObject({ isContinued: true });
    expect(buffer.plainText() === long).toBe(true);
  });

  it('that are overwritten again and again stay one line', () => {
    const buffer = createBuffer();
    for (let count = 0; count < 20_000; count++) buffer.append('stderr', `\r\u001b[32m${count}\u001b[0m of 20000`);
    expect(buffer.lineCount).toBe(1);
    expect(readRows(buffer)).toEqual(['19999 of 20000']);
    expect(buffer.keptBlocks[0]!.text.length).toBeLessThan(4096);
  });
});

describe('rows', () => {
  it('wrap at the width, wide characters and colours too', () => {
    const buffer = createBuffer();
    buffer.append('stdout', 'abcdef\n日本語\n\u001b[1mbold text\u001b[0m\n');
    expect(readRows(buffer, 4)).toEqual(['abcd', 'ef', '日本', '語', 'bold', ' tex', 't']);
  });

  it('find their way from a line to its row and back at any width', () => {
    const line = fc.string({ maxLength: 60 }).map((text) => `${text.replaceAll(/\s/g, '.')}\n`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 30 }), (lines, columns) => {
        const buffer = createBuffer();
        buffer.append('stdout', lines.join(''));
        const rows = new OutputRows(buffer, columns);
        for (let row = 0; row < rows.count; row++) {
          const place = rows.placeOfRow(row);
          expect(rows.rowOf(place.line, place.part * columns)).toBe(row);
        }
      }),
    );
  });
});

describe('a view that was made before', () => {
  it('can still be read after the output was cleared, cut or grew', () => {
    const buffer = createBuffer({ head: 1000, tail: 200_000 });
    const chunk = 'some line\n'.repeat(20_000);
    buffer.append('stdout', chunk);
    const before = new OutputRows(buffer, 4);
    buffer.append('stdout', chunk);
    expect(before.read(before.count - 3, 3)).toHaveLength(3);
    expect(before.rowOf(39_000)).toBeLessThan(before.count);
    buffer.clear();
    buffer.append('stdout', 'x');
    expect(before.read(before.count - 3, 3)).toHaveLength(3);
    expect(before.rowOf(0)).toBeLessThan(before.count);
  });
});

describe('a very long output', () => {
  it('keeps its head and its tail and says what it let go', () => {
    const buffer = createBuffer({ head: 100_000, tail: 300_000 });
    const line = (number: number) => `${String(number).padStart(99, '0')}\n`;
    for (let number = 0; number < 20_000; number++) buffer.append('stdout', line(number));
    const kept = buffer.keptBlocks.reduce((sum, block) => sum + block.text.length, 0);
    expect(kept).toBeLessThanOrEqual(400_000 + 70_000);
    expect(kept + buffer.gap.characters).toBe(2_000_000);
    const rows = readRows(buffer);
    expect(rows[0]).toBe(line(0).trimEnd());
    expect(rows[rows.length - 1]).toBe(line(19_999).trimEnd());
    expect(rows.filter((row) => row === 'GAP')).toHaveLength(1);
    expect(buffer.lineCount).toBe(20_000);
    expect(buffer.findLine(10_000)).toBeNull();
    const all = new OutputRows(buffer, UNWRAPPED);
    expect(all.readRow(all.rowOf(10_000)).kind).toBe('gap');
  });

  it('of 16 million empty lines stays affordable', () => {
    const buffer = createBuffer();
    const chunk = '\n'.repeat(65_536);
    const started = performance.now();
    for (let count = 0; count < 128; count++) buffer.append('stdout', chunk);
    expect(new OutputRows(buffer, 80).count).toBe(128 * 65_536);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe('readers', () => {
  it('are told once a frame', () => {
    const clock = new ManualClock();
    const { frames } = clock;
    const buffer = new OutputBuffer({ clock });
    const listener = vi.fn();
    const unsubscribe = buffer.subscribe(listener);
    const before = buffer.getVersion();
    buffer.append('stdout', 'a');
    buffer.append('stdout', 'b');
    expect(listener).not.toHaveBeenCalled();
    expect(frames).toHaveLength(1);
    frames[0]!();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(buffer.getVersion()).not.toBe(before);
    unsubscribe();
    buffer.clear();
    frames[1]!();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(buffer.isEmpty).toBe(true);
    expect(buffer.plainText()).toBe('');
  });

  it('are told of a flood at once, ever seldomer while it lasts, and of its end', () => {
    const clock = new ManualClock();
    const buffer = new OutputBuffer({ clock });
    const listener = vi.fn();
    buffer.subscribe(listener);
    const rests: number[] = [];
    buffer.append('stdout', 'x'.repeat(16_000));
    clock.frames.shift()!();
    for (let draw = 1; draw <= 6; draw++) {
      expect(listener).toHaveBeenCalledTimes(draw);
      const { timeMs, callback } = clock.rests.shift()!;
      rests.push(timeMs);
      buffer.append('stdout', draw < 6 ? 'x'.repeat(16_000) : 'x');
      callback();
      // No frame is asked for, neither while it rests nor afterwards.
      expect(clock.frames).toEqual([]);
    }
    expect(rests).toEqual([16, 48, 112, 160, 160, 160]);
    expect(listener).toHaveBeenCalledTimes(7);
    expect(clock).toMatchObject({ frames: [], rests: [] });
    buffer.append('stdout', 'a line\n');
    clock.frames.shift()!();
    expect(listener).toHaveBeenCalledTimes(8);
    expect(clock).toMatchObject({ frames: [], rests: [] });
  });

  it('are told at once that a flood was cleared, and of what comes next', () => {
    const clock = new ManualClock();
    const buffer = new OutputBuffer({ clock });
    const listener = vi.fn();
    buffer.subscribe(listener);
    buffer.append('stdout', 'x'.repeat(16_000));
    clock.frames.shift()!();
    expect(clock.rests).toHaveLength(1);
    buffer.clear();
    clock.frames.shift()!();
    expect(listener).toHaveBeenCalledTimes(2);
    buffer.append('stdout', 'a line\n');
    clock.frames.shift()!();
    expect(listener).toHaveBeenCalledTimes(3);
    // The rest that was cut short is of no more consequence.
    buffer.append('stdout', 'x'.repeat(16_000));
    clock.frames.shift()!();
    const [old, current] = clock.rests;
    buffer.append('stdout', 'x');
    old!.callback();
    expect(listener).toHaveBeenCalledTimes(4);
    current!.callback();
    expect(listener).toHaveBeenCalledTimes(5);
  });
});

describe('find', () => {
  it('finds in what is shown, not in escape sequences, and goes on where it stopped', () => {
    const buffer = createBuffer();
    buffer.append('stdout', 'Error one\n\u001b[31merr\u001b[0mor two\nno\n');
    const matches: OutputMatch[] = [];
    const next = findMatches(buffer, 'ERROR', 0, matches, () => false);
    buffer.append('stdout', 'error three');
    findMatches(buffer, 'ERROR', next, matches, () => false);
    expect(matches).toEqual([
      { line: 0, start: 0, end: 5 },
      { line: 1, start: 0, end: 5 },
      { line: 3, start: 0, end: 5 },
    ]);
  });
});
