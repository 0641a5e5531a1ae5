import type { Words } from '../words';

export const welcome: Words['welcome'] = {
  title: 'Willkommen',
  tour: {
    label: 'Rundgang',
    progress: (step, count) => `${step} von ${count}`,
    announce: (step, count, text) => `Rundgang, ${step} von ${count}. ${text} F6 führt hin.`,
    next: 'Weiter',
    done: 'Fertig',
    skip: 'Überspringen',
    steps: [
      {
        title: 'Führ es aus',
        text: (keys) => `${keys || 'Dieser Knopf'} führt aus, was du siehst; die Ausgabe erscheint daneben.`,
      },
      {
        title: 'Es läuft in einer Sandbox',
        text: () =>
          'Hier steht, in welcher: Docker oder die Engine, die mit Runyard kommt; drück darauf, um zu wählen.',
      },
      {
        title: 'Ein Tab für jede Idee',
        text: (keys) =>
          `${keys || 'Dieser Knopf'} öffnet den nächsten, in der Sprache, die du wählst; speichern musst du nichts.`,
      },
    ],
  },
};
