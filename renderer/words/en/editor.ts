/** The place of the editor. */
export const editor = {
  title: 'Editor',
  code: 'Code',
  notLoaded: (why: string) => `The editor could not be loaded: ${why}. Restart Runyard; if it stays, install it anew.`,
  vimCommand: 'Vim command',
  vimNotLoaded: (why: string) =>
    `Vim's keys could not be loaded: ${why}. Restart Runyard; if it stays, choose the standard keys in the settings.`,
};
