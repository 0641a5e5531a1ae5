import type { Words } from '../words';

export const split: Words['split'] = {
  open: 'Zwei Tabs nebeneinander zeigen',
  close: 'Einen Tab zeigen',
  openBeside: 'Daneben öffnen',
  swap: 'Seiten tauschen',
  rename: 'Umbenennen',
  closeTab: 'Schließen',
  tabMenu: 'Menü des Tabs',
  isBeside: 'daneben gezeigt',
};
