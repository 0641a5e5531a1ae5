import Docker from 'dockerode';
import { beforeAll, expect, test } from 'vitest';
import { type RunRequest, Spec } from '../contract';
import { composeRepeat } from './compose-repeat';
import { Config } from './config/config';
import { HeadStart } from './docker/head-start';
import { TerminalSession } from './sandbox/terminal-session';
import { ASH_IMAGE, importBusyboxImages, SHELLLESS_IMAGE } from './testing/busybox-images';

const request: RunRequest = {
  ...{ spec: 'sh', files: [{ path: 'main.sh', content: 'echo "$1"; /busybox cat || cat; exit 3' }], args: ['one'] },
  ...{ inline: false, env: {}, stdin: { text: 'two' }, binary: false, network: false },
  ...{ purpose: 'run', priority: 'interactive' },
};

beforeAll(() => importBusyboxImages(new Docker()));

test.each([
  [ASH_IMAGE, '/bin/sh'],
  [SHELLLESS_IMAGE, '/busybox sh'],
])('a run like an earlier one goes without dockerode in %s', async (image, shell) => {
  const run = [...shell.split(' '), '{entry}', '{args}'];
  const spec = Spec.parse({ id: 'sh', title: 'Shell', file: 'main.sh', image, run });
  await using headStart = new HeadStart(null);
  await using engine = composeRepeat(spec, Config.parse({}), headStart);
  let printed = '';
  let outcome: object = {};
  for await (const event of engine.runs.run(request, { signal: new AbortController().signal })) {
    if (event.type === 'output' && event.stream === 'stdout') printed += event.text;
    if (event.type === 'finished') outcome = event.outcome;
  }
  expect({ printed, outcome }).toEqual({ printed: 'one\ntwo', outcome: { type: 'exited', code: 3 } });
});

test('its terminal is resized without dockerode, too', async () => {
  const spec = Spec.parse({ id: 'sh', title: 'Shell', file: 'main.sh', image: ASH_IMAGE, run: ['sh', '{entry}'] });
  await using headStart = new HeadStart(null);
  await using engine = composeRepeat(spec, Config.parse({}), headStart);
  const files = [{ path: 'main.sh', content: 'stty size; read line; stty size' }];
  const terminal = { columns: 91, rows: 19 };
  const session = new TerminalSession(engine.runs, '', { spec: 'sh', files, terminal });
  await session.see('19 91\r\n');
  await session.resize({ columns: 60, rows: 10 });
  await session.type('\r');
  await session.see('10 60\r\n');
  expect((await session.finish()).outcome).toEqual({ type: 'exited', code: 0 });
});
