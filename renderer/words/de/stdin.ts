import type { Words } from '../words';

export const stdin: Words['stdin'] = {
  label: 'Eingabe für das Programm',
  placeholder: {
    open: 'Eingabe für das Programm: Enter sendet, Strg+D beendet',
    wanted: 'Das Programm wartet auf Eingabe: Enter sendet, Strg+D beendet',
    ended: 'Die Eingabe ist beendet',
    closed: 'Hier steht die Eingabe, während das Programm läuft',
  },
  end: 'Eingabe beenden',
  endHint: 'Strg+D im Feld tut dasselbe',
};
