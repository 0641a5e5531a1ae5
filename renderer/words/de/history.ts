import type { Words } from '../words';
import { figures } from './figures';

const reasons = { closed: 'geschlossen', deleted: 'Datei gelöscht', replaced: 'nicht behalten' };

export function formatAge(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'gerade eben';
  if (minutes < 60) return `vor ${minutes} min`;
  return minutes < 24 * 60 ? `vor ${Math.floor(minutes / 60)} h` : `am ${figures.day(at)}`;
}

export const history: Words['history'] = {
  title: 'Verlauf',
  search: 'Geschlossenes suchen: Titel, Sprache, erste Zeilen',
  reasons,
  item: (fileCount, bytes, reason, at, now) =>
    `${fileCount > 1 ? `${fileCount} Dateien, ` : ''}${figures.bytes(bytes)}, ${formatAge(at, now)} ${reasons[reason]}`,
  looking: 'Sucht …',
  nothingClosed: 'Noch wurde nichts geschlossen. Was du schließt, kommt hierher.',
  noMatch: 'Nichts passt. Versuch einen Titel, eine Sprache oder Wörter aus den ersten Zeilen.',
  emptyFile: 'leer',
  openTabsIn: 'Offene Tabs sind Dateien in',
  noneClosed: 'Kein Tab wurde geschlossen.',

  closedTab: (title) => `${title} geschlossen`,
  deletedFile: (path) => `${path} gelöscht`,
  clearedOutput: 'Ausgabe geleert',

  conflict: {
    gone: (name) => `${name} wurde von einem anderen Programm gelöscht.`,
    changed: (name) => `Auch ein anderes Programm hat ${name} geändert.`,
    takenOver: (path) => `${path} wurde von einem anderen Programm geändert und ist so zu sehen, wie es jetzt ist.`,
    textIsHere: 'Der Text ist noch hier.',
    otherToHistory: 'Der Text, den du nicht behältst, kommt in den Verlauf.',
    writeAgain: 'Wieder schreiben',
    keepMine: 'Meinen behalten',
    closeTab: 'Tab schließen',
    deleteHere: 'Auch hier löschen',
    takeTheirs: 'Den anderen nehmen',
  },
};
