/** Import, export, links: what leaves the window and what comes into it. */
export const share = {
  menu: {
    openFiles: 'Open copies of files or of a zip …',
    openLink: 'Open a link …',
    share: 'Share or export the tab',
    copyLink: 'Copy a link',
    copyMarkdown: 'Copy as Markdown',
    exportFile: 'Export the file shown …',
    exportZip: 'Export as a zip …',
    exportFolder: 'Export as a folder …',
  },
  link: 'Link',
  open: 'Open',
  cancel: 'Cancel',
  openLinkTitle: 'Open a link',
  openLinkAdvice: 'The code in it opens as a tab of its own and is not run.',
  linkCopied: 'The link is copied. It carries the code itself.',
  linkTooLong: (characters: number) =>
    `This tab makes a link of ${Math.ceil(characters / 1024)} KB, and at most 32 KB get through chats and browsers. Export it as a zip instead.`,
  linkProblem: {
    none: 'There is no Runyard link in that. One begins with runyard://v1/.',
    tooLong: 'That link is longer than 32 KB, which no Runyard makes. Ask for a zip instead.',
    otherVersion: 'That link is of a newer Runyard. Update this one, or ask for a zip.',
    broken: 'That link is cut or damaged. Copy it again, all of it.',
  },
  linkLanguage: (language: string) =>
    `That link is in a language that this Runyard does not have: ${language.slice(0, 60)}. Update it, or ask for a zip.`,
  fromLink: 'From a link: read it before you run it.',
  fromLinkLabel: 'From a link',
  wasRead: 'I have read it',
  markdown: {
    args: 'Arguments',
    input: 'Input',
    output: 'Output',
    cut: (characters: number) => `… and ${characters.toLocaleString('en')} more characters.`,
  },
  markdownCopied: 'Code and output are copied as Markdown.',
  folderWritten: (name: string) => `The files are in the folder ${name}.`,
  folderTaken: (name: string) => `There is a ${name} in that folder already. Pick another folder, or rename the tab.`,
  folderUnavailable: 'This browser cannot write into a folder. Export a zip instead.',
  folderFailed: (reason: string) => `The files could not be written: ${reason}. Pick another folder, or export a zip.`,
  zipProblem: {
    tooLarge: (name: string) => `${name} holds more than a tab may have: 16 MB. Unpack it and open a part of it.`,
    tooMany: (name: string) => `${name} holds more than a tab may have: 2000 files. Unpack it and open a part of it.`,
    broken: (name: string) => `${name} is no zip that could be read. Make it anew, or open the folder itself.`,
  },
  leftOut: {
    notText: (path: string) => `${path} was left out: a tab holds text in UTF-8 only, no pictures or programs.`,
    badName: (path: string) => `${path} was left out: its name leads out of the tab or is there twice.`,
  },
};
