/** Entry of a guest process: takes away what the process could do, makes the realm, and gives it the runtime's code. */
import { readSync } from 'node:fs';
import { types } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { createContext, Script } from 'node:vm';
import { FromGuest } from '../wire';
import { disarm } from './disarm';
import { GuestChannel } from './guest-channel';
import type { GuestConfig, OpenFile } from './guest-config';
import { createOuter } from './outer';

const config = JSON.parse(process.argv[2] ?? '') as GuestConfig;
for (const flag of config.v8Flags) setFlagsFromString(flag);
const channel = new GuestChannel();
const outer = createOuter(config, channel);
const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: true } });
const bundle = new Script(readText(config.bundle), { filename: `${config.bundle.name}.js` });
disarm();

process.on('uncaughtException', failFor);
process.on('unhandledRejection', failFor);

context.outer = outer;
bundle.runInContext(context);

function failFor(error: unknown): never {
  channel.send(FromGuest.failed, isOurs(error) ? String(error.stack) : 'Something was thrown inside the realm.');
  process.exit(1);
}

/** An error of this realm. What the other realm throws is not even looked into: that would run its code from here. */
function isOurs(error: unknown): error is Error {
  let at = error;
  while (typeof at === 'object' && at !== null && !types.isProxy(at)) {
    if (at === Error.prototype) return true;
    at = Object.getPrototypeOf(at);
  }
  return false;
}

function readText({ fd, bytes }: OpenFile): string {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let got = 0; got < bytes; ) {
    const count = readSync(fd, buffer, got, bytes - got, got);
    if (count === 0) throw new Error('The runtime is cut short.');
    got += count;
  }
  return buffer.toString();
}
