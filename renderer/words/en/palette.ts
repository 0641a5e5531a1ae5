/** The command palette. */
export const palette = {
  search: 'What would you like to do?',
  empty: 'No command matches.',
  goToTab: (title: string) => `Go to tab: ${title}`,
  newTab: (language: string) => `New tab: ${language}`,
  groups: { recent: 'Used last', goToTab: 'Open tabs', newTab: 'New tab' },
};
