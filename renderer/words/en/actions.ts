/** What buttons say in more than one place. */
export const actions = {
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  details: 'Details',
  undo: 'Undo',
  tryAgain: 'Try again',
  /** `what`: the name of the button that was pressed before. */
  retry: (what: string) => `Try again: ${what[0]?.toLowerCase() ?? ''}${what.slice(1)}`,
  looking: 'Looking…',
};
