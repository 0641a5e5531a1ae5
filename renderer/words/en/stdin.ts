/** The line to the program's input. */
export const stdin = {
  label: 'Program input',
  placeholder: {
    open: 'Input for the program: Enter sends, Ctrl+D ends',
    wanted: 'The program is waiting for input: Enter sends, Ctrl+D ends',
    ended: 'Input has ended',
    closed: 'Input goes here while the program runs',
  },
  end: 'End input',
  endHint: 'Ctrl+D in the field does the same',
};
