import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SshAgent } from './ssh-agent';

/** A daemon at the other end that answers each request with the number of its process, and does what its address says. */
const DAEMON = `
require('node:fs').writeFileSync(__filename + '.pid', String(process.pid));
process.stdin.on('data', (request) => {
  const body = String(process.pid);
  if (/ \\/silence /.test(request)) return;
  process.stdout.write('HTTP/1.1 200 OK\\r\\nContent-Length: ' + body.length + '\\r\\n\\r\\n' + body, () => {
    if (/ \\/last /.test(request)) process.exit();
  });
});
process.stdin.on('end', () => process.exit());
`;

const path = process.env.PATH;
let folder: string;
let agent: SshAgent;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-ssh-'));
  const daemon = join(folder, 'daemon.cjs');
  await writeFile(daemon, DAEMON);
  // One that starts the real one and waits for it, as wrappers do.
  await writeFile(join(folder, 'ssh'), `#!/bin/sh\n'${process.execPath}' '${daemon}'\nexit $?\n`, { mode: 0o755 });
  process.env.PATH = `${folder}:${path}`;
  agent = new SshAgent({ host: 'box', port: null, user: null, socketPath: null });
});
afterEach(async () => {
  agent[Symbol.dispose]();
  process.env.PATH = path;
  await rm(folder, { recursive: true });
});

function ask(address: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ host: 'docker', path: address, agent }, resolve).on('error', reject).end();
  });
}

async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status !== '' && !/\) Z /.test(status);
}

const askText = async (address: string) => text(await ask(address));

test('a connection is used again, and not one that has ended meanwhile', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => void warnings.push(warning);
  process.on('warning', note);
  const first = await askText('/');
  for (let again = 0; again < 15; again += 1) expect(await askText('/')).toBe(first);
  expect(await askText('/last')).toBe(first);
  await expect.poll(() => Object.keys(agent.freeSockets)).toEqual([]);
  expect(await askText('/')).not.toBe(first);
  process.off('warning', note);
  expect(warnings.map(String)).toEqual([]);
});

test('nothing is left of an idle connection, nor of one in use that is given up', async () => {
  const idle = Number(await askText('/'));
  agent[Symbol.dispose]();
  await expect.poll(() => isRunning(idle)).toBe(false);
  const used = request({ host: 'docker', path: '/silence', agent }).on('error', () => {});
  used.end();
  const readPid = async () => Number(await readFile(join(folder, 'daemon.cjs.pid'), 'utf8'));
  await expect.poll(readPid).not.toBe(idle);
  const pid = await readPid();
  used.destroy();
  await expect.poll(() => isRunning(pid)).toBe(false);
});
