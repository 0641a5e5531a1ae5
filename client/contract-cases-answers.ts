/** Contract cases: answers, errors and streams come over whole and in order. */
import type { EarlierRun, EngineStatus, ImageProgress, RunRequestInput, WorkspaceState } from '../contract';
import {
  askFor,
  type ContractCase,
  claim,
  claimEqual,
  collect,
  failureOf,
  newLabel,
  outcomeOf,
  textOf,
  untilState,
} from './contract-world';

/** Astral, combining, right-to-left, NUL and line ends of all kinds, and a lone surrogate half. */
const AWKWARD_TEXT = 'grüße 😀👩‍👩‍👧 é שלום \u0000\u001b[31m\r\n\u2028 \ud83d';

const EARLIER_RUN: EarlierRun = {
  id: '7d2f4c3e-6f0a-4b55-9d53-0a1c2b3d4e5f',
  tabId: 't1',
  at: 1_700_000_000_000,
  specId: 'print',
  files: [{ path: 'main.txt', content: AWKWARD_TEXT }],
  entry: 'main.txt',
  args: ['x y'],
  outcome: { type: 'exited', code: 0 },
  metrics: {
    queuedMs: 0,
    startupMs: 1,
    firstOutputMs: null,
    compileMs: null,
    runMs: 2.5,
    cpuMs: null,
    peakMemoryBytes: 1024,
    outputBytes: 3,
  },
  output: { head: [{ source: 'stderr', text: AWKWARD_TEXT }], gap: { characters: 1, lines: 0 }, tail: [] },
};

export const answerCases: ContractCase[] = [
  {
    name: 'gives the events of a run in order',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const files = ['a', 'b', 'c'].map((content) => ({ path: `${content}.txt`, content }));
      const events = await collect(client.run(askFor('print', { files, args: ['x', 'y'] })));
      claimEqual(
        events.map((event) => (event.type === 'output' ? `${event.stream}:${event.text}` : event.type)),
        'queued queued queued started phase stdout:a stdout:b stdout:c stderr:x stderr:y finished'.split(' '),
        'events',
      );
      claimEqual(outcomeOf(events), { type: 'exited', code: 0 }, 'outcome');
    },
  },
  {
    name: 'keeps bytes that are no text as they are, whichever way they go in',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      // A cut character, one that goes over two chunks, and what is never UTF-8.
      const chunks = [Uint8Array.of(0xc3), Uint8Array.of(0xa9, 0x00, 0xff, 0xfe), Uint8Array.of(0xe2, 0x82)];
      async function* stream() {
        yield* chunks;
      }
      const whole = client.run(askFor('hex', { stdin: { base64: 'w6kA//7igg==' } }));
      claimEqual(textOf(await collect(whole)), 'c3a900fffee282', 'beforehand');
      claimEqual(
        textOf(await collect(client.run({ ...askFor('hex'), stdin: stream() }))),
        'c3a900fffee282',
        'streamed',
      );
      const large = Uint8Array.from({ length: 700_001 }, (_, at) => at % 251);
      async function* once() {
        yield large;
      }
      const { stdout } = await client.runToEnd({ ...askFor('hex'), stdin: once() });
      claim(stdout.length === 2 * large.length && stdout.endsWith('d3d4'), `700001 bytes came as ${stdout.length / 2}`);
    },
  },
  {
    name: 'keeps text of every kind as it is',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const files = [{ path: 'main.txt', content: AWKWARD_TEXT }];
      claimEqual(textOf(await collect(client.run(askFor('print', { files })))), AWKWARD_TEXT, 'file');
      claimEqual(
        textOf(await collect(client.run(askFor('echo', { stdin: { text: AWKWARD_TEXT } })))),
        AWKWARD_TEXT,
        'stdin',
      );
    },
  },
  {
    name: 'gives a typed error with its remedy and details',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const streamed = await failureOf(() => collect(client.run(askFor('fail', { args: ['IMAGE_MISSING'] }))));
      claimEqual(
        [streamed.code, streamed.message, streamed.remedy, streamed.details],
        ['IMAGE_MISSING', 'It failed as it was told to.', 'Do not tell it to.', { spec: 'fail' }],
        'error of a stream',
      );
      const answered = await failureOf(() => client.images.remove('cobol'));
      claimEqual([answered.code, answered.remedy], ['SPEC_UNKNOWN', 'Pick one of the list.'], 'error of a call');
    },
  },
  {
    name: 'gives what was printed before an unforeseen error, and none of its words',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const texts: string[] = [];
      const error = await failureOf(async () => {
        for await (const event of client.run(askFor('crash'))) if (event.type === 'output') texts.push(event.text);
      });
      claimEqual(texts, ['so far so good'], 'output');
      claimEqual(error.code, 'INTERNAL', 'code');
      claim(!error.message.includes('secret') && error.remedy !== '', `said "${error.message}"`);
    },
  },
  {
    name: 'names the field of an invalid input',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const wrong = { ...askFor('print'), files: [{ path: 'a', content: 7 }] } as unknown as RunRequestInput;
      const nested = await failureOf(() => collect(client.run(wrong)));
      claimEqual([nested.code, nested.details.path], ['BAD_REQUEST', 'files[0].content'], 'nested field');
      claim(nested.message.includes('files[0].content') && nested.remedy !== '', `said "${nested.message}"`);
      const low = await failureOf(() => collect(client.run(askFor('print', { limits: { memoryBytes: 1 } }))));
      claimEqual([low.code, low.details.path], ['BAD_REQUEST', 'limits.memoryBytes'], 'limit');
    },
  },
  {
    name: 'keeps 64 runs at once apart',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const texts = Array.from({ length: 64 }, () => newLabel());
      const runs = await Promise.all(
        texts.map((text) => collect(client.run(askFor('echo', { stdin: { text: `${text}\n`.repeat(2000) } })))),
      );
      runs.forEach((events, index) => {
        claim(textOf(events) === `${texts[index]}\n`.repeat(2000), `run ${index} printed another's output`);
      });
    },
  },
  {
    name: 'brings a workspace back as it was saved',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const state: WorkspaceState = {
        theme: 'dark',
        layout: 'below',
        recent: { python: { args: ['-x'], env: [{ A: 'ü' }] } },
        tabs: [
          {
            id: 't1',
            title: 'Tab',
            specId: 'python',
            files: ['main.py', 'conflict'],
            entry: 'main.py',
            shown: 'conflict',
            args: '-x',
            env: { A: 'ü' },
            form: 'snippet',
            stdin: { draft: 'half a li', sent: ['one'] },
            views: { 'main.py': { line: 2, column: 3, topLine: 1 } },
            fileList: 'auto',
            runOn: 'typing',
            terminal: 'on',
            inputs: { saved: [{ id: 'i1', name: 'Two lines', text: '1\n2\n' }], chosen: 'i1', panel: 'shown' },
          },
        ],
        activeTabId: 't1',
      };
      const texts = state.tabs[0]?.files.map((path) => ({ path, content: AWKWARD_TEXT, tabId: 't1' })) ?? [];
      const { lease } = await client.workspace.load();
      await client.workspace.save({ lease, state, texts });
      const loaded = await client.workspace.load();
      claimEqual([loaded.state, loaded.texts], [state, texts], 'workspace');
      const leave = new AbortController();
      for await (const change of client.workspace.watch(lease, { signal: leave.signal })) {
        claim(change.type === 'changed' && change.theirs === 'theirs' && change.draft === 'newer', 'another change');
        leave.abort();
      }
      await client.workspace.resolve(lease, { tabId: 't1', path: 'conflict' }, 'mine');
      claimEqual(await client.history.list(), [], 'history');
      await client.earlierRuns.keep(EARLIER_RUN, null);
      claimEqual(await client.earlierRuns.list('t1'), [EARLIER_RUN], 'earlier runs');
      claimEqual(await client.earlierRuns.list('t2'), [], 'earlier runs of another tab');
      await client.history.remove('none');
      claimEqual((await failureOf(() => client.history.read('none'))).code, 'HISTORY_UNKNOWN', 'error');
    },
  },
  {
    name: 'keeps settings, tells them now and each change, and takes no broken text',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const { settings: from } = await client.settings.load();
      const leave = new AbortController();
      const themes: string[] = [];
      for await (const { settings } of client.settings.watch({ signal: leave.signal })) {
        themes.push(settings.theme);
        if (themes.length === 1) await client.settings.save({ from, to: { ...from, theme: 'dark' } });
        else if (themes.length === 2) await client.settings.saveText('{"theme": "light", "editor": {"fontSize": 1}}');
        else leave.abort();
      }
      claimEqual(themes, [from.theme, 'dark', 'light'], 'themes');
      const { problems } = await client.settings.load();
      claimEqual(problems, [{ kind: 'invalid', key: 'editor.fontSize', found: '1', used: '13' }], 'problems');
      claimEqual((await failureOf(() => client.settings.saveText('{'))).code, 'SETTINGS_BROKEN', 'error');
    },
  },
  {
    name: 'tells the specs now and each change, and what is scheduled',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const leave = new AbortController();
      const lines: number[] = [];
      for await (const { problems } of client.specs.watch({ signal: leave.signal })) {
        lines.push(problems[0]?.line ?? 0);
        if (lines.length === 3) leave.abort();
        else claimEqual((await client.specs.reload()).problems[0]?.line, lines.at(-1)! + 1, 'reloaded');
      }
      const [first = 0] = lines;
      claimEqual(lines, [first, first + 1, first + 2], 'lines');
      const [job] = await client.schedule.list();
      claimEqual([job?.job, job?.nextAt, job?.lastResult], ['imageRefresh', 86_400_000, null], 'job');
    },
  },
  {
    name: 'tells the status now and each change',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const leave = new AbortController();
      const states: EngineStatus['state'][] = [];
      for await (const status of client.engine.watch({ signal: leave.signal })) {
        states.push(status.state);
        if (states.length === 4) leave.abort();
        else await client.engine.doctor();
      }
      const circle = ['ready', 'connecting', 'unavailable'];
      const at = circle.indexOf(states[0] ?? '');
      claimEqual(
        states,
        [0, 1, 2, 3].map((step) => circle[(at + step) % 3]),
        'states',
      );
    },
  },
  {
    name: 'lists runtimes, tells the progress of one that is installed, and cancels another',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      claimEqual(
        (await client.runtimes.list()).map(({ id, state }) => [id, state]),
        [
          ['quick', 'ready'],
          ['slow', 'ready'],
        ],
        'list',
      );
      const progress = await collectProgress(client.runtimes.install('quick'));
      claimEqual(progress, ['progress', 'done'], 'progress');
      const cancel = new AbortController();
      const seen: string[] = [];
      for await (const item of client.runtimes.install('slow', { signal: cancel.signal })) {
        seen.push(item.type);
        cancel.abort();
      }
      claimEqual(seen, ['progress'], 'progress of the cancelled one');
      await client.runtimes.remove('quick');
      claimEqual((await failureOf(() => client.runtimes.remove('cobol'))).code, 'SPEC_UNKNOWN', 'code');
    },
  },
  {
    name: 'keeps templates, remembers what was opened, and hands over what shall be',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const files = [{ path: 'a', content: 'x' }];
      const tab = { spec: 'print', title: 'T', files, entry: 'a', args: '', stdin: '' };
      const template = { id: newLabel(), kind: 'snippet', name: 'N', tab } as const;
      await client.templates.save(template);
      claimEqual(
        (await client.templates.list()).filter(({ id }) => id === template.id),
        [template],
        'templates',
      );
      await client.templates.remove(template.id);
      claim(!(await client.templates.list()).some(({ id }) => id === template.id), 'it is still there');
      const name = newLabel();
      await client.recents.add({ source: 'zip', name, tab });
      claim(
        (await client.recents.list()).some((item) => item.name === name),
        'it is not remembered',
      );
      claimEqual(await client.recents.open(name), { kind: 'tab', tab }, 'recent');
      await client.recents.clear();
      claimEqual((await failureOf(() => client.recents.open(name))).code, 'HISTORY_UNKNOWN', 'code');
      const outside = { kind: 'files', name, files: [{ path: '../a', content: '' }], leftOut: [] } as const;
      claimEqual(
        (await failureOf(() => client.openings.offer({ ...outside, files: [...outside.files], leftOut: [] }))).code,
        'BAD_REQUEST',
        'code',
      );
      await client.openings.offer({ kind: 'link', link: name });
      const leave = new AbortController();
      const links: string[] = [];
      for await (const opening of client.openings.watch({ signal: leave.signal })) {
        if (opening.kind === 'link') links.push(opening.link);
        leave.abort();
      }
      claimEqual(links, [name], 'openings');
    },
  },
  {
    name: 'has a language prepared, for one engine or for any',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      await client.prepare('print');
      await client.prepare('print', 'embedded');
      await client.prepare('print', 'docker', 'on');
      await untilState(
        client,
        'all are prepared',
        ({ prepared }) => prepared.join() === 'print any,print embedded,print docker terminal',
      );
      claimEqual((await failureOf(() => client.prepare('cobol'))).code, 'SPEC_UNKNOWN', 'code');
    },
  },
  {
    name: 'says what images and runtimes take on disk, and when a language was run last',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const { images, totalBytes, sharedBytes } = await client.images.usage();
      const [quick] = images;
      claimEqual([images.length, totalBytes, sharedBytes, quick?.ownBytes], [2, 1048, 1000, 24], 'images');
      const { runtimes, totalBytes: runtimeBytes } = await client.runtimes.usage();
      claimEqual([runtimes.map(({ id }) => id), runtimeBytes], [['quick', 'slow'], 512], 'runtimes');
      claimEqual(await client.specs.lastRuns(), [{ specId: 'quick', provider: 'fake', at: 1000 }], 'last runs');
    },
  },
  {
    name: 'builds an image only where its recipe has changed, unless it is told otherwise',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const logs: string[] = [];
      for (const options of [{}, { when: 'always' }] as const) {
        for await (const item of client.images.build('quick', options)) if (item.type === 'log') logs.push(item.text);
      }
      claimEqual(logs, ['changed', 'always'], 'builds');
    },
  },
  {
    name: 'tells the progress of an image, and cancels one',
    connections: 1,
    async run({ connect }) {
      const { client } = await connect();
      const progress: ImageProgress['type'][] = [];
      for await (const item of client.images.pull('quick')) progress.push(item.type);
      claimEqual(progress, ['progress', 'log', 'done'], 'progress');
      const cancel = new AbortController();
      const seen: ImageProgress['type'][] = [];
      for await (const item of client.images.build('slow', { signal: cancel.signal })) {
        seen.push(item.type);
        cancel.abort();
      }
      claimEqual(seen, ['progress'], 'progress of the cancelled build');
      await untilState(client, 'the build is cancelled', (state) => (state.cancelledImages.slow ?? 0) > 0);
      const error = await failureOf(async () => {
        for await (const item of client.images.pull('cobol')) seen.push(item.type);
      });
      claimEqual(error.code, 'SPEC_UNKNOWN', 'code');
    },
  },
];

async function collectProgress(items: AsyncIterable<{ type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of items) types.push(type);
  return types;
}
