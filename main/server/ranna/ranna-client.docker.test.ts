/** A client in ranna's own language and a spec file in ranna's own form, against a real server with real sandboxes. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Config } from '../../config/config';
import { openTestEngine } from '../../testing/test-engine';
import { createServer, type Server } from '../server';

const SPEC_FILE = `
py:
  use:        'python3'
python3:
  image:      'runyard/python:debian'
  entrypoint: 'python3'
  filename:   'main.py'
  language:   'python'
  example: |-
    print("Hello world!")

node:
  image:      'runyard/javascript:debian'
  entrypoint: 'node'
  filename:   'index.js'
  language:   'javascript'
javascript:
  use:        'node'
js:
  use:        'javascript'

c:
  image:      'runyard/c:debian'
  cmd:        '/bin/sh -c "cc main.c -o main && ./main"'
  filename:   'main.c'
  language:   'c'
  inline:
    import_regex: '(?m)^#include ["<][\\w/.]+[">]$'
    template: |-
      $\${IMPORTS}
      int main() {
        $\${CODE}
        return 0;
      }
`;

interface Report {
  name: string;
  status?: number;
  value: unknown;
  fault: string;
}

test('ranna’s client and spec file work unchanged', { timeout: 180_000 }, async () => {
  const { limits } = Config.parse({});
  await using testEngine = await openTestEngine({
    specs: { 'spec.yaml': SPEC_FILE },
    config: { provider: 'docker', limits: { ...limits, runTimeoutMs: 5_000, outputBytes: 64 * 1024 } },
  });
  const { engine } = testEngine;
  expect(engine.specs.list().problems).toEqual([]);
  await using server = await createServer({
    engine,
    appInfo: { version: '1.2.3', door: 'browser', platform: 'test' },
    rendererDir: fileURLToPath(new URL('.', import.meta.url)),
  });
  const reports = await runClient(server);
  expect(reports.filter(({ fault }) => fault !== '')).toEqual([]);
  const find = (name: string) => reports.filter((report) => report.name === name);

  expect(find('spec')[0]).toMatchObject({
    status: 200,
    value: {
      py: { use: 'python3' },
      python3: {
        image: 'runyard/python:debian',
        entrypoint: 'python3',
        filename: 'main.py',
        language: 'python',
        example: 'print("Hello world!")',
      },
      js: { use: 'node' },
      c: { cmd: '/bin/sh -c "cc main.c -o main && ./main"', inline: { template: expect.stringContaining('main()') } },
    },
  });
  expect(find('info')[0]).toMatchObject({ status: 200, value: { version: '1.2.3', sandbox: { type: 'docker' } } });
  expect(find('stranger')[0]).toMatchObject({ status: 401, value: { code: 401 } });
  const exectimems = expect.any(Number);
  expect(find('python')[0]).toMatchObject({
    status: 200,
    value: { stdout: "<a> & b ['one two', '$x'] hello\n", stderr: 'é\n', exectimems },
  });
  expect(find('node')[0]).toMatchObject({ status: 200, value: { stdout: '2\n', stderr: '', exectimems } });
  expect(find('c inline')[0]).toMatchObject({ status: 200, value: { stdout: 'inline\n', stderr: '' } });
  expect(find('c broken')[0]).toMatchObject({
    status: 200,
    value: { stdout: '', stderr: expect.stringContaining('nothing') },
  });
  for (const [name, error] of [
    ['no inline', 'this spec has no support for inline expressions'],
    ['empty', 'code is empty'],
    ['unknown', 'unsupported language spec'],
    ['endless', 'code execution timed out'],
    ['flood', 'output len exceeded'],
  ] as const) {
    expect(find(name)[0], name).toMatchObject({ status: 400, value: { error, code: 400 } });
  }

  const runid = expect.stringMatching(/^[\w-]{16,}/);
  const events = (name: string) => find(name).map(({ value }) => value);
  expect(events('ping')).toEqual([{ code: 0, nonce: 1, data: 'Pong!' }]);
  expect(events('exec')).toEqual([
    { code: 2, nonce: 2, data: { runid } },
    { code: 3, nonce: 2, data: { runid, stdout: 'to the socket\n' } },
    { code: 4, nonce: 2, data: { runid, exectimems } },
  ]);
  expect(events('wait')[1]).toEqual({ code: 3, nonce: 3, data: { runid, stdout: 'waits\n' } });
  expect(events("kill of another's")).toEqual([
    { code: 1, nonce: 4, data: { code: 400, message: 'sandbox is not running' } },
  ]);
  expect(events('kill')).toEqual([{ code: 4, nonce: 3, data: { runid, exectimems } }]);
  expect(events('unknown')[1]).toEqual({
    code: 1,
    nonce: 6,
    data: { code: 400, message: 'unsupported language spec' },
  });
  expect(events('endless').slice(1)).toEqual([
    { code: 2, nonce: 7, data: { runid } },
    { code: 1, nonce: 7, data: { code: 400, message: 'code execution timed out' } },
  ]);
});

/** Builds and runs it in the image of Go, on the host's network; its source comes by stdin. */
async function runClient({ origin, token }: Server): Promise<Report[]> {
  const folder = resolve('main/testing/ranna-client');
  const parts = await Promise.all(['rest.go', 'socket.go'].map((name) => readFile(`${folder}/${name}`, 'utf8')));
  const divider = '// --- next file ---';
  const environment = {
    RANNA_ENDPOINT: origin.replace('http://', `http://anybody:${token}@`),
    RANNA_BARE_ENDPOINT: origin,
    RANNA_TOKEN: token,
  };
  const script = `cd /tmp && csplit -s -z - '/^${divider}$/' && for f in xx*; do mv "$f" "$f.go"; done && go run xx*.go`;
  const client = spawn(
    'docker',
    [
      ...['run', '--rm', '-i', '--network', 'host'],
      ...Object.entries(environment).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
      ...['runyard/go:debian', 'sh', '-c', script],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  client.stdin.end(parts.join(`\n${divider}\n`));
  let printed = '';
  let complaints = '';
  client.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  client.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const code = await new Promise((settle) => client.on('close', settle));
  if (code !== 0) throw new Error(`The client ended with ${String(code)}: ${complaints}\n${printed}`);
  return printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
}
