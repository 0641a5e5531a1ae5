import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runToEnd } from '../sandbox/provider-suite';
import { ASH_IMAGE, importBusyboxImages } from '../testing/busybox-images';
import { PrivateDaemon } from '../testing/private-daemon';
import { openTestEngine } from '../testing/test-engine';

const specs = { 'ash.yaml': `{ id: ash, title: Ash, file: main.sh, image: '${ASH_IMAGE}', run: [sh, '{entry}'] }` };
const request = (code: string) => ({ spec: 'ash', files: [{ path: 'main.sh', content: code }] });

describe('a daemon that dies', () => {
  let daemon: PrivateDaemon;
  beforeAll(async () => {
    daemon = await PrivateDaemon.start();
    await importBusyboxImages(daemon.docker);
  });
  afterAll(() => daemon?.[Symbol.asyncDispose]());

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s loses the run, keeps its output, and is found again',
    async (signal) => {
      await using open = await openTestEngine({ config: { dockerHost: daemon.address }, specs, docker: daemon.docker });
      const { runs, status } = open.engine;
      const killed: Promise<void>[] = [];
      const lost = await runToEnd(runs, '', request('echo begun; sleep 60'), {
        onEvent: (event) => {
          if (event.type === 'output') killed.push(daemon.kill(signal));
        },
      });
      expect(lost.stdout).toBe('begun\n');
      expect(lost.outcome).toMatchObject({ type: 'lost', reason: expect.stringContaining('Docker daemon') });
      await Promise.all(killed);
      const states = new AbortController();
      for await (const { state, doctor } of status.watch(states.signal)) {
        if (state !== 'unavailable') continue;
        expect(doctor.remedy).not.toBe('');
        states.abort();
      }
      await expect(runToEnd(runs, '', request('echo'))).rejects.toMatchObject({ code: 'DOCKER_UNREACHABLE' });
      await daemon.start();
      const ready = new AbortController();
      for await (const { state } of status.watch(ready.signal)) if (state === 'ready') ready.abort();
      expect((await runToEnd(runs, '', request('echo back'))).stdout).toBe('back\n');
    },
  );
});

test('with no daemon a run says what to do, and closing takes no time', async () => {
  const dockerHost = 'unix:///nonexistent/docker.sock';
  await using open = await openTestEngine({ config: { dockerHost }, specs });
  await expect(runToEnd(open.engine.runs, '', request('echo'))).rejects.toMatchObject({
    code: 'DOCKER_UNREACHABLE',
    message: expect.stringContaining(dockerHost),
  });
  const report = await open.engine.status.doctor();
  expect(report.attempts).toEqual([expect.objectContaining({ endpoint: dockerHost, result: 'notFound' })]);
});

test('closing while the daemon is still looked for takes no time', { timeout: 5_000 }, async () => {
  const open = await openTestEngine({ specs });
  await open[Symbol.asyncDispose]();
});
