import type { Words } from '../words';
import { figures } from './figures';

export const status: Words['status'] = {
  firstOutput: 'erste Ausgabe',
  compile: 'Übersetzen',
  run: 'Lauf',
  peakMemory: 'Speicher höchstens',
  cursor: (line, column) => `Z. ${line}, Sp. ${column}`,
  selected: (count) => `(${figures.number(count)} markiert)`,
};
