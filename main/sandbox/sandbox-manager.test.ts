import { expect, test } from 'vitest';
import { type RunEvent, RunyardError, Spec } from '../../contract';
import { Config } from '../config/config';
import { FakeSandboxProvider, type Script } from './fake-sandbox-provider';
import { type RunInput, runToEnd } from './provider-suite';
import { SandboxManager } from './sandbox-manager';
import { SandboxLostError } from './sandbox-provider';

const spec = Spec.parse({
  id: 'python',
  title: 'Python',
  file: 'main.py',
  image: 'python',
  run: ['python3', '{entry}'],
});

function openManager(script: Script, { concurrency = 2, spec: found = spec } = {}) {
  const provider = new FakeSandboxProvider(script);
  const { limits, maxLimits } = Config.parse({});
  const manager = new SandboxManager({
    findSpec: () => found,
    chooseProvider: async () => provider,
    concurrency,
    queueLength: 10,
    limits,
    maxLimits,
  });
  return { provider, manager };
}

const hello: Script = (sandbox) => {
  sandbox.startPhase('run');
  sandbox.print('hello');
  sandbox.endPhase('run', 0);
  sandbox.events.end();
};

const endless: Script = (sandbox) => {
  sandbox.startPhase('run');
  sandbox.print('begun');
};

test('a run gives its sandbox back, once, and is no longer known', async () => {
  const { provider, manager } = openManager(hello);
  let runId = '';
  const { stdout } = await runToEnd(
    manager,
    '',
    {},
    {
      onEvent: (event) => {
        if (event.type === 'started') runId = event.runId;
      },
    },
  );
  expect(stdout).toBe('hello');
  await expect.poll(() => manager.active).toBe(0);
  expect(provider.sandboxes[0]).toMatchObject({ killed: 0, disposed: 1 });
  await expect(manager.write(runId, 'late')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
});

test('stop while it waits in the queue never starts it', async () => {
  const { provider, manager } = openManager(endless);
  const abort = new AbortController();
  const running = [1, 2].map(() => runToEnd(manager, '', {}, { signal: abort.signal }));
  const second = new AbortController();
  const queued = await runToEnd(manager, '', {}, { signal: second.signal, onEvent: () => second.abort() });
  expect(queued.events.map(({ type }) => type)).toEqual(['queued', 'finished']);
  expect(queued.outcome).toEqual({ type: 'stopped', by: 'user' });
  expect(provider.sandboxes).toHaveLength(2);
  abort.abort();
  for (const { outcome } of await Promise.all(running)) expect(outcome.type).toBe('stopped');
});

test('stop while a sandbox is being made ends the run', async () => {
  const { provider, manager } = openManager(hello);
  const abort = new AbortController();
  provider.beforeAcquire = async (signal) => {
    abort.abort();
    signal.throwIfAborted();
  };
  const { outcome } = await runToEnd(manager, '', {}, { signal: abort.signal });
  expect(outcome).toEqual({ type: 'stopped', by: 'user' });
});

test("a provider's failure is thrown, and frees the place", async () => {
  const { provider, manager } = openManager(hello);
  const failure = new RunyardError('IMAGE_MISSING', { message: 'no image', remedy: 'pull it' });
  provider.beforeAcquire = () => Promise.reject(failure);
  for (let i = 0; i < 3; i++) await expect(runToEnd(manager, '')).rejects.toBe(failure);
  provider.beforeAcquire = async () => {};
  expect((await runToEnd(manager, '')).stdout).toBe('hello');
});

test('a sandbox that is lost keeps the output and says why', async () => {
  const { manager } = openManager((sandbox) => {
    sandbox.startPhase('run');
    sandbox.print('begun');
    sandbox.events.fail(new SandboxLostError('it went away'));
  });
  const { stdout, outcome } = await runToEnd(manager, '');
  expect({ stdout, outcome }).toEqual({ stdout: 'begun', outcome: { type: 'lost', reason: 'it went away' } });
});

test('input reaches an interactive run only', async () => {
  const { provider, manager } = openManager(endless);
  const abort = new AbortController();
  await runToEnd(
    manager,
    '',
    { stdin: 'interactive' },
    {
      signal: abort.signal,
      onEvent: async (event) => {
        if (event.type !== 'started') return;
        await manager.write(event.runId, 'line\n');
        manager.closeStdin(event.runId);
        abort.abort();
      },
    },
  );
  expect(provider.sandboxes[0]?.written).toEqual(['line\n', '<end>']);
  const closed = new AbortController();
  await runToEnd(
    manager,
    '',
    {},
    {
      signal: closed.signal,
      onEvent: async (event) => {
        if (event.type !== 'started') return;
        await expect(manager.write(event.runId, 'x')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
        closed.abort();
      },
    },
  );
});

test('a terminal is sized for the run that has one only', async () => {
  const { provider, manager } = openManager(endless);
  const size = { columns: 90, rows: 20 };
  const resizeOnStart = async (request: RunInput, check: (resized: Promise<void>) => Promise<void>) => {
    const abort = new AbortController();
    const onEvent = async (event: RunEvent) => {
      if (event.type !== 'started') return;
      await check(manager.resize(event.runId, size));
      abort.abort();
    };
    await runToEnd(manager, '', request, { signal: abort.signal, onEvent });
  };
  await resizeOnStart({ stdin: 'interactive', terminal: { columns: 80, rows: 24 } }, (resized) => resized);
  expect(provider.sandboxes[0]?.written).toEqual(['<90x20>']);
  await resizeOnStart({}, (resized) => expect(resized).rejects.toMatchObject({ code: 'BAD_REQUEST' }));
  const beforehand = { stdin: { text: 'x' }, terminal: size };
  await expect(runToEnd(manager, '', beforehand)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('closing stops everything and takes nothing new', async () => {
  const { provider, manager } = openManager(endless);
  const running = runToEnd(manager, '');
  await expect.poll(() => provider.sandboxes.length).toBe(1);
  await manager[Symbol.asyncDispose]();
  expect((await running).outcome).toEqual({ type: 'stopped', by: 'shutdown' });
  expect(provider.sandboxes[0]?.disposed).toBe(1);
  await expect(runToEnd(manager, '')).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
});

test.each([
  [{ env: { '1X': '' } }, 'environment variable'],
  [{ env: { X: 'a\0' } }, 'NUL'],
  [{ args: ['a\0'] }, 'NUL'],
])('refuses %j', async (request, reason) => {
  const { manager } = openManager(hello);
  await expect(runToEnd(manager, '', request)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining(reason),
  });
});

test('code without boilerplate runs in its template, and its problems are on its own lines', async () => {
  const wrapped = Spec.parse({
    ...spec,
    inline: { importPattern: '^use ', template: '{imports}\nbegin\n{code}\nend\n' },
    diagnostics: [{ pattern: '^(?<file>[^:]+):(?<line>\\d+): (?<message>.*)$' }],
  });
  const { manager, provider } = openManager(
    (sandbox, job) => {
      sandbox.startPhase('run');
      sandbox.print(job.files[0]!.content);
      sandbox.print('main.py:4: odd\nmain.py:5: end?\n', 'stderr');
      sandbox.endPhase('run', 1);
      sandbox.events.end();
    },
    { spec: wrapped },
  );
  const { stdout, stderr, events } = await runToEnd(manager, 'one\nuse x\ntwo', { inline: true });
  expect(stdout).toBe('use x\nbegin\none\ntwo\nend\n');
  expect(stderr).toBe('main.py:4: odd\nmain.py:5: end?\n');
  const problem = { file: 'main.py', line: 3, severity: 'error' };
  expect(events.find(({ type }) => type === 'diagnostics')).toEqual({
    type: 'diagnostics',
    items: [
      { ...problem, message: 'odd' },
      { ...problem, message: 'end?' },
    ],
  });
  expect(events.find(({ type }) => type === 'started')).toMatchObject({ lineMap: { file: 'main.py' } });
  expect(provider.sandboxes).toHaveLength(1);
});

test('code without boilerplate of a language without a template is refused', async () => {
  const { manager } = openManager(hello);
  await expect(runToEnd(manager, 'x', { inline: true })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
