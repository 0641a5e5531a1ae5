/** Brings whatever was thrown into the shape that the window shows. */
import { ErrorCode } from '../../contract/errors';
import type { Words } from '../words/words';
import type { ErrorView } from './run-status';

/** Reads a `RunyardError` by its shape, since one that crossed a process may be of another class of that name. */
export function describeError(error: unknown, words: Words): ErrorView {
  if (error instanceof Error && 'code' in error && 'remedy' in error && typeof error.remedy === 'string') {
    const code = ErrorCode.safeParse(error.code);
    if (code.success) return { code: code.data, message: words.said(error.message), remedy: words.said(error.remedy) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL',
    message: words.window.unexpected.message(message),
    remedy: words.window.unexpected.remedy,
  };
}
