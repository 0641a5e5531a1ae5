/** What happens to an error that nobody caught. */

import { writeText } from './encoding';
import { codedError } from './errors';
import { inspect } from './inspect';
import { native } from './native';
import { process } from './process';
import { describeUncaught } from './stack';

let isReporting = false;

export function reportUncaught(error: unknown): void {
  fail(error, 'uncaughtException');
}

function fail(error: unknown, origin: string): void {
  if (isReporting) native.exit(7);
  if (process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, origin);
    return;
  }
  isReporting = true;
  writeText(2, describeSafely(error));
  process.exitCode = 1;
  process.exit(1);
}

function describeSafely(error: unknown): string {
  try {
    return describeUncaught(error);
  } catch {
    return 'Uncaught error, which cannot be shown.\n';
  }
}

export function reportRejection(reason: unknown, promise: Promise<unknown>): void {
  if (process.listenerCount('unhandledRejection') > 0) {
    process.emit('unhandledRejection', reason, promise);
    return;
  }
  if (reason instanceof Error || process.listenerCount('uncaughtException') > 0) fail(reason, 'unhandledRejection');
  const shown = inspect(reason);
  const error = codedError(
    Error,
    'ERR_UNHANDLED_REJECTION',
    `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${shown}".`,
  );
  Object.defineProperty(error, 'name', { value: 'UnhandledPromiseRejection' });
  error.stack = '';
  fail(error, 'unhandledRejection');
}
