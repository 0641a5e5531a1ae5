/** The part of the attacks of `outside.cjs` that is after files. */
'use strict';
const fs = require('node:fs');

const WAIT_MS = 1000;

/** @returns the first that is given, or an error after a while */
function within(start) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('nothing came')), WAIT_MS);
    start(resolve, reject);
  });
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
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(':memory:');
    database.exec(`ATTACH '${canaryPath}' AS canary`);
    return JSON.stringify(database.prepare('SELECT count(*) FROM canary.sqlite_master').all());
  },
  'node:wasi': ({ canaryPath }) => {
    const { WASI } = require('node:wasi');
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

module.exports = { reads, writes };
