/** Entry of the library that makes QuickJS look like Node. It is evaluated inside of QuickJS, before the program is known. */
import { Buffer } from './buffer';
import { registerBuiltins } from './builtins';
import { setOriginals } from './commonjs';
import { console } from './console';
import { atob, btoa, TextDecoder, TextEncoder } from './encoding';
import {
  clearImmediate,
  clearTimeout,
  onMicrotaskError,
  queueMicrotask,
  runTicks,
  setImmediate,
  setInterval,
  setTimeout,
  turn,
} from './event-loop';
import { fillTree } from './file-tree';
import { installLocale } from './locale';
import {
  createRequire,
  installModules,
  isEntryUnsettled,
  loadModule,
  onEntryFailure,
  resolveModule,
  runEntry,
  setEntryPath,
} from './modules';
import { native } from './native';
import { createOtherBuiltins, otherGlobals } from './other-builtins';
import * as path from './path';
import { process } from './process';
import { installStacks } from './stack';
import { reportRejection, reportUncaught } from './uncaught';
import { warmUp } from './warm-up';

interface Job {
  files: { path: string; content: string; original?: string }[];
  entry: string;
  args: string[];
  env: Record<string, string>;
}

function start(text: string): void {
  const job = JSON.parse(text) as Job;
  fillTree(job.files);
  setOriginals(
    Object.fromEntries(
      job.files.filter((file) => file.original !== undefined).map((file) => [file.path, file.original ?? '']),
    ),
  );
  const entry = path.resolve('/work', job.entry);
  setEntryPath(entry);
  process.argv.push(entry, ...job.args);
  Object.assign(process.env, job.env);
  runEntry(entry);
}

function installGlobals(): void {
  const globals: Record<string, unknown> = {
    ...otherGlobals,
    atob,
    btoa,
    Buffer,
    clearImmediate,
    clearInterval: clearTimeout,
    clearTimeout,
    console,
    process,
    queueMicrotask,
    setImmediate,
    setInterval,
    setTimeout,
    TextDecoder,
    TextEncoder,
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  Object.defineProperty(globalThis, 'global', { value: globalThis, writable: true, configurable: true });
}

installLocale();
installStacks();
registerBuiltins(createOtherBuiltins(createRequire));
installGlobals();
installModules();
onMicrotaskError(reportUncaught);
onEntryFailure(reportUncaught);

native.install({
  start,
  runTicks,
  turn,
  takeInput: (bytes) => process.stdin.take(bytes),
  reportUncaught,
  reportRejection,
  interrupt() {
    if (process.listenerCount('SIGINT') === 0) return false;
    process.emit('SIGINT', 'SIGINT', 2);
    return true;
  },
  finish: () => process.finish(turnHasWork, isEntryUnsettled()),
  resolveModule,
  loadModule,
});

warmUp();

/** Whether a callback is due or will be. */
function turnHasWork(): boolean {
  return turn() >= 0;
}
