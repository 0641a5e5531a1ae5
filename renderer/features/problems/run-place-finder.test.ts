import { describe, expect, it } from 'vitest';
import { PlaceFinder, ProblemMatcher, RunFiles } from '../../../contract';
import { PlaceAsker, type PlaceWorker } from './place-asker';
import type { PlaceAnswer, PlaceRequest, PlaceRun } from './place-message';
import { RunPlaceFinder } from './run-place-finder';

/** Finds as the worker does, but hangs at a line that has the word, as a pattern that backtracks would. */
class FakeWorker extends EventTarget implements PlaceWorker {
  life: 'running' | 'hanging' | 'terminated' = 'running';
  readonly asked: string[] = [];
  #finder: PlaceFinder | null = null;

  constructor() {
    super();
    queueMicrotask(() => this.#answer({ kind: 'ready' }));
  }

  postMessage(request: PlaceRequest): void {
    if (request.kind === 'begin') {
      this.#finder = new PlaceFinder(request.run.matchers, new RunFiles(request.run.paths, request.run.entry));
      return;
    }
    this.asked.push(...request.lines);
    if (request.lines.some((line) => line.includes('backtrack'))) this.life = 'hanging';
    else this.#answer({ kind: 'found', places: request.lines.map((line) => this.#finder?.find(line) ?? []) });
  }

  terminate(): void {
    this.life = 'terminated';
  }

  #answer(data: PlaceAnswer): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
}

const run: PlaceRun = {
  matchers: [ProblemMatcher.parse({ pattern: '^Error near line (?<line>\\d+):' })],
  paths: ['main.sql'],
  entry: 'main.sql',
};

function setUp() {
  const workers: FakeWorker[] = [];
  const create = async () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const asker = new PlaceAsker(create, 20);
  const open = () => {
    let told = 0;
    const finder = new RunPlaceFinder(run, asker, () => {
      told += 1;
    });
    const linesOf = (text: string) => finder.find(text).map(({ line }) => line);
    return { linesOf, told: () => told };
  };
  return { workers, open };
}

describe('the places of a run', () => {
  it('are there at once as most tools write them, and by the language’s own patterns a moment later', async () => {
    const { workers, open } = setUp();
    const { linesOf, told } = open();
    expect(linesOf('main.sql:4 and 5')).toEqual([4]);
    expect(linesOf('Error near line 3: no such table')).toEqual([]);
    expect(linesOf('no digit')).toEqual([]);
    await expect.poll(told).toBe(1);
    expect(linesOf('Error near line 3: no such table')).toEqual([3]);
    expect(linesOf('main.sql:4 and 5')).toEqual([4]);
    expect(workers[0]?.asked).toEqual(['main.sql:4 and 5', 'Error near line 3: no such table']);
  });

  it('are as before where a pattern takes too long, and another run has a new worker', async () => {
    const { workers, open } = setUp();
    const hostile = open();
    expect(hostile.linesOf('main.sql:7: backtrack')).toEqual([7]);
    await expect.poll(() => workers[0]?.life).toBe('terminated');
    expect(hostile.linesOf('Error near line 3: x')).toEqual([]);
    expect(hostile.linesOf('main.sql:8')).toEqual([8]);
    const other = open();
    other.linesOf('Error near line 3: x');
    await expect.poll(other.told).toBe(1);
    expect(other.linesOf('Error near line 3: x')).toEqual([3]);
    expect(workers.map(({ life }) => life)).toEqual(['terminated', 'running']);
    expect(hostile.told()).toBe(0);
  });

  it('are those that most tools write where no worker can be had', async () => {
    let asked = 0;
    const asker = new PlaceAsker(async () => {
      asked += 1;
      throw new Error('no worker');
    });
    const finder = new RunPlaceFinder(run, asker, () => {});
    finder.find('Error near line 3: x');
    await expect.poll(() => asked).toBe(1);
    expect(finder.find('main.sql:8').map(({ line }) => line)).toEqual([8]);
  });
});
