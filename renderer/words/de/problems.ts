import type { Words } from '../words';

const severities = { error: 'Fehler', warning: 'Warnung', info: 'Hinweis' };

export const problems: Words['problems'] = {
  count: (count) => (count === 1 ? '1 Problem' : `${count} Probleme`),
  none: 'Es gibt keine Probleme.',
  next: 'Nächstes Problem',
  at: (number, count, { severity, file, line, message }) =>
    `${severities[severity]} ${number} von ${count}: ${message}, ${file}, Zeile ${line}`,
  goTo: (file, line) => `Zu ${file}, Zeile ${line}`,
  fileIsGone: (file) =>
    `Dieser Tab hat keine Datei ${file} mehr. Starte ihn neu, dann stimmen die Stellen mit den Dateien überein.`,
};
