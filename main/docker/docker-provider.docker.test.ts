import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../contract';
import { describeProvider, type RunInput, runToEnd } from '../sandbox/provider-suite';
import { ASH_IMAGE, importBusyboxImages, SHELLLESS_IMAGE } from '../testing/busybox-images';
import { openTestEngine, type TestEngine } from '../testing/test-engine';
import { OWNER_LABEL, ownerLabels } from './container-options';
import { sweepOrphans } from './sweeper';

const MIB = 1024 * 1024;

const busyboxSpecs = {
  'ash.yaml': `
id: ash
title: Ash
file: main.sh
image: ${ASH_IMAGE}
run: [sh, '{entry}', '{args}']
`,
  'compiled.yaml': `
id: compiled
title: Compiled
file: source.sh
image: ${ASH_IMAGE}
compile: 'echo compiling "$ENTRY" >&2; sh -n "$ENTRY" && cat "$ENTRY" >program'
run: [sh, ./program]
`,
  'endless.yaml': `
id: endless
title: Endless
file: main.sh
image: ${ASH_IMAGE}
compile: 'while :; do :; done'
run: [sh]
`,
  'shellless.yaml': `
id: shellless
title: Shell-less
file: main.sh
image: ${SHELLLESS_IMAGE}
run: [/busybox, sh, '{entry}', '{args}']
`,
  'absent.yaml': `
id: absent
title: Absent
file: main
image: runyard-test/absent:1
run: [main]
debian: { packages: [hello] }
`,
};

describeProvider('the provider suite on Docker', async () => {
  const { engine, ...rest } = await openTestEngine();
  return { runs: engine.runs, [Symbol.asyncDispose]: () => rest[Symbol.asyncDispose]() };
});

describe('what only Docker has', () => {
  let open: TestEngine;
  beforeAll(async () => {
    await importBusyboxImages(new Docker());
    open = await openTestEngine({ specs: busyboxSpecs });
  });
  afterAll(() => open?.[Symbol.asyncDispose]());

  const run = (spec: string, code: string, request: RunInput = {}, controls?: Parameters<typeof runToEnd>[3]) =>
    runToEnd(open.engine.runs, '', { spec, files: [{ path: 'main.sh', content: code }], ...request }, controls);

  test('the boot protocol works in busybox ash, with files as text and as a tar', async () => {
    const { stdout, stderr, outcome } = await run('ash', 'cat; echo "$1" >&2; exit 5', {
      stdin: { text: 'in' },
      args: ["it's"],
    });
    expect({ stdout, stderr, outcome }).toEqual({
      stdout: 'in',
      stderr: "it's\n",
      outcome: { type: 'exited', code: 5 },
    });
    const large = `# ${'x'.repeat(200_000)}\ncat`;
    expect((await run('ash', large, { stdin: { text: 'in' } })).stdout).toBe('in');
  });

  test('stdin that is typed and ended at once does not overtake files that come as a tar', async () => {
    const onEvent = (event: RunEvent) => {
      if (event.type !== 'started') return;
      void open.engine.runs.write(event.runId, 'typed');
      open.engine.runs.closeStdin(event.runId);
    };
    const files = Array.from({ length: 65 }, (_, at) => ({ path: `${at}.sh`, content: 'cat; exit 5' }));
    const { stdout, outcome } = await run('ash', '', { files, stdin: 'interactive' }, { onEvent });
    expect({ stdout, outcome }).toEqual({ stdout: 'typed', outcome: { type: 'exited', code: 5 } });
  });

  test('compile and run are phases of their own', async () => {
    const files = [{ path: 'source.sh', content: 'cat; sleep 0.3' }];
    const { events, stdout, stderr, outcome, metrics } = await run('compiled', '', { files, stdin: { text: 'mine' } });
    expect({ stdout, stderr, outcome }).toEqual({
      stdout: 'mine',
      stderr: 'compiling source.sh\n',
      outcome: { type: 'exited', code: 0 },
    });
    expect(events.filter(({ type }) => type === 'phase')).toEqual([
      { type: 'phase', phase: 'compile' },
      { type: 'phase', phase: 'run' },
    ]);
    expect(metrics.compileMs).toBeGreaterThan(0);
    expect(metrics.runMs).toBeGreaterThanOrEqual(200);
  });

  test('what does not compile is not run', async () => {
    const files = [{ path: 'source.sh', content: 'if' }];
    const { events, outcome, metrics } = await run('compiled', '', { files });
    expect(outcome).toEqual({ type: 'compileFailed', code: 2 });
    expect(metrics.runMs).toBeNull();
    expect(events.filter(({ type }) => type === 'phase')).toHaveLength(1);
  });

  test('a compiler that never ends is timed out as such', async () => {
    const { outcome, metrics } = await run('endless', '', { limits: { compileTimeoutMs: 200 } });
    expect(outcome).toEqual({ type: 'timedOut', phase: 'compile', limitMs: 200 });
    expect(metrics).toMatchObject({ runMs: null, cpuMs: expect.any(Number), peakMemoryBytes: expect.any(Number) });
  });

  test('an image with no shell is run cold, with stdin, arguments, environment and exit code', async () => {
    const code = 'read line; echo "$line $1 $GREETING"; exit 6';
    const request = { stdin: { text: 'in\n' }, args: ['a b'], env: { GREETING: 'hi' } };
    const { stdout, outcome, metrics } = await run('shellless', code, request);
    expect({ stdout, outcome }).toEqual({ stdout: 'in a b hi\n', outcome: { type: 'exited', code: 6 } });
    expect(metrics.peakMemoryBytes).toBeNull();
    expect((await run('shellless', 'echo again')).stdout).toBe('again\n');
  });

  test('an image with no shell is stopped as well', async () => {
    const abort = new AbortController();
    const onEvent = (event: RunEvent) => void (event.type === 'output' && abort.abort());
    const { stdout, outcome } = await run(
      'shellless',
      'echo begun; while :; do :; done',
      {},
      { signal: abort.signal, onEvent },
    );
    expect({ stdout, outcome }).toEqual({ stdout: 'begun\n', outcome: { type: 'stopped', by: 'user' } });
  });

  test('an absent image says how it can be had', async () => {
    await expect(run('absent', '')).rejects.toMatchObject({
      code: 'IMAGE_MISSING',
      remedy: expect.stringMatching(/pull|build/i),
    });
  });

  test('an unknown language names those that there are', async () => {
    await expect(run('ashh', '')).rejects.toMatchObject({
      code: 'SPEC_UNKNOWN',
      message: expect.stringContaining('ash'),
    });
  });

  test('the second run is warm, and a warm one takes other limits', async () => {
    await run('ash', 'echo');
    const isWarm = async (request: RunInput) => {
      const { events, outcome } = await run('ash', `x=a; for i in ${'1 '.repeat(25)}; do x=$x$x; done`, request);
      return { warm: events.some((event) => event.type === 'started' && event.warm), outcome };
    };
    await expect.poll(async () => (await isWarm({})).warm, { interval: 300 }).toBe(true);
    const small = { limits: { memoryBytes: 32 * MIB } };
    await expect
      .poll(() => isWarm(small), { interval: 300 })
      .toEqual({ warm: true, outcome: { type: 'outOfMemory', limitBytes: 32 * MIB } });
  });

  test('a program that forks without end is held, says so, and leaves nothing', async () => {
    const bomb = 'f() { f | f & }; f; while :; do sleep 1; done';
    const { outcome } = await run('ash', bomb, { limits: { runTimeoutMs: 1500, processes: 32 } });
    expect(['timedOut', 'processLimit']).toContain(outcome.type);
    const refused = 'i=0; while [ $i -lt 100 ]; do sleep 9 & i=$((i+1)); done; exit 0';
    const limited = await run('ash', refused, { limits: { processes: 16 } });
    expect(limited.outcome).toEqual({ type: 'processLimit', limit: 16 });
  });

  test('children that hold stdout open do not hold the run open', async () => {
    const { stdout, outcome, metrics } = await run('ash', 'sleep 30 & echo done');
    expect({ stdout, outcome }).toEqual({ stdout: 'done\n', outcome: { type: 'exited', code: 0 } });
    expect(metrics.runMs).toBeLessThan(10_000);
  });

  test('a program that kills its supervisor ends, and the next run works', async () => {
    const { stdout, outcome } = await run('ash', 'echo begun; kill -9 $PPID; sleep 30');
    expect({ stdout, outcome }).toEqual({ stdout: 'begun\n', outcome: { type: 'signaled', signal: 'SIGKILL' } });
    expect((await run('ash', 'echo next')).stdout).toBe('next\n');
  });

  test('a crash is told by its signal, with no words of the shell in stderr', async () => {
    const { stderr, outcome } = await run('ash', 'kill -11 $$');
    expect({ stderr, outcome }).toEqual({ stderr: '', outcome: { type: 'signaled', signal: 'SIGSEGV' } });
  });

  test('the walls stand', async () => {
    const look = [
      'id -u',
      'cat /proc/self/status | while read -r name value; do case $name in CapEff:|NoNewPrivs:|Seccomp:) echo "$name $value";; esac; done',
      'ls /sys/class/net',
      'echo x 2>/dev/null >/etc/x || echo read-only',
      'head -c 100000000 /dev/zero 2>/dev/null >/work/big || echo full',
      'env | while read -r line; do case $line in *RUNYARD*|*npm_*) echo "leak $line";; esac; done',
      'echo $(ls -A /work)',
      'ls /proc/self/fd | wc -l',
    ].join('\n');
    const { stdout } = await run('ash', look);
    expect(stdout.split('\n')).toEqual([
      '65534',
      'CapEff: 0000000000000000',
      'NoNewPrivs: 1',
      'Seccomp: 2',
      'lo',
      'read-only',
      'full',
      'big main.sh',
      '4',
      '',
    ]);
  });

  test('orphans of a dead engine are swept at the start of the next, those of a living one are not', async () => {
    const docker = new Docker();
    const dead = { ...ownerLabels('dead-engine'), 'runyard.pid': '999999999' };
    const alive = { ...ownerLabels('living-engine'), 'runyard.pid': '1' };
    const make = (Labels: Record<string, string>) => docker.createContainer({ Image: ASH_IMAGE, Cmd: ['sh'], Labels });
    const [orphan, neighbour] = await Promise.all([make(dead), make(alive)]);
    await using next = await openTestEngine({ specs: busyboxSpecs });
    await next.engine.images.list();
    await expect(orphan.inspect()).rejects.toMatchObject({ statusCode: 404 });
    await neighbour.remove({ force: true });
  });

  test('an engine in a container tells by the containers of others whether they live, not by their first process', async () => {
    const docker = new Docker();
    const make = (labels: Record<string, string> = {}) =>
      docker.createContainer({ Image: ASH_IMAGE, Cmd: ['sleep', '60'], Labels: labels });
    const [ours, sibling, gone] = await Promise.all([make(), make(), make()]);
    await Promise.all([ours.start(), sibling.start()]);
    // All of one name, as with the host's network, and each the first process where it is.
    const place = { host: 'replica', processes: 'pid:[1]', container: ours.id };
    const labelsOf = (processes: string, container: string) => ({
      ...ownerLabels(`engine-${processes}`),
      'runyard.host': 'replica',
      'runyard.processes': processes,
      'runyard.container': container,
      'runyard.pid': String(process.pid),
      'runyard.started': '1',
    });
    const [living, orphan, earlier] = await Promise.all([
      make(labelsOf('pid:[2]', sibling.id)),
      make(labelsOf('pid:[3]', gone.id)),
      make(labelsOf('pid:[1]', gone.id)),
    ]);
    // A daemon that runs none of these engines cannot tell: a container that is new stays.
    expect(await sweepOrphans(docker, 'ours', { ...place, processes: 'pid:[4]', container: 'f'.repeat(64) })).toBe(0);
    expect(await sweepOrphans(docker, 'ours', place)).toBe(2);
    await expect(orphan.inspect()).rejects.toMatchObject({ statusCode: 404 });
    await expect(earlier.inspect()).rejects.toMatchObject({ statusCode: 404 });
    await Promise.all([ours, sibling, gone, living].map((container) => container.remove({ force: true })));
  });

  test('closing ends what runs and leaves no container, warm ones included', async () => {
    const other = await openTestEngine({ specs: busyboxSpecs });
    const ended = runToEnd(other.engine.runs, '', {
      spec: 'ash',
      files: [{ path: 'main.sh', content: 'while :; do :; done' }],
    });
    await expect.poll(() => other.countContainers()).toBeGreaterThan(1);
    await other[Symbol.asyncDispose]();
    expect((await ended).outcome).toEqual({ type: 'stopped', by: 'shutdown' });
    expect(await other.countContainers()).toBe(0);
    expect(() => other.engine.runs.run({} as never, { signal: new AbortController().signal })).toThrow('closing');
  });

  test('fifty runs in a row, one in ten stopped, leave only warm containers', async () => {
    for (let i = 0; i < 50; i++) {
      const abort = new AbortController();
      const stopped = i % 10 === 0;
      const onEvent = (event: RunEvent) => void (stopped && event.type === 'output' && abort.abort());
      const { outcome } = await run('ash', stopped ? 'echo; sleep 60' : 'echo', {}, { signal: abort.signal, onEvent });
      expect(outcome.type).toBe(stopped ? 'stopped' : 'exited');
    }
    await expect.poll(() => open.engine.runs.active).toBe(0);
    await expect.poll(() => open.countContainers()).toBeLessThanOrEqual(2);
  }, 180_000);
});

test('no container of any engine of this process is left', async () => {
  const filters = { label: [`runyard.pid=${process.pid}`, OWNER_LABEL] };
  expect(await new Docker().listContainers({ all: true, filters })).toEqual([]);
});
