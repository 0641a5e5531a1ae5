import type { Words } from '../words';

export const tabs: Words['tabs'] = {
  strip: 'Tabs der Sprachen',
  newTab: 'Neuer Tab',
  close: (title) => `${title} schließen`,
  newTitle: (title) => `Neuer Titel von ${title}`,
  withSign: (title, sign) => `${title}, ${sign}`,
  languages: 'Sprachen',
  searchLanguage: 'Sprache, Kurzname oder Dateiendung',
  noLanguage: 'Keine Sprache passt. Versuch ihren Namen, einen Alias oder eine Dateiendung.',
  readiness: { ready: 'bereit', fetchable: 'noch zu holen', needsDocker: 'braucht Docker' },
};
