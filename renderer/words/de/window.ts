import type { Words } from '../words';

export const window: Words['window'] = {
  divider: 'Teiler zwischen Editor und Ausgabe',
  tabDivider: 'Teiler zwischen den beiden Tabs',
  noTab: 'Kein Tab ist offen',
  noTabAdvice: 'Öffne einen, wähle eine Sprache und führe etwas aus.',
  reopenLast: 'Den letzten wieder öffnen',
  history: 'Verlauf',

  menu: 'Menü',
  outputBelow: 'Ausgabe nach unten',
  outputBeside: 'Ausgabe daneben',
  theme: 'Farben',
  themes: { system: 'Wie das System', dark: 'Dunkel', light: 'Hell', contrast: 'Hoher Kontrast' },
  languages: 'Sprachen',
  historyOfTabs: 'Verlauf der geschlossenen Tabs',
  openFolder: 'Kopie eines Ordners öffnen …',
  keys: 'Tastenkürzel',
  doctor: 'Docker-Doktor',

  sessionUnreadable: 'Die Tabs vom letzten Mal waren nicht lesbar; was du jetzt tippst, wird nicht gesichert.',
  notSaved: 'Nicht alles ließ sich sichern.',

  parts: { window: 'Das Fenster', editor: 'Der Editor', output: 'Die Ausgabe' },
  notDrawn: (what, why) => `${what} ließ sich nicht zeichnen: ${why}`,
  textIsSafe:
    'Dein Text ist sicher. Zeige es noch einmal; wenn es bleibt, starte Runyard neu und melde es mit dieser Meldung.',
  showAgain: 'Noch einmal zeigen',
  unexpected: {
    message: (why) => `Etwas ging schief, womit Runyard nicht gerechnet hat: ${why}`,
    remedy: 'Versuche es noch einmal; wenn es bleibt, starte Runyard neu und melde es mit dieser Meldung.',
  },
};
