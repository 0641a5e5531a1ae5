import type { Words } from '../words';

export const editor: Words['editor'] = {
  title: 'Editor',
  code: 'Code',
  notLoaded: (why) =>
    `Der Editor ließ sich nicht laden: ${why}. Starte Runyard neu; wenn es bleibt, installiere es neu.`,
  vimCommand: 'Vim-Befehl',
  vimNotLoaded: (why) =>
    `Die Vim-Tasten ließen sich nicht laden: ${why}. Starte Runyard neu; wenn es bleibt, wähle in den Einstellungen die üblichen Tasten.`,
};
