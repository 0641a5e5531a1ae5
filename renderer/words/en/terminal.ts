/** The terminal of a tab. */
export const terminal = {
  title: 'Terminal',
  input: 'Terminal input',
  tooMuch: 'Too much output to read out: look through it with the arrow keys.',
  turnOn: 'Run in a terminal',
  turnOff: 'Run without a terminal',
  turnedOn: 'The tab runs in a terminal from the next run on.',
  turnedOff: 'The tab runs without a terminal from the next run on.',
  copy: 'Copy selection, or all of the terminal',
  clear: 'Clear terminal',
  /** `enter` and `leave` are keys. */
  keysGoToProgram: 'Keys go to the program',
  enter: 'goes in',
  leave: 'goes out',
  /** Stands after the keys that run. */
  runsThis: 'runs this in a terminal',
  runWithout: 'Run without a terminal',
};
