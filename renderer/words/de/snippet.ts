import type { Words } from '../words';

export const snippet: Words['snippet'] = {
  label: 'Schnipsel',
  explain: (language) => `Schreib nur den Kern: Beim Ausführen kommt das Gerüst von ${language} darum herum`,
  isOn: (language) => `Schnipsel: Beim Ausführen kommt das Gerüst von ${language} um den Code.`,
  isOff: 'Ganzes Programm: Der Code wird so ausgeführt, wie er ist.',
  noTemplate: (language) => `${language} hat kein Gerüst, das man weglassen könnte.`,
  oneFileOnly: 'Nur ein Tab mit einer einzigen Datei kann als Schnipsel laufen.',
};
