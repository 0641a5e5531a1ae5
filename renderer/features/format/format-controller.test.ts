import { expect, it } from 'vitest';
import type { ClientRun } from '../../../client/client';
import { type RunEvent, type RunRequestInput, RunyardError, Spec } from '../../../contract';
import { createAppStore } from '../../state/store';
import { addTab, createTab } from '../../state/tabs';
import { Documents } from '../editor/documents';
import { FormatController } from './format-controller';
import type { Formatted } from './formatted';
import type { PrettierAnswer, PrettierRequest } from './prettier-message';

const describeSpec = (id: string, file: string, format?: object) =>
  Spec.parse({ id, title: id, file, image: 'x', run: ['x'], ...(format ? { format } : {}) });

const specs = [describeSpec('js', 'main.js'), describeSpec('go', 'main.go', { command: ['gofmt'] })];

const metrics = {
  queuedMs: 0,
  startupMs: 0,
  firstOutputMs: null,
  compileMs: null,
  runMs: 1,
  cpuMs: null,
  peakMemoryBytes: null,
  outputBytes: 0,
};

/** Answers when it is told to. */
class FakePrettier {
  readonly asked: Array<Omit<PrettierRequest, 'id'>> = [];
  disposed = 0;
  private readonly waiting: Array<(answer: PrettierAnswer | null) => void> = [];

  format(request: Omit<PrettierRequest, 'id'>): Promise<PrettierAnswer | null> {
    this.asked.push(request);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  answer(answer: Exclude<Formatted, { kind: 'failed' }> | null): void {
    this.waiting.shift()?.(answer && { id: 1, ...answer });
  }

  dispose(): void {
    this.disposed += 1;
  }
}

/** An engine whose format command prints the text in capitals, or fails as it is told to. */
class FakeEngine {
  readonly asked: RunRequestInput[] = [];
  failure: Error | null = null;

  readonly run = (request: RunRequestInput): ClientRun => {
    this.asked.push(request);
    return this.tell(request) as unknown as ClientRun;
  };

  private async *tell({ files }: RunRequestInput): AsyncGenerator<RunEvent> {
    if (this.failure) throw this.failure;
    yield { type: 'output', stream: 'stdout', text: (files[0]?.content ?? '').toUpperCase() };
    yield { type: 'finished', outcome: { type: 'exited', code: 0 }, metrics };
  }
}

function createBench(specId: string, path: string, content: string) {
  const store = createAppStore();
  const documents = new Documents();
  const [prettier, engine] = [new FakePrettier(), new FakeEngine()];
  store.setState({ catalog: { kind: 'ready', specs, problems: [] } });
  store.setState((state) => addTab(state, createTab('a', 'A', specId, [path])));
  documents.open('a', [{ path, content }]);
  const controller = new FormatController(engine, store, documents, prettier);
  const said = () => {
    const { notices, announcement, done } = store.getState();
    return { notices, announcement, done };
  };
  return { store, documents, prettier, engine, controller, said, text: () => documents.readText('a', path) };
}

it('formats with Prettier by the settings, and says so', async () => {
  const bench = createBench('js', 'main.js', 'a( 1 )\n');
  bench.store.setState(({ settings }) => ({
    settings: { ...settings, editor: { ...settings.editor, tabSize: 3, indentWith: 'tabs' } },
  }));
  const formatting = bench.controller.format('a');
  bench.prettier.answer({ kind: 'formatted', text: 'a(1);\n' });
  await formatting;
  expect(bench.prettier.asked).toEqual([{ text: 'a( 1 )\n', parser: 'babel', tabWidth: 3, useTabs: true }]);
  expect(bench.text()).toBe('a(1);\n');
  expect(bench.said()).toMatchObject({ notices: [], announcement: 'main.js is formatted.' });
  const again = bench.controller.format('a');
  bench.prettier.answer({ kind: 'formatted', text: 'a(1);\n' });
  await again;
  expect(bench.said()).toMatchObject({ done: 'main.js is formatted already.' });
});

it("formats with the language's own tool in its image", async () => {
  const bench = createBench('go', 'main.go', 'package main\n');
  await bench.controller.format('a');
  expect(bench.engine.asked).toMatchObject([{ spec: 'go', entry: 'main.go', purpose: 'format', provider: 'docker' }]);
  expect(bench.text()).toBe('PACKAGE MAIN\n');
  expect(bench.prettier.asked).toEqual([]);
});

it('leaves a text that was edited meanwhile as it is, and a tab that was closed alone', async () => {
  const bench = createBench('js', 'main.js', 'a( 1 )\n');
  const formatting = bench.controller.format('a');
  bench.documents.replace('a', 'main.js', 'b( 2 )\n');
  bench.prettier.answer({ kind: 'formatted', text: 'a(1);\n' });
  await formatting;
  expect(bench.text()).toBe('b( 2 )\n');
  expect(bench.said().done).toContain('was edited meanwhile');
  bench.store.setState({ done: null });
  const late = bench.controller.format('a');
  bench.documents.close('a');
  bench.prettier.answer({ kind: 'formatted', text: 'b(2);\n' });
  await late;
  expect(bench.said()).toMatchObject({ done: null, notices: [] });
});

it('asks once for a file, however often it is told', async () => {
  const bench = createBench('js', 'main.js', 'a( 1 )\n');
  const formatting = [bench.controller.format('a'), bench.controller.format('a', 'save')];
  bench.prettier.answer({ kind: 'formatted', text: 'a(1);\n' });
  await Promise.all(formatting);
  expect(bench.prettier.asked).toHaveLength(1);
  void bench.controller.format('a');
  expect(bench.prettier.asked).toHaveLength(2);
});

it('says where the code is wrong, until it is right', async () => {
  const bench = createBench('js', 'main.js', 'a(\n');
  const wrong = bench.controller.format('a', 'save');
  bench.prettier.answer({ kind: 'refused', message: 'Unexpected token', at: { line: 2, column: 1 } });
  await wrong;
  expect(bench.text()).toBe('a(\n');
  expect(bench.said().notices).toEqual([
    'Not formatted, since the code is not right: main.js, line 2, column 1: Unexpected token',
  ]);
  const right = bench.controller.format('a', 'save');
  bench.prettier.answer({ kind: 'formatted', text: 'a(\n' });
  await right;
  expect(bench.said()).toEqual({ notices: [], announcement: '', done: null });
});

it('says what failed and what to do, with the text as it was', async () => {
  const slow = createBench('js', 'main.js', 'a( 1 )\n');
  const formatting = slow.controller.format('a');
  slow.prettier.answer(null);
  await formatting;
  expect(slow.said().notices[0]).toMatch(/took longer than 15 s\. Split the file/);
  const refused = createBench('go', 'main.go', 'package main\n');
  refused.engine.failure = new RunyardError('DOCKER_UNREACHABLE', { message: 'No Docker.', remedy: 'Start it.' });
  await refused.controller.format('a');
  expect(refused.said().notices).toEqual(['main.go could not be formatted. No Docker. Start it.']);
  expect([slow.text(), refused.text()]).toEqual(['a( 1 )\n', 'package main\n']);
});

it('speaks of a file that nothing formats only where it was asked', async () => {
  const bench = createBench('go', 'notes.txt', 'x');
  await bench.controller.format('a', 'save');
  expect(bench.said().notices).toEqual([]);
  await bench.controller.format('a');
  expect(bench.said().notices[0]).toMatch(/^Nothing formats notes\.txt/);
  await bench.controller.format('gone');
  bench.controller.dispose();
  expect(bench.prettier.disposed).toBe(1);
});
