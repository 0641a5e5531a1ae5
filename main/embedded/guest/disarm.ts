/**
 * Takes out of this process's own realm what an escaped guest would reach for first. The permission model and the
 * operating system hold the wall; this makes the hole in front of it smaller, above all `process.kill`, which the
 * permission model does not know, and `process._linkedBinding`: Electron's own parts read files and start programs past
 * the permission model (seen in Electron 33, started as Node: `shell.openPath`, archives).
 */

const processWays = [
  '_debugEnd',
  '_debugProcess',
  '_getOrCreateArchive',
  '_kill',
  '_linkedBinding',
  '_rawDebug',
  '_startProfilerIdleNotifier',
  'abort',
  'binding',
  'chdir',
  'crash',
  'crashReporter',
  'dlopen',
  'getBuiltinModule',
  'kill',
  'loadEnvFile',
  'mainModule',
  'openStdin',
  'report',
  'send',
  'setegid',
  'seteuid',
  'setgid',
  'setgroups',
  'setuid',
  'umask',
];

const globalWays = ['fetch', 'WebSocket', 'EventSource', 'BroadcastChannel', 'MessageChannel', 'Worker', 'navigator'];

export function disarm(): void {
  for (const name of processWays) remove(process, name);
  for (const name of globalWays) remove(globalThis, name);
}

function remove(from: object, name: string): void {
  for (let holder: object | null = from; holder; holder = Object.getPrototypeOf(holder))
    Reflect.deleteProperty(holder, name);
  Object.defineProperty(from, name, { value: undefined, writable: false, configurable: false });
}
