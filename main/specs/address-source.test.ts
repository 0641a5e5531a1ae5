/** Specs at addresses, over a real server on loopback that does what bad ones do. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpecList } from '../../contract';
import { writeAtomic } from '../workspace/atomic-file';
import { AddressSource, type AddressSourceOptions } from './address-source';
import { checkSpecs } from './check-specs';
import { SpecCopyFolder } from './spec-copies';
import { SpecProvider } from './spec-provider';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let folder: string;
let origin: string;
let answer: Answer;
/** Paths that were asked for. */
let asked: string[];

const SPEC = 'id: zig\ntitle: Zig\nfile: main.zig\nimage: zig:1\nrun: [zig, run]\n';
/** What is waited for comes when a loaded machine gets to it. */
const PATIENT = { timeout: 20_000 };
const NOW = Date.UTC(2026, 0, 2, 3, 4);
const never = new AbortController().signal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-addresses-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answer = (_, response) => response.end(SPEC);
});

afterEach(async () => {
  await close();
  await rm(folder, { recursive: true });
});

async function close(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function open(path = '/spec.yaml', options: Partial<AddressSourceOptions> = {}): AddressSource {
  const copies = new SpecCopyFolder(join(folder, 'copies'), (file, text) => writeAtomic(file, text));
  return new AddressSource(new URL(path, origin), { copies, now: () => NOW, ...options });
}

async function load(source: AddressSource): Promise<SpecList> {
  await using provider = new SpecProvider([source]);
  await provider.reload(never);
  return provider.list();
}

const ids = ({ specs }: SpecList) => specs.map(({ id }) => id);
const messages = ({ problems }: SpecList) => problems.map(({ message }) => message);

describe('a spec at an address', () => {
  it('is asked for anew only if it changed, and is there without a network after a restart', async () => {
    const seen: unknown[] = [];
    answer = ({ headers }, response) => {
      seen.push([headers['if-none-match'], headers['if-modified-since'], headers['accept-encoding']]);
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' }).end(SPEC);
    };
    const source = open();
    expect(ids(await load(source))).toEqual(['zig']);
    expect(await load(source)).toMatchObject({ specs: [{ id: 'zig' }], problems: [] });
    expect(seen).toEqual([
      [undefined, undefined, 'gzip'],
      ['"1"', 'Thu, 01 Jan 2026 00:00:00 GMT', 'gzip'],
    ]);
    await close();
    const later = open();
    expect(await later.isKnown()).toBe(true);
    const list = await load(later);
    expect(ids(list)).toEqual(['zig']);
    expect(list.problems).toEqual([
      {
        file: `${origin}/spec.yaml`,
        line: null,
        entry: null,
        message: `it could not be fetched: nothing answers at ${new URL(origin).host}; what came on 2026-01-02 03:04 UTC holds`,
      },
    ]);
  });

  it('keeps what was good when something unfit comes, and tells the lines of that', async () => {
    const source = open();
    await load(source);
    answer = (_, response) => response.end(`${SPEC}privileged: true\n`);
    const list = await load(source);
    expect(ids(list)).toEqual(['zig']);
    expect(list.problems.map(({ line }) => line)).toEqual([null, 6]);
    expect(messages(list)[0]).toContain('what it gives now has no language that can be used; what came on');
    answer = (_, response) => response.end(`${SPEC.replace('Zig', 'Zag')}`);
    expect(await load(source)).toMatchObject({ specs: [{ title: 'Zag' }], problems: [] });
    expect(ids(await load(open()))).toEqual(['zig']);
  });

  it('may be a ranna file with a broken entry, packed, and behind a password that nobody is shown', async () => {
    const authorizations: unknown[] = [];
    answer = ({ headers }, response) => {
      authorizations.push(headers.authorization);
      const text = 'py: {use: python}\npython: {image: p, entrypoint: p, filename: a.py}\nbad: {image: x}\n';
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    };
    const list = await load(open(`${origin.replace('//', '//ada:s%40cret@')}/spec.yaml?token=s@cret`));
    expect(list.specs).toMatchObject([{ id: 'python', aliases: ['py'] }]);
    expect(list.problems).toMatchObject([{ file: `${origin}/spec.yaml?…`, line: 3, entry: 'bad' }]);
    expect(authorizations).toEqual([`Basic ${Buffer.from('ada:s@cret').toString('base64')}`]);
    const [kept] = await readdir(join(folder, 'copies'));
    expect(await readFile(join(folder, 'copies', kept!), 'utf8')).not.toContain('cret');
  });

  it.each<[string, Answer, string]>([
    ['a missing one', (_, response) => response.writeHead(404).end(), 'answered 404 Not Found'],
    ['a web page', (_, response) => response.setHeader('content-type', 'text/html').end('<p>'), 'it is a web page'],
    ['no text', (_, response) => response.end(Buffer.from([0xff, 0xfe, 0])), 'it is no text in UTF-8'],
    [
      'one that says it is huge',
      (_, response) => response.setHeader('content-length', 1e9).write('x'),
      'larger than 4 KB',
    ],
    ['one that is huge and does not say so', flood, 'larger than 4 KB'],
    [
      'one that swells',
      (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(1e6))),
      'larger than 4 KB',
    ],
    [
      'one that is packed badly',
      (_, response) => response.setHeader('content-encoding', 'gzip').end('no'),
      'is damaged',
    ],
    [
      'one that is packed otherwise',
      (_, response) => response.setHeader('content-encoding', 'br').end('x'),
      'packed as br',
    ],
    ['one that never begins', () => {}, 'no whole answer within 0.5 s'],
    ['one that never ends', trickle, 'no whole answer within 0.5 s'],
    [
      'one that breaks off',
      (_, response) => response.write(SPEC, () => response.destroy()),
      'broke the connection off',
    ],
    ['no HTTP', ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), 'does not speak HTTP'],
    ['a redirect to nowhere', (_, response) => response.writeHead(302).end(), 'redirects to nowhere'],
    [
      'a redirect to a file',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'redirects to file:',
    ],
    [
      'a redirect to itself',
      (_, response) => response.writeHead(302, { location: '/spec.yaml' }).end(),
      'such a redirect is not followed',
    ],
  ])('refuses %s', async (_, bad, message) => {
    answer = bad;
    // Only those that never end are to be waited for as long as that.
    const timeoutMs = message.includes('no whole answer') ? 500 : 20_000;
    const list = await load(open('/spec.yaml', { timeoutMs, bytesLimit: 4096 }));
    expect(list.specs).toEqual([]);
    expect(messages(list)).toEqual([expect.stringContaining(message)]);
    await expect.poll(() => countConnections(), PATIENT).toBe(0);
  });

  it('is not fetched from inside by a name that does not say so, and where that was named only as such', async () => {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const { port } = new URL(origin);
    const named = (host: string, options = {}) =>
      load(open(`http://${host}:${port}/spec.yaml`, { resolve, ...options }));
    const refused = await named('specs.example');
    expect(messages(refused)).toEqual([
      'it could not be fetched: specs.example, which is 127.0.0.1, is inside your network and its name does not say so; if that is meant, name specs.example in specPrivateHosts',
    ]);
    expect(asked).toEqual([]);
    expect(ids(await named('nas'))).toEqual(['zig']);
    expect(ids(await named('nas.local'))).toEqual(['zig']);
    expect(ids(await named('specs.example', { privateHosts: ['specs.example'] }))).toEqual(['zig']);
    // One private address among public ones is one too many.
    const mixed = async () => [{ address: '192.0.0.1', family: 4 }, ...(await resolve())];
    expect((await named('mixed.local', { resolve: mixed })).specs).toEqual([]);
    for (const unfit of ['169.254.169.254', '0.0.0.0', '[fe80::1]', '[::ffff:169.254.169.254]', '0xa9.0xfe.43518']) {
      expect(messages(await load(open(`http://${unfit}/`)))[0]).toContain('is no address that specs are fetched from');
    }
  });

  it.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', 'inner.example', 'router.lan'])(
    'follows no redirect to %s',
    async (host) => {
      const { port } = new URL(origin);
      answer = ({ url }, response) => {
        if (url === '/secret') response.end(SPEC);
        else response.writeHead(307, { location: `http://${host}:${port}/secret` }).end();
      };
      const list = await load(
        open(`http://nas.local:${port}/`, {
          privateHosts: ['inner.example'],
          resolve: async () => [{ address: '127.0.0.1', family: 4 }],
        }),
      );
      expect(messages(list)).toEqual([expect.stringContaining('such a redirect is not followed')]);
      expect(asked).toEqual(['/']);
    },
  );
});

describe('the provider', () => {
  it('does not keep a start waiting for an address that is slow', async () => {
    answer = () => {};
    const provider = new SpecProvider([open()], { firstWaitMs: 20 });
    await provider.start();
    expect(provider.list().specs).toEqual([]);
    await provider[Symbol.asyncDispose]();
    await expect.poll(() => countConnections(), PATIENT).toBe(0);
  });

  it('fetches once for all who ask at once, and goes on for the others when one leaves', async () => {
    const finish: (() => void)[] = [];
    answer = (_, response) => finish.push(() => response.end(SPEC));
    await using provider = new SpecProvider([open()]);
    const first = new AbortController();
    const second = new AbortController();
    const reloads = [provider.reload(first.signal), provider.reload(second.signal)];
    await expect.poll(() => finish.length, PATIENT).toBe(1);
    first.abort();
    finish[0]?.();
    await Promise.all(reloads);
    expect(ids(provider.list())).toEqual(['zig']);
    // Nobody waits for this one.
    const third = new AbortController();
    const left = provider.reload(third.signal);
    await expect.poll(() => finish.length, PATIENT).toBe(2);
    third.abort();
    await left;
    await expect.poll(() => countConnections(), PATIENT).toBe(0);
    await provider.reload(third.signal);
    expect([finish.length, provider.list().problems]).toEqual([2, []]);
  });

  it('tells of what comes later', async () => {
    let finish = () => {};
    answer = (_, response) => {
      finish = () => response.end(SPEC);
    };
    await using provider = new SpecProvider([open()], { firstWaitMs: 20 });
    await provider.start();
    await expect.poll(() => asked.length, PATIENT).toBe(1);
    for await (const { specs } of provider.watch(AbortSignal.timeout(20_000))) {
      if (specs.length > 0) break;
      finish();
    }
    expect(provider.find('zig').title).toBe('Zig');
  });
});

describe('checkSpecs', () => {
  it('checks an address, a folder without specs, and what is not there', async () => {
    const check = (named: string) => checkSpecs(named, { signal: never });
    expect(ids(await check(`${origin}/spec.yaml`))).toEqual(['zig']);
    expect(messages(await check(folder))).toEqual(['has no spec file: their names end in .yaml, .yml or .json']);
    expect(messages(await check(join(folder, 'no.yaml')))).toEqual(['cannot be read: there is no such file or folder']);
    expect(messages(await check('https://'))).toEqual(['is no address that can be asked for']);
  });
});

function flood(_: IncomingMessage, response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}

function trickle(_: IncomingMessage, response: ServerResponse): void {
  const timer = setInterval(() => response.write('#\n'), 20);
  response.on('close', () => clearInterval(timer));
}

function countConnections(): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
