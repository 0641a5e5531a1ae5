/** `node:assert`. */
import { isDeepEqual } from './deep-equal';
import { inspect } from './inspect';

interface Failure {
  message?: string | undefined;
  actual?: unknown;
  expected?: unknown;
  operator?: string;
  isGenerated?: boolean;
}

export class AssertionError extends Error {
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string | undefined;
  constructor({ message, actual, expected, operator, isGenerated }: Failure) {
    super(message ?? 'Failed');
    this.generatedMessage = isGenerated ?? message === undefined;
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Object.defineProperty(this, 'name', { value: 'AssertionError', writable: true, configurable: true });
  }
  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

type Message = string | Error | undefined;

function check(
  holds: boolean,
  given: Message,
  operator: string,
  actual: unknown,
  expected: unknown,
  explain: () => string,
): void {
  if (holds) return;
  if (given instanceof Error) throw given;
  throw new AssertionError({
    message: given ?? explain(),
    actual,
    expected,
    operator,
    isGenerated: given === undefined,
  });
}

function describeDifference(title: string, actual: unknown, expected: unknown): string {
  const [got, wanted] = [inspect(actual), inspect(expected)];
  if (!got.includes('\n') && !wanted.includes('\n') && (typeof actual !== 'object' || actual === null))
    return `${title}\n\n${got} !== ${wanted}\n`;
  const lines = (text: string, mark: string, other: string[]) =>
    text.split('\n').map((line) => (other.includes(line) ? `  ${line}` : `${mark} ${line}`));
  const gotLines = got.split('\n');
  const wantedLines = wanted.split('\n');
  const merged = lines(got, '+', wantedLines);
  for (const [i, line] of wantedLines.entries())
    if (!gotLines.includes(line)) merged.splice(Math.min(merged.length, 2 * i + 1), 0, `- ${line}`);
  return `${title}\n+ actual - expected\n\n${merged.join('\n')}\n`;
}

function ok(value: unknown, message?: Message): void {
  check(
    Boolean(value),
    message,
    '==',
    value,
    true,
    () => `The expression evaluated to a falsy value:\n\n  assert(${inspect(value)})\n`,
  );
}

function matchesError(error: unknown, expected: unknown): boolean {
  if (expected === undefined) return true;
  if (expected instanceof RegExp) return expected.test(String(error));
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected) || expected === Error) return false;
    return (expected as (error: unknown) => unknown)(error) === true;
  }
  return Object.entries(expected as object).every(([key, wanted]) => {
    const actual = (error as Record<string, unknown>)[key];
    return wanted instanceof RegExp && typeof actual === 'string'
      ? wanted.test(actual)
      : isDeepEqual(actual, wanted, true);
  });
}

function checkThrown(thrown: { error: unknown } | undefined, args: unknown[], operator: string): void {
  const [expected, message] = typeof args[0] === 'string' ? [undefined, args[0]] : (args as [unknown, Message]);
  if (!thrown) {
    const kind = operator === 'rejects' ? 'rejection' : 'exception';
    const name = typeof expected === 'function' && expected.name ? ` (${expected.name})` : '';
    throw new AssertionError({
      message: `Missing expected ${kind}${name}${message ? `: ${message}` : '.'}`,
      expected,
      operator,
    });
  }
  if (matchesError(thrown.error, expected)) return;
  if (typeof expected === 'function' && thrown.error instanceof Error) throw thrown.error;
  check(
    false,
    message as Message,
    operator,
    thrown.error,
    expected,
    () => `The error is expected to match ${inspect(expected)}. Received:\n\n${inspect(thrown.error)}\n`,
  );
}

const compare =
  (operator: string, test: (a: unknown, b: unknown) => boolean, title: string) =>
  (actual: unknown, expected: unknown, message?: Message): void =>
    check(test(actual, expected), message, operator, actual, expected, () =>
      title.startsWith('Expected values to be')
        ? describeDifference(title, actual, expected)
        : `${title}${inspect(actual)}`,
    );

// biome-ignore lint/suspicious/noDoubleEquals: `assert.equal` is the loose comparison.
const isLooselyEqual = (a: unknown, b: unknown) => a == b || (Number.isNaN(a) && Number.isNaN(b));

const strictEqual = compare('strictEqual', Object.is, 'Expected values to be strictly equal:');
const deepStrictEqual = compare(
  'deepStrictEqual',
  (a, b) => isDeepEqual(a, b, true),
  'Expected values to be strictly deep-equal:',
);
const notStrictEqual = compare(
  'notStrictEqual',
  (a, b) => !Object.is(a, b),
  'Expected "actual" to be strictly unequal to: ',
);
const notDeepStrictEqual = compare(
  'notDeepStrictEqual',
  (a, b) => !isDeepEqual(a, b, true),
  'Expected "actual" not to be strictly deep-equal to: ',
);

const shared = {
  ok,
  AssertionError,
  strictEqual,
  deepStrictEqual,
  notStrictEqual,
  notDeepStrictEqual,
  fail(message: Message = 'Failed'): never {
    if (message instanceof Error) throw message;
    throw new AssertionError({ message, operator: 'fail' });
  },
  ifError(value: unknown): void {
    if (value !== null && value !== undefined)
      throw value instanceof Error
        ? value
        : new AssertionError({ message: `ifError got unwanted exception: ${inspect(value)}` });
  },
  match(text: string, pattern: RegExp, message?: Message): void {
    check(
      pattern.test(text),
      message,
      'match',
      text,
      pattern,
      () => `The input did not match the regular expression ${pattern}. Input:\n\n${inspect(text)}\n`,
    );
  },
  doesNotMatch(text: string, pattern: RegExp, message?: Message): void {
    check(
      !pattern.test(text),
      message,
      'doesNotMatch',
      text,
      pattern,
      () => `The input was expected to not match the regular expression ${pattern}. Input:\n\n${inspect(text)}\n`,
    );
  },
  throws(run: () => unknown, ...args: unknown[]): void {
    let thrown: { error: unknown } | undefined;
    try {
      run();
    } catch (error) {
      thrown = { error };
    }
    checkThrown(thrown, args, 'throws');
  },
  doesNotThrow(run: () => unknown): void {
    run();
  },
  async rejects(given: Promise<unknown> | (() => Promise<unknown>), ...args: unknown[]): Promise<void> {
    let thrown: { error: unknown } | undefined;
    try {
      await (typeof given === 'function' ? given() : given);
    } catch (error) {
      thrown = { error };
    }
    checkThrown(thrown, args, 'rejects');
  },
  async doesNotReject(given: Promise<unknown> | (() => Promise<unknown>)): Promise<void> {
    await (typeof given === 'function' ? given() : given);
  },
};

const loose = {
  equal: compare('==', isLooselyEqual, 'Expected values to be loosely equal:'),
  notEqual: compare('!=', (a, b) => !isLooselyEqual(a, b), 'Expected "actual" to be loosely unequal to: '),
  deepEqual: compare('deepEqual', (a, b) => isDeepEqual(a, b, false), 'Expected values to be loosely deep-equal:'),
  notDeepEqual: compare(
    'notDeepEqual',
    (a, b) => !isDeepEqual(a, b, false),
    'Expected "actual" not to be loosely deep-equal to: ',
  ),
};

const strict = Object.assign((value: unknown, message?: Message) => ok(value, message), shared, {
  equal: strictEqual,
  notEqual: notStrictEqual,
  deepEqual: deepStrictEqual,
  notDeepEqual: notDeepStrictEqual,
});
Object.assign(strict, { strict });

export const assertStrict = strict;
export const assertModule = Object.assign((value: unknown, message?: Message) => ok(value, message), shared, loose, {
  strict,
});
