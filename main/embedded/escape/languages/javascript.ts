/** What a JavaScript or TypeScript program may try. */
import type { Target } from '../scene';
import type { Program } from './program';

export function listJavaScriptPrograms({ canaryPath, openFolder, tcpPort, enginePid }: Target): Program[] {
  const canary = JSON.stringify(canaryPath);
  const made = JSON.stringify(`${openFolder}/made`);
  const routes: Record<string, string> = {
    'fs.readFileSync': `return require('fs').readFileSync(${canary}, 'utf8')`,
    'a path out of the work folder': `return require('fs').readFileSync('../../../../../../..' + ${canary}, 'utf8')`,
    'fs.promises': `return require('fs').promises.readFile(${canary}, 'utf8')`,
    'import of node:fs': `return import('node:fs').then((fs) => fs.readFileSync(${canary}, 'utf8'))`,
    'import of the file': `return import(${canary}).then((m) => JSON.stringify(m))`,
    'import of std and os': `return Promise.any([import('std'), import('qjs:std')]).then((m) => m.loadFile(${canary}))`,
    'require of the file': `return require(${canary})`,
    'a link': `require('fs').symlinkSync(${canary}, 'link'); return require('fs').readFileSync('link', 'utf8')`,
    'a file elsewhere': `require('fs').writeFileSync(${made}, 'x'); throw new Error('written in memory only')`,
    '/proc': `return require('fs').readFileSync('/proc/self/environ', 'utf8')`,
    environment: 'return process.env.RUNYARD_CANARY ?? null',
    'another environment': `return Function('return process.env.RUNYARD_CANARY')() ?? null`,
    'constructors of constructors': `return (() => {}).constructor.constructor('return globalThis.outer ?? globalThis.WebAssembly ?? process.binding("fs").open')() ?? null`,
    'constructors of natives': `for (const f of [console.log, process.exit, setTimeout, require, require('fs').readFileSync]) { const got = f.constructor('return typeof outer !== "undefined" || typeof WebAssembly !== "undefined" || null')(); if (got) return got; } return null`,
    child_process: `return require('child_process').execSync('cat ' + ${canary}).toString()`,
    net: `return new Promise((done, fail) => require('net').connect(${tcpPort}, '127.0.0.1').on('data', done).on('error', fail))`,
    http: `return new Promise((done, fail) => require('http').get('http://127.0.0.1:${tcpPort}', done).on('error', fail))`,
    fetch: `return fetch('http://127.0.0.1:${tcpPort}').then(() => 'fetched')`,
    worker_threads: `return new (require('worker_threads').Worker)('1', { eval: true }) && 'started'`,
    vm: `return require('vm').runInThisContext('typeof outer !== "undefined" || null')`,
    'process.binding': `return typeof process.binding('fs').open`,
    'process.dlopen': `process.dlopen({}, ${canary}); return 'loaded'`,
    'process.kill': `process.kill(${enginePid}, 'SIGKILL'); throw new Error('sent to nobody')`,
    'process.kill of the parent': `process.kill(process.ppid ?? 1, 'SIGKILL'); throw new Error('sent to nobody')`,
    mainModule: `return process.mainModule.require('fs').readFileSync(${canary}, 'utf8')`,
  };
  const attempts = Object.entries(routes).map(
    ([name, body]) => `await attempt(${JSON.stringify(name)}, async () => { ${body} });`,
  );
  const attempt = `async function attempt(name, route) {
  try { const got = await route(); console.log(got === null || got === undefined ? 'nothing ' + name : 'GOT ' + name + ' ' + String(got).slice(0, 200)); }
  catch (error) { console.log('refused', name, String(error?.message ?? error).slice(0, 40)); }
}`;
  const tampering = `
for (const proto of [Object.prototype, Array.prototype, Function.prototype, Promise.prototype, Error.prototype, String.prototype])
  for (const name of ['length', 'value', 'message', 'stack', 'name', 'then', 'toString', 'buffer', 'get', 'code', 'path', '0'])
    try { Object.defineProperty(proto, name, { get() { return globalThis; }, set() {}, configurable: true }); } catch {}
throw new Proxy(new Error('x'), { get() { return globalThis; } });`;
  return [
    {
      name: 'every way of Node',
      text: `${attempt}\n(async () => {\n${attempts.join('\n')}\nconsole.log('the end');\n})();`,
    },
    { name: 'prototypes that the host reads', isFatal: true, text: tampering },
    {
      name: 'a getter that throws, in what is thrown',
      isFatal: true,
      text: `throw { get message() { throw this }, get stack() { throw this }, toString() { throw this } }`,
    },
    {
      name: 'a recursion',
      isFatal: true,
      text: 'const f = () => f(); try { f() } catch {} JSON.parse("[".repeat(1e6)); new RegExp("(".repeat(1e5))',
    },
    {
      name: 'a cycle of proxies',
      isFatal: true,
      text: 'const p = new Proxy({}, {}); Object.setPrototypeOf(p, new Proxy(p, {})); console.log(p.x, p)',
    },
  ];
}
