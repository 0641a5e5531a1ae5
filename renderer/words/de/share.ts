import type { Words } from '../words';

export const share: Words['share'] = {
  menu: {
    openFiles: 'Kopien von Dateien oder eines Zips öffnen …',
    openLink: 'Link öffnen …',
    share: 'Tab teilen oder exportieren',
    copyLink: 'Link kopieren',
    copyMarkdown: 'Als Markdown kopieren',
    exportFile: 'Gezeigte Datei exportieren …',
    exportZip: 'Als Zip exportieren …',
    exportFolder: 'Als Ordner exportieren …',
  },
  link: 'Link',
  open: 'Öffnen',
  cancel: 'Abbrechen',
  openLinkTitle: 'Link öffnen',
  openLinkAdvice: 'Der Code darin öffnet sich als eigener Tab und wird nicht ausgeführt.',
  linkCopied: 'Der Link ist kopiert. Er enthält den Code selbst.',
  linkTooLong: (characters) =>
    `Dieser Tab ergäbe einen Link von ${Math.ceil(characters / 1024)} KB; durch Chats und Browser kommen höchstens 32 KB. Exportiere ihn stattdessen als Zip.`,
  linkProblem: {
    none: 'Darin ist kein Link von Runyard. Er beginnt mit runyard://v1/.',
    tooLong: 'Dieser Link ist länger als 32 KB; so lange macht Runyard keine. Bitte um ein Zip.',
    otherVersion: 'Dieser Link ist von einem neueren Runyard. Aktualisiere deines oder bitte um ein Zip.',
    broken: 'Dieser Link ist abgeschnitten oder beschädigt. Kopiere ihn noch einmal, und zwar ganz.',
  },
  linkLanguage: (language) =>
    `Dieser Link ist in einer Sprache, die dein Runyard nicht hat: ${language.slice(0, 60)}. Aktualisiere es oder bitte um ein Zip.`,
  fromLink: 'Aus einem Link: Lies den Code, bevor du ihn ausführst.',
  fromLinkLabel: 'Aus einem Link',
  wasRead: 'Ich habe ihn gelesen',
  markdown: {
    args: 'Argumente',
    input: 'Eingabe',
    output: 'Ausgabe',
    cut: (characters) => `… und ${characters.toLocaleString('de')} weitere Zeichen.`,
  },
  markdownCopied: 'Code und Ausgabe sind als Markdown kopiert.',
  folderWritten: (name) => `Die Dateien sind im Ordner ${name}.`,
  folderTaken: (name) => `In diesem Ordner gibt es schon ${name}. Wähle einen anderen Ordner, oder benenne den Tab um.`,
  folderUnavailable: 'Dieser Browser kann nicht in einen Ordner schreiben. Exportiere stattdessen ein Zip.',
  folderFailed: (reason) =>
    `Die Dateien ließen sich nicht schreiben: ${reason}. Wähle einen anderen Ordner, oder exportiere ein Zip.`,
  zipProblem: {
    tooLarge: (name) => `${name} enthält mehr, als ein Tab haben darf: 16 MB. Entpacke es und öffne einen Teil davon.`,
    tooMany: (name) =>
      `${name} enthält mehr, als ein Tab haben darf: 2000 Dateien. Entpacke es und öffne einen Teil davon.`,
    broken: (name) => `${name} ist kein lesbares Zip. Erstelle es neu, oder öffne den Ordner selbst.`,
  },
  openingProblem: {
    absent: (name) => `${name} ist nicht mehr da. Sieh nach, wohin es kam, und öffne es dort.`,
    unreadable: (name) => `${name} ließ sich nicht lesen. Sieh nach, ob du es lesen darfst, und öffne es noch einmal.`,
    empty: (name) => `${name} enthält keinen Text in UTF-8, also gibt es nichts zu öffnen. Wähle etwas anderes.`,
    notText: (name) => `${name} ist kein Text in UTF-8. Ein Tab enthält keine Bilder oder Programme.`,
    tooLarge: (name) => `${name} enthält mehr, als ein Tab haben darf: 16 MB. Öffne einen Teil davon.`,
    tooMany: (name) => `${name} enthält mehr, als ein Tab haben darf: 2000 Dateien. Öffne einen Teil davon.`,
    broken: (name) => `${name} ist kein lesbares Zip. Erstelle es neu, oder öffne den Ordner selbst.`,
  },
  leftOut: {
    notText: (path) => `${path} fehlt: Ein Tab enthält nur Text in UTF-8, keine Bilder oder Programme.`,
    badName: (path) => `${path} fehlt: Der Name führt aus dem Tab hinaus oder kommt doppelt vor.`,
  },
};
