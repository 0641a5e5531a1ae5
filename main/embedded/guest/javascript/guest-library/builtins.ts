/** Node's own modules, by name. Those that are made when first asked for stand behind a function. */
import { Buffer } from './buffer';
import { atob, btoa } from './encoding';
import { EventEmitter } from './events';
import { fsModule, fsPromises } from './fs';
import { pathModule } from './path';

export const builtinModules: Record<string, Record<string, unknown>> = Object.create(null);

const named = (target: object, members: Record<string, unknown>): Record<string, unknown> =>
  Object.assign(target, members);

export function registerBuiltins(more: Record<string, object>): void {
  const emitter = EventEmitter as unknown as Record<string, unknown>;
  const all: Record<string, object> = {
    fs: fsModule,
    'fs/promises': fsPromises,
    path: pathModule,
    'path/posix': pathModule,
    events: named(emitter, {
      once: EventEmitter.once,
      on: EventEmitter.on,
      listenerCount: EventEmitter.listenerCount,
      EventEmitter,
    }),
    buffer: {
      Buffer,
      atob,
      btoa,
      kMaxLength: 2 ** 31 - 1,
      constants: { MAX_LENGTH: 2 ** 31 - 1, MAX_STRING_LENGTH: 2 ** 29 },
    },
    ...more,
  };
  for (const [name, module] of Object.entries(all)) builtinModules[name] = module as Record<string, unknown>;
}

export function findBuiltin(request: string): Record<string, unknown> | undefined {
  const name = request.startsWith('node:') ? request.slice(5) : request;
  return typeof name === 'string' && name in builtinModules ? builtinModules[name] : undefined;
}
