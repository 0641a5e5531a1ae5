/** Contract cases: what the window keeps comes back as it was, and what is new of it is told. */
import type { EarlierRun, WorkspaceState } from '../contract';
import { AWKWARD_TEXT } from './awkward-text';
import { type ContractCase, claim, claimEqual, failureOf, newLabel } from './contract-world';

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

export const windowCases: ContractCase[] = [
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
];
