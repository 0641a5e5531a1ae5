/** Snippets: code that is run without its language's boilerplate. */
export const snippet = {
  label: 'Snippet',
  explain: (language: string) => `Write without boilerplate: a run puts ${language}'s own around the code`,
  isOn: (language: string) => `Snippet: a run puts the boilerplate of ${language} around the code.`,
  isOff: 'Whole program: a run takes the code as it is.',
  noTemplate: (language: string) => `${language} has no boilerplate to leave out.`,
  oneFileOnly: 'Only a tab of one file can be run as a snippet.',
};
