import type { Words } from '../words';

export const actions: Words['actions'] = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  dismiss: 'Ausblenden',
  details: 'Einzelheiten',
  undo: 'Rückgängig',
  tryAgain: 'Noch einmal versuchen',
  retry: (what) => `Noch einmal: ${what}`,
  looking: 'Sucht…',
};
