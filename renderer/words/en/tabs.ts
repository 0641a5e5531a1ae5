/** The strip of tabs, and the choice of a new one's language. */
export const tabs = {
  strip: 'Language tabs',
  newTab: 'New tab',
  close: (title: string) => `Close ${title}`,
  newTitle: (title: string) => `New title of ${title}`,
  /** What a screen reader is told of a tab. */
  withSign: (title: string, sign: string) => `${title}, ${sign}`,
  languages: 'Languages',
  searchLanguage: 'Language, alias or file ending',
  noLanguage: 'No language matches. Try its name, an alias or a file ending.',
  readiness: { ready: 'ready', fetchable: 'to be fetched', needsDocker: 'needs Docker' },
};
