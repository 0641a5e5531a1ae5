/** What starts a run, and of what it is made. */
export const ways = {
  menu: 'Ways to run',
  /** The name of the button that opens the menu, when the tab also runs by itself. */
  menuWith: (trigger: string) => `Ways to run; this tab runs ${trigger}`,
  triggers: 'Run this tab',
  trigger: { request: 'When asked', save: 'On save', typing: 'While typing' },
  afterLastKey: (delay: string) => `${delay} after the last key`,
  /** Beside the Run button, and in sentences. */
  triggerTag: { save: 'on save', typing: 'while typing' },
  triggerNow: {
    request: 'The tab runs when it is asked to.',
    save: 'The tab runs when it is saved.',
    typing: 'The tab runs while it is typed in.',
  },
  runSelection: 'Run selection or line',
  runAgain: 'Run again as before',
  notRunYet: 'has not run yet',
  nothingToRepeat: {
    message: 'This tab has not run since the window was opened.',
    remedy: 'Run it first; after that it can be run again as it was.',
  },
  emptyFile: {
    message: 'There is nothing to run: the file is empty.',
    remedy: 'Type some code, then run it.',
  },
  nothingSelected: {
    message: 'There is nothing to run in the selection.',
    remedy: 'Select some code, or put the cursor on a line that has some.',
  },
  ranLines: (path: string, from: number, to: number) =>
    from === to ? `Only line ${from} of ${path} ran.` : `Only lines ${from} to ${to} of ${path} ran.`,
  runsLines: (path: string, from: number, to: number) =>
    from === to ? `Only line ${from} of ${path} runs.` : `Only lines ${from} to ${to} of ${path} run.`,
  repeated: 'Run again as before: the same code, arguments and environment.',
  inputSaved: (name: string) => `Input from “${name}”.`,
  inputSent: 'Input from the lines that were sent to the run before.',
};
