/** Specs that a person imports, by the engine that the doors build: their walls, and what a run keeps over a reload. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Docker from 'dockerode';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RunEvent, RunRequest, type RunRequestInput } from '../../contract';
import { ASH_IMAGE, importBusyboxImages } from '../testing/busybox-images';
import { openTestEngine } from '../testing/test-engine';

beforeAll(() => importBusyboxImages(new Docker()));

/** What a program can tell of its walls. */
const LOOK = `
id -u
while read -r name value; do case $name in CapEff:|CapBnd:|NoNewPrivs:|Seccomp:) echo "$name $value";; esac; done </proc/self/status
echo $(ls /sys/class/net)
echo x >/outside && echo written
`;

const never = new AbortController().signal;

const shell = (spec: string, content: string, rest: Partial<RunRequestInput> = {}) =>
  RunRequest.parse({ spec, files: [{ path: 'main.sh', content }], ...rest });

async function collect(events: AsyncIterable<RunEvent>): Promise<{ stdout: string; outcome: unknown }> {
  let stdout = '';
  let outcome: unknown = null;
  for await (const event of events) {
    if (event.type === 'output' && event.stream === 'stdout') stdout += event.text;
    if (event.type === 'finished') outcome = event.outcome;
  }
  return { stdout, outcome };
}

describe('an imported spec', () => {
  it('from an unchanged ranna file at an address stands behind the same walls, and says no more', {
    timeout: 60_000,
  }, async () => {
    const ranna = [
      `ash: {image: '${ASH_IMAGE}', entrypoint: sh, filename: main.sh, privileged: true, network: host, user: root}`,
      'sh: {use: ash}',
      'shell: {use: sh}',
    ].join('\n');
    await using server = await serve(() => ranna);
    await using test = await openTestEngine({ config: { specSources: [server.url] }, specs: {} });
    const { engine } = test;
    const { stdout, outcome } = await collect(engine.runs.run(shell('SHELL', LOOK), { signal: never }));
    expect(stdout.trim().split('\n')).toEqual([
      '65534',
      'CapEff: 0000000000000000',
      'CapBnd: 0000000000000000',
      'NoNewPrivs: 1',
      'Seccomp: 2',
      'lo',
    ]);
    expect(outcome).toMatchObject({ type: 'exited' });
  });

  it('that changes under a run leaves the run as it is', { timeout: 60_000 }, async () => {
    const spec = (greeting: string) =>
      `id: ash\ntitle: Ash\nfile: main.sh\nimage: ${ASH_IMAGE}\nrun: [sh, "{entry}"]\nenv: { ASKED: ${greeting} }\n`;
    let text = spec('before');
    await using server = await serve(() => text);
    await using test = await openTestEngine({
      config: { specSources: [server.url], specReload: '@every 1s' },
      specs: {},
    });
    const { engine } = test;
    const waits = shell('ash', 'read -r line; echo $ASKED $line', { stdin: 'interactive' });
    const events = engine.runs.run(waits, { signal: never })[Symbol.asyncIterator]();
    let started: RunEvent | undefined;
    while (started?.type !== 'started') started = (await events.next()).value as RunEvent;
    text = spec('after');
    for await (const { specs } of engine.specs.watch(never)) if (specs[0]?.env.ASKED === 'after') break;
    await engine.runs.write(started.runId, 'told\n');
    expect((await collect({ [Symbol.asyncIterator]: () => events })).stdout).toBe('before told\n');
    const next = engine.runs.run(shell('ash', 'echo $ASKED'), { signal: never });
    expect((await collect(next)).stdout).toBe('after\n');
    const [job] = await engine.schedule.list();
    expect(job).toMatchObject({ job: 'specReload', lastResult: { kind: 'done', summary: '1 language, 0 problems.' } });
  });
});

async function serve(read: () => string): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((_, response) => response.end(read()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/spec.yaml`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
