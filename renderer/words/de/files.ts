import type { PathFault } from '../../../contract/file-path';
import type { Words } from '../words';
import { figures } from './figures';

const pathFaults: Record<PathFault, string> = {
  empty: 'ist leer',
  nul: 'enthält ein NUL-Zeichen',
  absolute: 'ist absolut',
  backslash: 'enthält einen Backslash',
  long: 'ist länger als 255 Zeichen',
  outside: 'führt aus dem Arbeitsordner hinaus',
  emptyPart: 'hat einen leeren Teil oder einen Teil „.“',
};

export const files: Words['files'] = {
  files: 'Dateien',
  ofThisTab: 'Dateien dieses Tabs',
  newFile: 'Neue Datei',
  newFileName: 'Name der neuen Datei',
  newNameOf: (path) => `Neuer Name von ${path}`,
  namePlaceholder: 'name.endung',
  startedByRun: (path) => `${path}, beim Ausführen gestartet`,
  more: 'Mehr zu den Dateien',
  startRunsWith: (path) => `Ausführen beginnt mit ${path}`,
  rename: 'Umbenennen',
  delete: (path) => `${path} löschen`,
  deleteKey: 'Entf',
  addFromComputer: 'Dateien von diesem Rechner hinzufügen …',
  filesToAdd: 'Dateien zum Hinzufügen',
  dropToAdd: 'Ablegen fügt sie diesem Tab hinzu',

  startsNow: (path) => `Ausführen beginnt jetzt mit ${path}.`,
  deleted: (path) => `${path} ist gelöscht. Das lässt sich rückgängig machen.`,
  added: (path) => `${path} ist hinzugefügt.`,
  addedCount: (count) => `${figures.number(count)} Dateien sind hinzugefügt.`,

  giveName: 'Gib ihr einen Namen.',
  badName: (fault) => `Dieser Name ${pathFaults[fault]}. Nimm einen wie lib/name.py.`,
  nameTaken: (path) => `Es gibt ${path} schon. Wähle einen anderen Namen.`,
  fileAndFolder: (folder) => `${folder} wäre Datei und Ordner zugleich. Wähle einen anderen Namen.`,
  tooMany: (most, count) => `Ein Tab hat höchstens ${most} Dateien, und das wären ${count}.`,
  tooLarge: (mostBytes) =>
    `Die Dateien eines Tabs haben zusammen höchstens ${figures.bytes(mostBytes)}, und das wären mehr.`,
  pickedTooMany: (most, count) => `Das sind ${count} Dateien; ein Tab hat höchstens ${most}. Wähle weniger.`,
  pickedTooLarge: (mostBytes, megabytes) =>
    `Das sind ${megabytes} MB; die Dateien eines Tabs haben zusammen höchstens ${figures.bytes(mostBytes)}. Wähle weniger.`,
  leftOutForName: (path, fault) => `${path} wurde ausgelassen: Der Name ${pathFaults[fault]}.`,
  unreadable: (path, why) => `${path} war nicht lesbar: ${why}.`,
  notText: (first, others) =>
    `${others === 0 ? `${first} wurde` : `${first} und ${others} weitere wurden`} ausgelassen: Ein Tab enthält nur Text in UTF-8, keine Bilder oder Programme.`,
  moreLeftOut: (count) => `${count} weitere wurden ausgelassen.`,
  noLanguage: (name) => `${name} hat keine Datei in einer Sprache, die Runyard ausführt, und wurde nicht geöffnet.`,
};
