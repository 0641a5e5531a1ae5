/** Whether something that tests stand on is there. */
export type Readiness =
  | { state: 'ready'; environment: Record<string, string> }
  /** `reason`: what is not there. `remedy`: what a person does about it. One clause each, no full stop. */
  | { state: 'missing'; reason: string; remedy: string };

/** `environment`: variables that tell the tests where it is. */
export function ready(environment: Record<string, string> = {}): Readiness {
  return { state: 'ready', environment };
}

export function missing(reason: string, remedy: string): Readiness {
  return { state: 'missing', reason, remedy };
}

export type Log = (line: string) => void;

/** Something that tests stand on. Disposing undoes what `ensure` started; it is idempotent. */
export interface Requirement extends AsyncDisposable {
  /** Finds it, or gets it where this machine allows that. */
  ensure(signal: AbortSignal): Promise<Readiness>;
}
