/** The person's wish to stop, which the program gets once, as SIGINT. */
import type { GuestHost } from '../runtime';
import type { Glue } from './glue';

const SIGINT = 2;

export interface Interrupt {
  /** Asked by the interpreter's loop every few instructions; a signal's number, or 0. */
  takeSignal(): number;
  /** Sleeps; true when the program has got the signal meanwhile, for the interpreter to handle on return. */
  sleep(ms: number): boolean;
}

export function createInterrupt(host: GuestHost, glue: Glue): Interrupt {
  let isGiven = false;
  const takeSignal = (): number => {
    if (isGiven || !host.isInterrupted()) return 0;
    isGiven = true;
    return SIGINT;
  };
  return {
    takeSignal,
    sleep(ms) {
      host.sleep(ms);
      const signal = takeSignal();
      if (signal !== 0) glue.wasm.PyErr_SetInterruptEx?.(signal);
      return signal !== 0;
    },
  };
}
