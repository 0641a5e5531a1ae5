import type { Words } from '../words';

export const problems: Words['problems'] = {
  count: (count) => (count === 1 ? '1 Problem' : `${count} Probleme`),
};
