/** Outcomes in words. Pure. */
import type { ErrorCode, RunMetrics, RunOutcome } from '../../../contract';
import type { Words } from '../../words/words';

/** `bad`: the program failed. `warning`: something cut it short. */
export type OutcomeTone = 'good' | 'bad' | 'warning' | 'neutral';

export interface OutcomeWords {
  text: string;
  tone: OutcomeTone;
}

export function describeOutcome(outcome: RunOutcome, metrics: RunMetrics | null, words: Words): OutcomeWords {
  const say = words.run.outcome;
  const ms = metrics?.runMs ?? metrics?.compileMs ?? null;
  switch (outcome.type) {
    case 'exited':
      return { text: say.exited(outcome.code, ms), tone: outcome.code === 0 ? 'good' : 'bad' };
    case 'signaled':
      return { text: say.signaled(outcome.signal, ms), tone: 'bad' };
    case 'stopped':
      return { text: outcome.by === 'user' ? say.stopped(ms) : say.closing, tone: 'neutral' };
    case 'timedOut': {
      const text = outcome.phase === 'compile' ? say.compileTimedOut(outcome.limitMs) : say.timedOut(outcome.limitMs);
      return { text, tone: 'warning' };
    }
    case 'outOfMemory':
      return { text: say.outOfMemory(outcome.limitBytes), tone: 'warning' };
    case 'outputLimit':
      return { text: say.outputLimit(outcome.limitBytes), tone: 'warning' };
    case 'processLimit':
      return { text: say.processLimit(outcome.limit), tone: 'warning' };
    case 'compileFailed':
      return { text: say.compileFailed(outcome.code), tone: 'bad' };
    case 'lost':
      return { text: say.lost(lowerFirst(outcome.reason).replace(/\.$/, '')), tone: 'bad' };
  }
}

/** Why a run did not come about, as shortly as the status line has it. */
export function describeRefusal(code: ErrorCode, words: Words): string {
  const { refusal } = words.run;
  if (code === 'IMAGE_MISSING') return refusal.image;
  return code === 'RUNTIME_MISSING' ? refusal.runtime : refusal.other;
}

export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
