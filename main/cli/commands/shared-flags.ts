/** Flags that several commands take, in Commander's form. */

export const JSON_FLAG = ['--json', 'print JSON'] as const;

/** Of what takes its time. In the words of `runyard run --json`. */
export const JSON_LINES_FLAG = ['--json', 'print each event as a line of JSON'] as const;

export const SERVER_FLAG = [
  '--server <URL>',
  'ask a Runyard elsewhere; also RUNYARD_SERVER, with its token in RUNYARD_TOKEN',
] as const;
