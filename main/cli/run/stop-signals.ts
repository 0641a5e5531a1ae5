/** Ctrl+C and its like stop the program; a second one leaves at once. */
import { constants } from 'node:os';

const FOLLOWED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface FollowedSignals extends Disposable {
  /** 128 and the number of the signal that came; null when none did. */
  readonly exitCode: number | null;
}

export function followSignals(onFirst: () => void): FollowedSignals {
  let exitCode: number | null = null;
  const follow = (signal: NodeJS.Signals) => {
    const code = 128 + constants.signals[signal];
    if (exitCode !== null) process.exit(code);
    exitCode = code;
    onFirst();
  };
  for (const signal of FOLLOWED) process.on(signal, follow);
  return {
    get exitCode() {
      return exitCode;
    },
    [Symbol.dispose]: () => {
      for (const signal of FOLLOWED) process.off(signal, follow);
    },
  };
}
