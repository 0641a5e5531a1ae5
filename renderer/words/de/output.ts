import type { Words } from '../words';
import { figures } from './figures';

const countLines = (count: number): string => `${figures.number(count)} ${count === 1 ? 'Zeile' : 'Zeilen'}`;

export const output: Words['output'] = {
  title: 'Ausgabe',
  programOutput: 'Ausgabe des Programms',
  lines: countLines,
  find: 'In der Ausgabe suchen',
  wrap: 'Lange Zeilen umbrechen',
  copyAll: 'Ganze Ausgabe kopieren',
  clear: 'Ausgabe leeren',
  copied: 'Die Ausgabe ist kopiert.',
  previousMatch: 'Vorige Fundstelle',
  nextMatch: 'Nächste Fundstelle',
  closeFind: 'Suche schließen',
  noMatch: 'nichts gefunden',
  searching: 'sucht…',
  matchOf: (current, count, more) => `${figures.number(current)} von ${figures.number(count)}${more ? '+' : ''}`,
  jumpToEnd: 'Zum Ende springen',
  notKept: (characters, lines) => `${figures.bytes(characters)} in ${countLines(lines)} nicht aufgehoben`,
  dropped: (keptBytes, droppedBytes) =>
    `Die Ausgabe nach ${figures.bytes(keptBytes)} wurde verworfen (es kamen noch ${figures.bytes(droppedBytes)}).`,
  nothingPrinted: 'nichts ausgegeben',
  byEmbedded: 'eingebaute Engine',
  runsThis: 'führt das Programm aus',
  printsHere: 'Was es ausgibt, erscheint hier, sobald es kommt.',
  needsDocker: (language, why) => `${language} braucht Docker. ${why}`,
  otherLanguages: 'Andere Sprachen',
  runInDocker: 'In Docker ausführen',
  runInEmbedded: 'In der eingebauten Engine ausführen',
};
