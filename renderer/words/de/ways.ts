import type { Words } from '../words';

export const ways: Words['ways'] = {
  menu: 'Arten zu starten',
  menuWith: (trigger) => `Arten zu starten; dieser Tab läuft ${trigger}`,
  triggers: 'Diesen Tab starten',
  trigger: { request: 'Auf Wunsch', save: 'Beim Speichern', typing: 'Beim Tippen' },
  afterLastKey: (delay) => `${delay} nach der letzten Taste`,
  triggerTag: { save: 'beim Speichern', typing: 'beim Tippen' },
  triggerNow: {
    request: 'Der Tab läuft, wenn du ihn startest.',
    save: 'Der Tab läuft, wenn du ihn speicherst.',
    typing: 'Der Tab läuft, während du in ihm tippst.',
  },
  runSelection: 'Auswahl oder Zeile ausführen',
  runAgain: 'Noch einmal wie zuvor',
  notRunYet: 'lief noch nicht',
  nothingToRepeat: {
    message: 'Dieser Tab lief noch nicht, seit das Fenster offen ist.',
    remedy: 'Führe ihn zuerst aus; danach kann er noch einmal laufen wie zuvor.',
  },
  emptyFile: {
    message: 'Es gibt nichts auszuführen: Die Datei ist leer.',
    remedy: 'Schreib etwas Code und führe ihn dann aus.',
  },
  nothingSelected: {
    message: 'In der Auswahl gibt es nichts auszuführen.',
    remedy: 'Wähle Code aus, oder setz den Cursor in eine Zeile, die welchen hat.',
  },
  ranLines: (path, from, to) =>
    from === to ? `Nur Zeile ${from} von ${path} lief.` : `Nur die Zeilen ${from} bis ${to} von ${path} liefen.`,
  runsLines: (path, from, to) =>
    from === to ? `Nur Zeile ${from} von ${path} läuft.` : `Nur die Zeilen ${from} bis ${to} von ${path} laufen.`,
  repeated: 'Noch einmal wie zuvor: derselbe Code, dieselben Argumente, dieselbe Umgebung.',
  inputSaved: (name) => `Eingabe aus „${name}“.`,
  inputSent: 'Eingabe aus den Zeilen, die der vorige Lauf bekam.',
};
