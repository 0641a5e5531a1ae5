/** Errors with a code, as Node throws them. */

type ErrorClass = new (message: string) => Error;

export function codedError(kind: ErrorClass, code: string, message: string): Error & { code: string } {
  const error = new kind(message);
  return Object.assign(error, { code });
}

export function argumentError(name: string, expected: string, received: unknown): Error {
  const shown = received === null || received === undefined ? String(received) : describeReceived(received);
  return codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${expected}. Received ${shown}`);
}

function describeReceived(value: unknown): string {
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') return `an instance of ${value?.constructor?.name ?? 'Object'}`;
  const text =
    typeof value === 'string' ? `'${value.length > 28 ? `${value.slice(0, 25)}...` : value}'` : String(value);
  return `type ${typeof value} (${text})`;
}

const systemErrors: Record<string, [number: number, text: string]> = {
  ENOENT: [-2, 'no such file or directory'],
  EEXIST: [-17, 'file already exists'],
  ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'],
  ENOTEMPTY: [-39, 'directory not empty'],
  EBADF: [-9, 'bad file descriptor'],
  EINVAL: [-22, 'invalid argument'],
};

export function systemError(code: string, syscall: string, path?: string, dest?: string): Error {
  const [errno, text] = systemErrors[code] ?? [-1, 'unknown error'];
  const place = path === undefined ? '' : ` '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`;
  const error = new Error(`${code}: ${text}, ${syscall}${place}`);
  return Object.assign(
    error,
    { errno, code, syscall },
    path === undefined ? {} : { path },
    dest === undefined ? {} : { dest },
  );
}
