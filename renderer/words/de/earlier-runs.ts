import type { Words } from '../words';
import { figures } from './figures';

const lines = (count: number): string => `${figures.number(count)} ${count === 1 ? 'Zeile' : 'Zeilen'}`;

export const earlierRuns: Words['earlierRuns'] = {
  title: 'Frühere Läufe',
  none: 'Noch ist kein Lauf zu Ende. Was Läufe ausgeben, wird hier aufgehoben.',
  lines,
  nothingPrinted: 'ohne Ausgabe',
  withArguments: (args) => `mit ${args}`,
  thisRun: 'dieser Lauf',
  pinned: 'angeheftet',
  ranAt: (time) => `Früherer Lauf, ${time}`,
  pinnedAt: (time) => `Angeheftet, ${time}`,
  pin: 'Diese Ausgabe anheften',
  unpin: 'Loslösen',
  pinnedIsBelow: 'Die Ausgabe darunter ist angeheftet: Sie bleibt hier, wenn du wieder startest.',
  compare: 'Mit einem anderen Lauf vergleichen',
  bringBack: 'Diesen Code zurückholen',
  broughtBack: 'Code dieses Laufs zurückgeholt',
  codeNotKept: 'Sein Code war zu lang, um ihn aufzuheben.',
  backToNewest: 'Zurück zur neuesten Ausgabe',
  nothingToPin: 'Es gibt noch keine Ausgabe zum Anheften. Starte erst etwas.',
  divider: 'Trennlinie zwischen der angehefteten und der neuesten Ausgabe',
  isPinned: 'Die Ausgabe ist angeheftet.',
  isUnpinned: 'Die Ausgabe ist nicht mehr angeheftet.',
  comparison: 'Vergleich',
  comparedRuns: (before, after) => `${before} verglichen mit ${after}`,
  nothingToCompare: 'Es gibt noch nichts zu vergleichen. Starte noch einmal und vergleiche hier die beiden Ausgaben.',
  equal: 'Die Ausgaben sind gleich.',
  bothEmpty: 'Keiner der beiden Läufe hat etwas ausgegeben.',
  equalLines: (count) => `${lines(count)}, Zeichen für Zeichen.`,
  cut: (characters) =>
    `Von langen Ausgaben bleiben die ersten und die letzten ${figures.bytes(characters)}: Nur diese werden verglichen.`,
  changes: (added, removed) =>
    [
      ...(added > 0 ? [`${lines(added)} mehr`] : []),
      ...(removed > 0 ? [`${lines(removed)} weniger`] : []),
      ...(added === 0 && removed === 0 ? ['vergleiche …'] : []),
    ].join(', '),
  asInline: 'Untereinander',
  asBeside: 'Nebeneinander',
  failed: (problem) => `Der Vergleich konnte nicht geladen werden: ${problem}. Starte Runyard neu.`,
};
