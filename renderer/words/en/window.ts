/** The window around its parts: its menu, its dialogs, what it says when something is wrong. */
export const window = {
  divider: 'Divider between editor and output',
  tabDivider: 'Divider between the two tabs',
  noTab: 'No tab is open',
  noTabAdvice: 'Open one, choose a language, and run something.',
  reopenLast: 'Reopen the last one',
  history: 'History',

  menu: 'Menu',
  outputBelow: 'Put output below',
  outputBeside: 'Put output beside',
  theme: 'Theme',
  themes: { system: 'As the system', dark: 'Dark', light: 'Light', contrast: 'High contrast' },
  languages: 'Languages',
  historyOfTabs: 'History of closed tabs',
  openFolder: 'Open a copy of a folder …',
  keys: 'Keyboard shortcuts',
  doctor: 'Docker doctor',

  sessionUnreadable: 'The tabs of last time could not be read; what you type now is not saved.',
  notSaved: 'Not everything could be saved.',

  /** A fault of ours. `what`: one of `parts`. */
  parts: { window: 'The window', editor: 'The editor', output: 'The output' },
  notDrawn: (what: string, why: string) => `${what} could not be drawn: ${why}`,
  textIsSafe: 'Your text is safe. Show it again; if it stays, restart Runyard and report it with this message.',
  showAgain: 'Show again',
  unexpected: {
    message: (why: string) => `Something went wrong that Runyard did not expect: ${why}`,
    remedy: 'Try again; if it stays, restart Runyard and report it with this message.',
  },
};
