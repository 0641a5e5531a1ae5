/** How ranna says no, in its words where it has some for it. */
import { type RunOutcome, RunyardError, statusOf } from '../../../contract';

/** `models.ErrorModel` */
export interface RannaRefusal {
  error: string;
  /** The HTTP status. */
  code: number;
  /** ranna leaves it out; here it is what ours says beside. */
  context?: string;
}

export const EMPTY_CODE: RannaRefusal = { error: 'code is empty', code: 400 };
export const UNPROCESSABLE: RannaRefusal = { error: 'Unprocessable Entity', code: 422 };
export const UPGRADE_REQUIRED: RannaRefusal = { error: 'Upgrade Required', code: 426 };
export const METHOD_NOT_ALLOWED: RannaRefusal = { error: 'Method Not Allowed', code: 405 };
export const INVALID_MESSAGE_TYPE: RannaRefusal = { error: 'invalid message type', code: 400 };
export const INVALID_OPERATION: RannaRefusal = { error: 'invalid operation code', code: 400 };
export const NOT_RUNNING: RannaRefusal = { error: 'sandbox is not running', code: 400 };

const OUTPUT_EXCEEDED = 'output len exceeded';

export class RannaError extends Error {
  constructor(readonly refusal: RannaRefusal) {
    super(refusal.error);
  }
}

/** @returns null for what ranna answers with what was printed: it does not tell how a program ended */
export function refuseOutcome(outcome: RunOutcome): RannaRefusal | null {
  if (outcome.type === 'timedOut') {
    const context = `The limit of the ${outcome.phase} phase is ${outcome.limitMs} ms.`;
    return { error: 'code execution timed out', code: 400, context };
  }
  if (outcome.type === 'outputLimit') {
    return { error: OUTPUT_EXCEEDED, code: 400, context: `The limit is ${outcome.limitBytes} bytes.` };
  }
  if (outcome.type === 'lost') return { error: outcome.reason, code: 500 };
  if (outcome.type === 'stopped' && outcome.by === 'shutdown') return { error: 'Runyard is closing.', code: 500 };
  return null;
}

export function refuseOutput(): RannaRefusal {
  return { error: OUTPUT_EXCEEDED, code: 400 };
}

/** A caller's mistake is 400, a run of another server 421, too many of its runs 429, and all else is ours. */
export function refuseError(error: RunyardError | RannaError): RannaRefusal {
  if (error instanceof RannaError) return error.refusal;
  const { code, message, remedy } = error;
  if (code === 'SPEC_UNKNOWN')
    return { error: 'unsupported language spec', code: 400, context: `${message} ${remedy}` };
  if (statusOf(code) === 429) {
    return { error: 'you have been rate limited', code: 429, context: `${message} ${remedy}` };
  }
  if (code === 'RUN_ELSEWHERE') return { error: message, code: statusOf(code), context: remedy };
  return { error: message, code: statusOf(code) === 400 ? 400 : 500, context: remedy };
}

export function isFailure(error: unknown): error is RunyardError | RannaError {
  return error instanceof RannaError || error instanceof RunyardError;
}
