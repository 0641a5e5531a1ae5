import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunInput } from '../sandbox/provider-suite';
import { TerminalSession } from '../sandbox/terminal-session';
import { describeTerminal } from '../sandbox/terminal-suite';
import { ASH_IMAGE, importBusyboxImages, SHELLLESS_IMAGE } from '../testing/busybox-images';
import { openTestEngine, type TestEngine } from '../testing/test-engine';
import { OWNER_LABEL } from './container-options';

const specs = {
  'ash.yaml': `{ id: ash, title: Ash, file: main.sh, image: '${ASH_IMAGE}', run: [sh, '{entry}', '{args}'] }`,
  'bash.yaml': "{ id: bash, title: Bash, file: main.sh, image: 'runyard/bash:debian', run: [bash, '{entry}'] }",
  'shell.yaml': "{ id: shell, title: Shell, file: main.sh, image: 'runyard/bash:debian', run: [bash, --norc, -i] }",
  'compiled.yaml': `
id: compiled
title: Compiled
file: source.sh
image: ${ASH_IMAGE}
compile: 'echo compiling; cat; sh -n "$ENTRY" && cat "$ENTRY" >program'
run: [sh, ./program]
diagnostics: [{ pattern: '^(?<file>[a-z.]+): line (?<line>\\d+): (?<message>.+)$' }]
`,
  'shellless.yaml': `{ id: shellless, title: Shell-less, file: main.sh, image: '${SHELLLESS_IMAGE}', run: [/busybox, sh, '{entry}'] }`,
};

describeTerminal('the terminal suite on Docker', async () => {
  const { engine, ...rest } = await openTestEngine();
  return { runs: engine.runs, [Symbol.asyncDispose]: () => rest[Symbol.asyncDispose]() };
});

describe("terminals of Docker's own", () => {
  let open: TestEngine;
  beforeAll(async () => {
    await importBusyboxImages(new Docker());
    open = await openTestEngine({ specs });
  });
  afterAll(() => open?.[Symbol.asyncDispose]());

  const start = (spec: string, code: string, request: RunInput = {}) =>
    new TerminalSession(open.engine.runs, '', { spec, files: [{ path: 'main.sh', content: code }], ...request });
  const exited = (code: number) => ({ type: 'exited', code });

  test('the boot protocol works in busybox ash, cold and warm, with files as text and as a tar', async () => {
    for (const filler of ['', `# ${'x'.repeat(200_000)}\n`]) {
      const code = `${filler}stty size; read line; echo "got $line"; printf end; exit 5`;
      const session = start('ash', code, { terminal: { columns: 91, rows: 19 } });
      await session.see('19 91\r\n');
      await session.resize({ columns: 60, rows: 10 });
      await session.type('ü\x7fok\r');
      expect((await session.finish()).outcome).toEqual(exited(5));
      expect(session.screen).toMatch(/^19 91\r\n[\s\S]*got ok\r\nend$/);
    }
  });

  test('Ctrl+C and Ctrl+Z in busybox ash', async () => {
    const child = 'sh -c "echo begun; exec sleep 30"';
    const session = start('ash', `trap "echo caught" INT; ${child}; echo after; read line; exit 3`);
    await session.see('begun');
    await session.type('\x1a');
    await session.type('\x03');
    await session.see('caught\r\nafter');
    await session.type('\x1a');
    await session.type('x\r');
    expect((await session.finish()).outcome).toEqual(exited(3));
    const plain = start('ash', 'echo begun; exec sleep 30');
    await plain.see('begun');
    await plain.type('\x03');
    expect((await plain.finish()).outcome).toEqual({ type: 'signaled', signal: 'SIGINT' });
  });

  test('bash hides what it is told to, and Backspace takes a whole character', async () => {
    const session = start('bash', 'read -s -p "Password: " word; echo; read -p "Name: " name; echo "$word,$name."');
    await session.see('Password: ');
    await session.type('secret\r');
    await session.see('\r\nName: ');
    await session.type('Adü\x7fa\r');
    await session.see('\r\nsecret,Ada.\r\n');
    expect((await session.finish()).outcome).toEqual(exited(0));
    expect(session.screen.split('secret')).toHaveLength(2);
  });

  test('an interactive shell has job control of its own, and its leaving gives the run its end', async () => {
    const session = start('shell', '', { env: { PS1: '% ' } });
    await session.see('% ');
    await session.type('sh -c "echo on; read word; echo got \\$word"\r');
    await session.see('on\r\n');
    await session.type('\x1a');
    await session.see('Stopped');
    await session.type('fg\r');
    await session.see('fg\r\n');
    await session.type('it\r');
    await session.see('got it\r\n');
    await session.see('% ');
    await session.type('exit 4\r');
    expect((await session.finish()).outcome).toEqual(exited(4));
    const killed = start('shell', '', { env: { PS1: '% ' } });
    await killed.see('% ');
    await killed.type('stty tostop; sh -c "kill -9 $$; sleep 60"\r');
    expect((await killed.finish()).outcome).toEqual({ type: 'signaled', signal: 'SIGKILL' });
  });

  test('compile and run are phases in one terminal, and problems are read', async () => {
    const files = [{ path: 'source.sh', content: 'printf "name? "; read name; echo "hi $name"; exit 0' }];
    const session = start('compiled', '', { files });
    await session.see('compiling\r\nname? ');
    await session.type('Ada\r');
    expect((await session.finish()).outcome).toEqual(exited(0));
    expect(session.screen).toBe('compiling\r\nname? Ada\r\nhi Ada\r\n');
    const broken = start('compiled', '', { files: [{ path: 'source.sh', content: 'echo\nif' }] });
    const { outcome } = await broken.finish();
    expect(outcome).toEqual({ type: 'compileFailed', code: 2 });
    expect(broken.events).toContainEqual({
      type: 'diagnostics',
      items: [expect.objectContaining({ file: 'source.sh', message: expect.stringContaining('syntax error') })],
    });
  });

  test('an image with no shell has a terminal as well', async () => {
    const session = start('shellless', 'read line; /busybox stty size; echo "got $line"; /busybox cat');
    await session.resize({ columns: 77, rows: 22 }).catch(() => {});
    while (!session.events.some(({ type }) => type === 'phase')) await new Promise(setImmediate);
    await session.resize({ columns: 78, rows: 23 });
    await session.type('ü\r');
    await session.see('23 78\r\ngot ü\r\n');
    open.engine.runs.closeStdin(session.runId);
    expect((await session.finish()).outcome).toEqual(exited(0));
  });

  test('one that is prepared waits for its terminal, apart from those without', async () => {
    open.engine.runs.prepare('bash', 'docker', 'on');
    const isWarm = async (request: RunInput) => {
      const session = start('bash', 'exit 0', request);
      await session.finish();
      return session.events.some((event) => event.type === 'started' && event.warm);
    };
    await expect.poll(() => isWarm({}), { timeout: 15_000, interval: 500 }).toBe(true);
    await expect.poll(() => isWarm({ terminal: undefined }), { timeout: 15_000, interval: 500 }).toBe(true);
  });
});

test('no container of any engine of this process is left', async () => {
  const filters = { label: [`runyard.pid=${process.pid}`, OWNER_LABEL] };
  expect(await new Docker().listContainers({ all: true, filters })).toEqual([]);
});
