import type { Words } from '../words';

export const terminal: Words['terminal'] = {
  title: 'Terminal',
  input: 'Eingabe im Terminal',
  tooMuch: 'Zu viel Ausgabe zum Vorlesen: Geh sie mit den Pfeiltasten durch.',
  turnOn: 'In einem Terminal ausführen',
  turnOff: 'Ohne Terminal ausführen',
  turnedOn: 'Der Tab läuft ab dem nächsten Start in einem Terminal.',
  turnedOff: 'Der Tab läuft ab dem nächsten Start ohne Terminal.',
  copy: 'Auswahl oder das ganze Terminal kopieren',
  clear: 'Terminal leeren',
  keysGoToProgram: 'Tasten gehen an das Programm',
  enter: 'führt hinein',
  leave: 'führt hinaus',
  runsThis: 'führt das Programm in einem Terminal aus',
  runWithout: 'Ohne Terminal ausführen',
};
