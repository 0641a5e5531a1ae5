/**
 * Attacks by whoever has Node's own realm, as after an escape from the vm context: started in place of the supervisor.
 * Each gives what it gained; nothing, or an error, is a wall.
 */
'use strict';
const fs = require('node:fs');

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

const module_ = (name) => require(name);

function runProgram(file, args, options) {
  const { stdout, error } = require('node:child_process').spawnSync(file, args, { encoding: 'utf8', ...options });
  if (error) throw error;
  return stdout;
}

/** Descriptors that are open, beyond those that Node opens for itself (event loop, signals). */
function listOpen() {
  const open = [];
  for (let fd = 0; fd < 64; fd++) {
    try {
      open.push([fd, fs.fstatSync(fd)]);
    } catch {
      // Not open.
    }
  }
  return open;
}

const reads = {
  'fs.readFileSync': ({ canaryPath }) => fs.readFileSync(canaryPath, 'utf8'),
  'a path as bytes': ({ canaryPath }) => fs.readFileSync(Buffer.from(canaryPath), 'utf8'),
  'a path as a URL': ({ canaryPath }) => fs.readFileSync(require('node:url').pathToFileURL(canaryPath), 'utf8'),
  'a path that leads through the supervisor’s': ({ canaryPath }) =>
    fs.readFileSync(`${__filename}/../..${canaryPath}`, 'utf8') ||
    fs.readFileSync(`${__filename}/../../..${canaryPath}`, 'utf8'),
  'fs.openSync': ({ canaryPath }) => fs.openSync(canaryPath, 'r'),
  'fs.promises': async ({ canaryPath }) => (await fs.promises.readFile(canaryPath)).toString(),
  'a stream': ({ canaryPath }) =>
    within((resolve, reject) =>
      fs
        .createReadStream(canaryPath)
        .on('data', (bytes) => resolve(String(bytes)))
        .on('error', reject),
    ),
  'fs.openAsBlob': async ({ canaryPath }) => (await fs.openAsBlob(canaryPath)).text(),
  'fs.statSync': ({ canaryPath }) => fs.statSync(canaryPath).size,
  'fs.lstatSync': ({ canaryPath }) => fs.lstatSync(canaryPath).size,
  'fs.readdirSync': () => fs.readdirSync('/').join(),
  'fs.opendirSync': () => fs.opendirSync('/').readSync().name,
  'fs.readlinkSync of /proc': () => fs.readlinkSync('/proc/self/exe'),
  'fs.cpSync': ({ canaryPath, openFolder }) => fs.cpSync(canaryPath, `${openFolder}/copied`) ?? 'copied',
  'require of a file': ({ canaryPath }) => require(canaryPath),
  'import of a file': ({ canaryPath }) => import(canaryPath).then((loaded) => Object.keys(loaded).join() || 'loaded'),
  'process.binding': ({ canaryPath }) => process.binding('fs').open(canaryPath, 0, 0o666),
  'process.binding, its file reader': ({ canaryPath }) => String(process.binding('fs').readFileUtf8(canaryPath, 0)),
  'node:sqlite': ({ canaryPath }) => {
    const { DatabaseSync } = module_('node:sqlite');
    const database = new DatabaseSync(':memory:');
    database.exec(`ATTACH '${canaryPath}' AS canary`);
    return JSON.stringify(database.prepare('SELECT count(*) FROM canary.sqlite_master').all());
  },
  'node:wasi': ({ canaryPath }) => {
    const { WASI } = module_('node:wasi');
    const wasi = new WASI({ version: 'preview1', preopens: { '/': require('node:path').dirname(canaryPath) } });
    return Object.keys(wasi.wasiImport).length > 0 && openByWasi(wasi);
  },
  'process.loadEnvFile': ({ canaryPath }) => process.loadEnvFile(canaryPath) ?? 'loaded',
  'the inspector': () => {
    require('node:inspector').open(0, '127.0.0.1');
    return require('node:inspector').url();
  },
  'the parent’s environment': ({ enginePid }) => fs.readFileSync(`/proc/${enginePid}/environ`, 'utf8'),
  'the environment of the first process': () => fs.readFileSync('/proc/1/environ', 'utf8'),
  'the root of another process': ({ enginePid, canaryPath }) =>
    fs.readFileSync(`/proc/${enginePid}/root${canaryPath}`, 'utf8'),
  'the memory of its own process': () => fs.openSync('/proc/self/mem', 'r'),
};

/** `path_open` of the canary in the preopened folder, by the shim's own functions: a module with one memory. */
function openByWasi(wasi) {
  const bytes = Uint8Array.from([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 19, 2, 6, 109, 101, 109, 111, 114,
    121, 2, 0, 6, 95, 115, 116, 97, 114, 116, 0, 0, 10, 4, 1, 2, 0, 11,
  ]);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  wasi.start(instance);
  const { memory } = instance.exports;
  new Uint8Array(memory.buffer).set(Buffer.from('canary'), 0);
  const result = wasi.wasiImport.path_open(3, 0, 0, 6, 0, 2n, 0n, 0, 64);
  if (result !== 0) throw new Error(`WASI refused with ${result}`);
  const fd = new DataView(memory.buffer).getUint32(64, true);
  new DataView(memory.buffer).setUint32(80, 128, true);
  new DataView(memory.buffer).setUint32(84, 64, true);
  wasi.wasiImport.fd_read(fd, 80, 1, 96);
  return Buffer.from(memory.buffer, 128, 64).toString();
}

const writes = {
  'fs.writeFileSync': ({ openFolder }) => fs.writeFileSync(`${openFolder}/made`, 'x') ?? 'made',
  'fs.mkdirSync': ({ openFolder }) => fs.mkdirSync(`${openFolder}/made`) ?? 'made',
  'fs.mkdtempSync': ({ openFolder }) => fs.mkdtempSync(`${openFolder}/made`),
  'fs.symlinkSync': ({ openFolder }) => fs.symlinkSync('/', `${openFolder}/made`) ?? 'made',
  'fs.linkSync': ({ openFolder, canaryPath }) => fs.linkSync(canaryPath, `${openFolder}/made`) ?? 'made',
  'fs.appendFileSync to the canary': ({ canaryPath }) => fs.appendFileSync(canaryPath, 'x') ?? 'written',
  'fs.unlinkSync': ({ canaryPath }) => fs.unlinkSync(canaryPath) ?? 'removed',
  'fs.renameSync': ({ canaryPath, openFolder }) => fs.renameSync(canaryPath, `${openFolder}/made`) ?? 'moved',
  'fs.chmodSync': ({ openFolder }) => fs.chmodSync(openFolder, 0o700) ?? 'changed',
  'fs.utimesSync': ({ canaryPath }) => fs.utimesSync(canaryPath, 1, 1) ?? 'changed',
  'v8.writeHeapSnapshot': ({ openFolder }) => require('node:v8').writeHeapSnapshot(`${openFolder}/made`),
  'process.report': ({ openFolder }) => {
    process.report.directory = openFolder;
    return process.report.writeReport('made');
  },
  'a core or a report at an abort': ({ openFolder }) => {
    process.report.directory = openFolder;
    process.report.reportOnFatalError = true;
    process.abort();
  },
  trace_events: async ({ openFolder }) => {
    process.chdir(openFolder);
    require('node:trace_events')
      .createTracing({ categories: ['node'] })
      .enable();
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  },
  'a log of V8': ({ openFolder }) => {
    require('node:v8').setFlagsFromString(`--logfile=${openFolder}/made`);
    require('node:v8').setFlagsFromString('--log-all');
    require('node:v8').setFlagsFromString('--prof');
    require('node:vm').runInNewContext('for (let i = 0; i < 1e5; i++) i * 2');
  },
  'redirected code traces of V8': ({ openFolder }) => {
    const { setFlagsFromString } = require('node:v8');
    setFlagsFromString('--redirect-code-traces');
    setFlagsFromString(`--redirect-code-traces-to=${openFolder}/made`);
    setFlagsFromString('--print-all-code');
    setFlagsFromString('--print-bytecode');
    require('node:vm').runInNewContext('(function f() { return 1 })()');
  },
  'a socket in the file system': ({ openFolder }) =>
    within((resolve, reject) => {
      const server = require('node:net').createServer();
      server.on('error', reject).listen(`${openFolder}/made`, () => resolve('listening'));
    }),
  'its inherited files': () => {
    const written = listOpen().filter(([fd, stats]) => {
      if (!stats.isFile()) return false;
      try {
        return fs.writeSync(fd, 'x', 0) > 0;
      } catch {
        return false;
      }
    });
    return written.map(([fd]) => fd).join() || null;
  },
  'the length and mode of its inherited files': () => {
    for (const [fd, stats] of listOpen()) {
      if (!stats.isFile()) continue;
      for (const act of [
        () => fs.ftruncateSync(fd, 0),
        () => fs.fchmodSync(fd, 0o777),
        () => fs.fchownSync(fd, 65534, 65534),
      ]) {
        try {
          act();
          return `changed ${fd}`;
        } catch {
          // Refused.
        }
      }
    }
  },
  'its inherited files, opened again for writing': () => {
    for (const [fd] of listOpen()) {
      try {
        return fs.openSync(`/proc/self/fd/${fd}`, 'r+');
      } catch {
        // Refused.
      }
    }
  },
};

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
