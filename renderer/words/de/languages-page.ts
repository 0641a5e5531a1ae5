import type { Words } from '../words';
import { figures } from './figures';
import { formatAge } from './history';

export const languagesPage: Words['languagesPage'] = {
  title: 'Sprachen und Engines',
  description:
    'Eine Sprache läuft mit ihrem Docker-Image oder in der eingebauten Engine; eines von beiden genügt. Nichts wird geladen, bevor du es sagst.',
  loading: 'Sucht Sprachen…',
  noMatch: 'Keine Sprache passt.',
  showAll: 'Alle zeigen',

  runsIn: 'Läuft in',
  onDisk: 'Belegt',
  lastUsed: 'Zuletzt benutzt',
  never: 'nie',
  age: formatAge,
  ranIn: (provider) => (provider === 'docker' ? 'in Docker' : 'in der eingebauten Engine'),
  engines: { docker: 'Docker', embedded: 'Eingebaut' },
  missing: {
    docker: 'braucht Docker',
    image: 'braucht ein Image',
    runtime: 'zu installieren',
    brokenRuntime: 'ist unvollständig',
    embedded: 'braucht Docker',
    terminal: 'Die eingebaute Engine hat kein Terminal',
  },
  sharedTip: (bytes) => `eigene; ${figures.bytes(bytes)} mehr sind mit anderen Images geteilt`,
  preparedTip: (bytes) =>
    bytes === 0 ? 'kommt mit Runyard' : `${figures.bytes(bytes)} davon entstanden beim ersten Benutzen`,

  filter: 'Sprachen filtern',
  show: 'Welche Sprachen',
  filters: { all: 'Alle', ready: 'Bereit', missing: 'Nicht bereit', outdated: 'Veraltet' },
  refresh: 'Noch einmal nachsehen',
  buildAll: (count) => `Alle fehlenden bauen (${count})`,
  pullAll: (count, bytes) => `Alle fehlenden laden (${count}, ${figures.bytes(bytes)})`,
  rebuildAll: (count) => `Alle veralteten neu bauen (${count})`,
  cancelAll: (count) => `Alle abbrechen (${count})`,

  outdated: 'veraltet',
  rebuild: 'Neu bauen',
  rebuildImage: (language) => `Image für ${language} neu bauen`,
  rebuildTip: 'Baut es neu, mit den neuesten Paketen',
  rebuildOutdatedTip: 'Sein Rezept hat sich geändert, seit es gebaut wurde. Es läuft noch.',
  removeImage: (language) => `Image für ${language} entfernen`,
  removing: 'Wird entfernt…',
  frees: (bytes) => (bytes < 1024 ? 'Gibt fast nichts frei.' : `Gibt ${figures.bytes(bytes)} frei.`),
  alsoGone: (languages) => `${languages} läuft auch darin.`,
  listSeparator: ', ',
  inUse: (tabs) => `Ein Programm in ${tabs} benutzt es. Stoppe es zuerst.`,
  keep: 'Behalten',
  confirm: (what) => `${what}: jetzt`,

  dockerState: { ready: 'bereit', connecting: 'wird gesucht', unavailable: 'nicht gefunden' },
  answersAt: (endpoint, source) => `Antwortet unter ${endpoint} (${source}).`,
  lookAgain: 'Noch einmal suchen',
  tried: (count) => (count === 1 ? 'Docker-Doktor: 1 Ort versucht' : `Docker-Doktor: ${count} Orte versucht`),
  runtimesReady: (ready, all) => `${ready} von ${all} Laufzeiten bereit`,

  specProblems: (count) =>
    count === 1 ? '1 Problem in den Dateien der Sprachen' : `${count} Probleme in den Dateien der Sprachen`,

  diskUse: 'Platzbedarf',
  imageSum: (count, total, shared) =>
    `${count === 1 ? '1 Image' : `${count} Images`}, ${figures.bytes(total)} auf der Platte${
      shared === 0 ? '' : `, davon ${figures.bytes(shared)} geteilt und einmal gezählt`
    }.`,
  runtimeSum: (count, total) =>
    `${count === 1 ? '1 eingebaute Laufzeit' : `${count} eingebaute Laufzeiten`}, ${figures.bytes(total)}.`,
  noImages: 'Noch kein Image: Lade oder baue eines, um seine Sprache in Docker auszuführen.',
  noDocker: 'Ohne Docker keine Images; was bereit ist, läuft in der eingebauten Engine.',
  adding: 'Wird zusammengezählt…',
};
