/**
 * Attacks by whoever has Node's own realm, as after an escape from the vm context: started in place of the supervisor.
 * Each gives what it gained; nothing, or an error, is a wall.
 */
'use strict';
const fs = require('node:fs');
const { reads, writes } = require('./outside-files.cjs');

const ORDER_FD_NAME = 'order';
const OUTPUT_FD = 4;
const STDOUT_FRAME = 2;
const WAIT_MS = 1000;
const MIB = 1024 * 1024;

/** @returns the first that is given, or an error after a while */
function within(start) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('nothing came')), WAIT_MS);
    start(resolve, reject);
  });
}

function ask(options) {
  return within((resolve, reject) => {
    const socket = require('node:net').connect(options);
    socket.setEncoding('utf8').on('data', resolve).on('error', reject);
  });
}

function runProgram(file, args, options) {
  const { stdout, error } = require('node:child_process').spawnSync(file, args, { encoding: 'utf8', ...options });
  if (error) throw error;
  return stdout;
}

const starts = {
  'child_process.spawnSync': () => runProgram('/bin/echo', ['started']),
  'child_process.execSync': () => require('node:child_process').execSync('echo started').toString(),
  'child_process.fork': () =>
    within((resolve, reject) =>
      require('node:child_process')
        .fork(__filename)
        .on('spawn', () => resolve('forked'))
        .on('error', reject),
    ),
  cluster: () => require('node:cluster').fork().process.pid,
  worker_threads: () =>
    within((resolve, reject) =>
      new (require('node:worker_threads').Worker)('1', { eval: true })
        .on('online', () => resolve('online'))
        .on('error', reject),
    ),
  'process.binding of spawn_sync': () => {
    const options = {
      file: '/bin/echo',
      args: ['echo', 'started'],
      stdio: [{ type: 'pipe', readable: true, writable: true }],
    };
    const { pid, error } = process.binding('spawn_sync').spawn(options);
    if (error) throw new Error(String(error));
    return pid;
  },
  'process.binding of process_wrap': () => {
    const { Process } = process.binding('process_wrap');
    const error = new Process().spawn({ file: '/bin/true', args: ['true'], stdio: [] });
    if (error) throw new Error(String(error));
    return 'started';
  },
  'process.execve': () => process.execve('/bin/echo', ['echo', 'started']),
  'process.dlopen': ({ addonPath }) => {
    const loaded = { exports: {} };
    process.dlopen(loaded, addonPath);
    return Object.keys(loaded.exports).join() || 'loaded';
  },
  'require of an addon': ({ addonPath }) => Object.keys(require(addonPath)).join() || 'loaded',
};

const connects = {
  'net.connect': ({ tcpPort }) => ask({ port: tcpPort, host: '127.0.0.1' }),
  'net.connect by IPv6': ({ tcpPort }) => ask({ port: tcpPort, host: '::ffff:127.0.0.1' }),
  'the engine user’s own socket': ({ socketPath }) => ask({ path: socketPath }),
  'http.get': ({ tcpPort }) =>
    within((resolve, reject) => require('node:http').get({ port: tcpPort }, resolve).on('error', reject)),
  fetch: async ({ tcpPort }) => (await fetch(`http://127.0.0.1:${tcpPort}`)).status,
  WebSocket: ({ tcpPort }) =>
    within((resolve, reject) => {
      const socket = new globalThis.WebSocket(`ws://127.0.0.1:${tcpPort}`);
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('refused'));
    }),
  dgram: ({ udpPort }) =>
    within((_resolve, reject) =>
      require('node:dgram')
        .createSocket('udp4')
        .send('x', udpPort, '127.0.0.1', (error) => error && reject(error)),
    ),
  'dns.lookup of a name': () =>
    within((resolve, reject) =>
      require('node:dns').lookup('example.org', (error, address) => (error ? reject(error) : resolve(address))),
    ),
  'dns by a server of the attacker': ({ udpPort }) =>
    within((resolve, reject) => {
      const resolver = new (require('node:dns').Resolver)();
      resolver.setServers([`127.0.0.1:${udpPort}`]);
      resolver.resolve4('example.org', (error, found) => (error ? reject(error) : resolve(found.join())));
    }),
  'process.binding of tcp_wrap': ({ tcpPort }) => {
    const { TCP, TCPConnectWrap, constants } = process.binding('tcp_wrap');
    const error = new TCP(constants.SOCKET).connect(new TCPConnectWrap(), '127.0.0.1', tcpPort);
    if (error) throw new Error(String(error));
    return within(() => {});
  },
};

const signals = {
  'to other processes': ({ victimPids }) => {
    const errors = victimPids.flatMap((pid) => {
      try {
        process.kill(pid, 'SIGKILL');
        return [];
      } catch (error) {
        return [error];
      }
    });
    if (errors.length === victimPids.length) throw errors[0];
    return 'sent';
  },
  'to the engine': ({ enginePid }) => process.kill(enginePid, 0) && 'sent',
  'by process.binding': ({ victimPids: [victimPid] }) => {
    const error = process._kill(victimPid, 9);
    if (error) throw new Error(String(error));
    return 'sent';
  },
  'as another user': () => process.setuid(process.getuid() === 0 ? 1 : 0) ?? 'changed',
  'as another group': () => process.setgid(process.getgid() === 0 ? 1 : 0) ?? 'changed',
  'with other groups': () => process.setgroups([0]) ?? 'changed',
  'by the priority of another process': ({ victimPids: [victimPid] }) =>
    require('node:os').setPriority(victimPid, 19) ?? 'changed',
  'by _debugProcess': ({ victimPids: [victimPid] }) => process._debugProcess(victimPid) ?? 'sent',
};

/** These do not end by themselves, or end the process. */
const exhaust = {
  buffers: ({ bytes }) => hog(bytes, () => Buffer.alloc(8 * MIB, 1)),
  'array buffers': ({ bytes }) => hog(bytes, () => new Uint8Array(8 * MIB).fill(1)),
  'shared array buffers': ({ bytes }) => hog(bytes, () => new Uint8Array(new SharedArrayBuffer(8 * MIB)).fill(1)),
  'WebAssembly memories': ({ bytes }) =>
    hog(bytes, () => new Uint8Array(new WebAssembly.Memory({ initial: 128 }).buffer).fill(1)),
  strings: ({ bytes }) => hog(bytes, () => Buffer.alloc(8 * MIB, 'é').toString()),
  maps: ({ bytes }) => hog(bytes, () => new Map(Array.from({ length: 100_000 }, (_, i) => [i, { i }]))),
  'native memory of OpenSSL': ({ bytes }) =>
    `held ${require('node:crypto').scryptSync('a', 'b', 64, { N: bytes / 1024, r: 8, maxmem: bytes * 2 }).length}`,
  'external strings': ({ bytes }) => hog(bytes, () => Buffer.alloc(8 * MIB, 1).toString('latin1')),
  'typed arrays that grow': ({ bytes }) =>
    hog(bytes, () => new Uint8Array(new ArrayBuffer(8 * MIB, { maxByteLength: 64 * MIB })).fill(1)),
};

function hog(bytes, allocate) {
  const kept = [];
  for (let held = 0; held < bytes; held += 8 * MIB) kept.push(allocate());
  return `held ${kept.length * 8} MiB`;
}

const others = {
  environment: () => {
    // The shell's own, and Electron's.
    const own = ['PWD', 'ELECTRON_RUN_AS_NODE', 'ELECTRON_NO_ASAR'];
    return (
      Object.keys(process.env)
        .filter((name) => !own.includes(name))
        .join() || null
    );
  },
  spin: ({ ms }) => {
    for (let used = 0; used < ms; ) {
      const { user, system } = process.cpuUsage();
      used = (user + system) / 1000;
    }
    return 'still there';
  },
  forever: () => {
    report('begun');
    for (;;);
  },
};

const attacks = { reads, writes, starts, connects, signals, exhaust, others };
module.exports = Object.fromEntries(Object.entries(attacks).map(([kind, of]) => [kind, Object.keys(of)]));

function report(text) {
  const bytes = Buffer.from(`${text}\n`);
  const head = Buffer.from([STDOUT_FRAME, 0, 0, 0, 0]);
  head.writeUInt32LE(bytes.length, 1);
  fs.writeSync(OUTPUT_FD, Buffer.concat([head, bytes]));
}

async function main() {
  const { fd, bytes } = JSON.parse(process.argv[2]).assets[ORDER_FD_NAME];
  const text = Buffer.alloc(bytes);
  fs.readSync(fd, text, 0, bytes, 0);
  const { kind, names, ...target } = JSON.parse(text.toString());
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});
  for (const name of names) {
    try {
      const gained = await attacks[kind][name](target);
      report(JSON.stringify({ name, gained: gained ?? null }));
    } catch (error) {
      report(JSON.stringify({ name, refused: String(error?.code ?? error?.message ?? error) }));
    }
  }
  process.exit(0);
}

if (process.argv[2]?.startsWith('{')) void main();
