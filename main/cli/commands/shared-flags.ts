/** Flags that several commands take, in Commander's form. */

export const JSON_FLAG = ['--json', 'print JSON'] as const;

export const SERVER_FLAG = [
  '--server <URL>',
  'ask a Runyard elsewhere; also RUNYARD_SERVER, with its token in RUNYARD_TOKEN',
] as const;
