/** Reads the body of a request to `/api`: JSON in UTF-8, with no key that would reach into an object's prototype. */
import { RunyardError } from '../../contract';

/** Levels of arrays and objects in each other; what the contract takes has six. */
const DEPTH_LIMIT = 64;

/**
 * @returns undefined for an empty body
 * @throws RunyardError `BAD_REQUEST`
 */
export function readJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const text = decodeText(bytes);
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text, refusePrototype);
  } catch (cause) {
    if (cause instanceof RunyardError) throw cause;
    const reason = cause instanceof SyntaxError ? cause.message : 'it is nested too deeply';
    throw refuse(`The body is no JSON: ${reason}.`, 'Correct it and try again.');
  }
  checkDepth(value);
  return value;
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('The body is not in UTF-8.', 'Encode it as UTF-8; a file that is no text cannot be sent.');
  }
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw refuse('The body has a key "__proto__".', 'Leave it out.');
  return value;
}

function checkDepth(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_LIMIT) {
      throw refuse(
        `The body is nested more than ${DEPTH_LIMIT} levels deep.`,
        'Send what the contract of this call asks for.',
      );
    }
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
}

function refuse(message: string, remedy: string): RunyardError {
  return new RunyardError('BAD_REQUEST', { message, remedy });
}
