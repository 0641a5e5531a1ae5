import type { Words } from '../words';

export const palette: Words['palette'] = {
  search: 'Was möchtest du tun?',
  empty: 'Kein Befehl passt.',
  goToTab: (title) => `Zum Tab: ${title}`,
  newTab: (language) => `Neuer Tab: ${language}`,
  groups: { recent: 'Zuletzt benutzt', goToTab: 'Offene Tabs', newTab: 'Neuer Tab' },
};
