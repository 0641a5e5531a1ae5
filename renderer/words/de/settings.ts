import type { JsonFault } from '../../../contract';
import type { Words } from '../words';

const expected: Record<JsonFault['expected'], string> = {
  value: 'ein Wert fehlt oder ist nicht als JSON geschrieben',
  name: 'ein Name in doppelten Anführungszeichen fehlt',
  colon: 'ein Doppelpunkt fehlt',
  commaOrEnd: 'ein Komma oder eine schließende Klammer fehlt',
  end: 'hier darf nichts mehr folgen',
  object: 'alles muss in { } stehen',
};

export const settings: Words['settings'] = {
  title: 'Einstellungen',
  search: 'Einstellungen und Befehle suchen',
  sections: { appearance: 'Aussehen', editor: 'Editor', running: 'Ausführen', keys: 'Tasten', text: 'JSON' },
  fields: {
    theme: {
      title: 'Farben',
      hint: '',
      options: { system: 'Wie das System', dark: 'Dunkel', light: 'Hell', contrast: 'Hoher Kontrast' },
    },
    language: {
      title: 'Sprache',
      hint: 'Menü und Meldungen des Editors selbst folgen beim nächsten Start.',
      options: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
    },
    'editor.fontFamily': {
      placeholder: 'JetBrains Mono',
      title: 'Schriftart',
      hint: 'Eine, die auf diesem Rechner ist. Leer: die mitgelieferte.',
    },
    'editor.fontSize': { title: 'Schriftgröße', hint: 'Von Editor und Ausgabe, in Pixeln.' },
    'editor.ligatures': { title: 'Ligaturen', hint: 'Zeichen wie => und != als eines zeichnen.' },
    'editor.tabSize': { title: 'Tabulatorbreite', hint: 'Spalten eines Tabulators und einer Einrückung.' },
    'editor.indentWith': {
      title: 'Einrücken mit',
      hint: '',
      options: { spaces: 'Leerzeichen', tabs: 'Tabulatoren' },
    },
    'editor.wordWrap': {
      title: 'Zeilenumbruch',
      hint: 'Lange Zeilen gehen darunter weiter statt über den Rand hinaus.',
    },
    'editor.keys': { title: 'Tasten zum Bearbeiten', hint: '', options: { standard: 'Üblich', vim: 'Vim' } },
    'editor.formatOnSave': {
      title: 'Beim Speichern formatieren',
      hint: 'Die gezeigte Datei, wenn du mit den Tasten speicherst.',
    },
    'run.typingDelayMs': {
      title: 'Wartezeit beim Tippen',
      hint: 'Millisekunden von der letzten Taste bis zum Lauf eines Tabs, der beim Tippen läuft.',
    },
    'docker.host': {
      title: 'Docker-Daemon',
      hint: 'Seine Adresse. Leer: er wird gesucht. RUNYARD_DOCKER_HOST und die Konfiguration gehen vor.',
      placeholder: 'ssh://ich@rechner',
      problem: 'Sie beginnt mit unix://, tcp://, https://, ssh://, context:// oder npipe://.',
    },
    'docker.runtime': {
      title: 'Docker-Laufzeit',
      hint: 'Womit der Daemon Sandboxes ausführt, etwa runsc. Leer: was bei ihm üblich ist.',
      placeholder: 'runc',
      problem: 'Der Name einer Laufzeit: Buchstaben, Ziffern, Punkte und Bindestriche.',
    },
  },
  noMatch: 'Keine Einstellung und kein Befehl passt.',
  bounds: (least, most) => `Eine ganze Zahl von ${least} bis ${most}.`,
  reset: (title) => `${title} zurücksetzen`,
  resetAll: 'Alles zurücksetzen',
  didReset: (title) => `${title} ist wieder wie am Anfang.`,
  didResetAll: 'Alle Einstellungen und Tasten sind wieder wie am Anfang.',

  keys: {
    add: (command) => `Tasten für „${command}“ hinzufügen`,
    remove: (keys, command) => `${keys} von „${command}“ nehmen`,
    none: 'keine Tasten',
    press: 'Drücke die Tasten',
    pressHint: 'Escape lässt es, wie es ist.',
    plain: 'Halte Ctrl, Alt oder Cmd dazu, oder drücke eine Funktionstaste.',
    held: (keys, commands) => `${keys} gehört zu: ${commands}.`,
    take: (keys) => `${keys} dort wegnehmen`,
    browser: (keys) => `Browser behalten ${keys} für ihre eigenen Tabs und Fenster: hier bewirkt es nichts.`,
    editor: (keys) => `${keys} tut im Editor dann nichts anderes mehr.`,
  },

  text: {
    file: 'Die Datei',
    label: 'settings.json',
    hint: 'Nur was anders ist als üblich, muss darin stehen. Ändere sie hier oder mit jedem Editor: Was dort gespeichert wird, gilt sofort.',
    save: 'Speichern',
    revert: 'Verwerfen',
    good: 'Alles wird verstanden.',
    changedOutside: 'Ein anderes Programm hat die Datei inzwischen geändert. Speichern schreibt deinen Text darüber.',
    goTo: (line) => `Zu Zeile ${line}`,
  },

  problems: {
    brokenTitle: 'settings.json ist nicht lesbar, darum gelten die üblichen Einstellungen.',
    broken: (line, column, what) => `Zeile ${line}, Spalte ${column}: ${expected[what]}.`,
    notWritten: 'Sie wird nicht geschrieben, bis sie stimmt.',
    invalidTitle: 'Nicht alles in settings.json gilt.',
    invalid: (key, found, used) =>
      used === 'null' ? `${key} kann nicht ${found} sein.` : `${key} kann nicht ${found} sein; es gilt ${used}.`,
    unknown: (key) => `${key} ist keine Einstellung; es bleibt stehen und bewirkt nichts.`,
    unknownCommand: (id) => `keys.${id}: Diesen Befehl gibt es nicht.`,
    notSavedTitle: 'Was du zuletzt eingestellt hast, ist nicht gespeichert.',
    failedTitle: 'Die Einstellungen konnten nicht gelesen werden.',
    edit: 'Als JSON bearbeiten',
    setAside: 'Beiseitelegen und neu beginnen',
  },
};
