import type { Words } from '../words';

export const stdin: Words['stdin'] = {
  label: 'Eingabe für das Programm',
  placeholder: {
    open: 'Eingabe für das Programm: Enter sendet, Ctrl+D beendet',
    wanted: 'Das Programm wartet auf Eingabe: Enter sendet, Ctrl+D beendet',
    ended: 'Die Eingabe ist beendet',
    closed: 'Hier steht die Eingabe, während das Programm läuft',
  },
  end: 'Eingabe beenden',
  endHint: 'Ctrl+D im Feld tut dasselbe',
};
