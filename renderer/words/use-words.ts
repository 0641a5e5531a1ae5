/** The window's words in the person's language, for components; others read `selectWords`. */
import { useApp } from '../app/workbench-context';
import { selectWords } from '../state/selectors';
import type { Words } from './words';

export function useWords(): Words {
  return useApp(selectWords);
}
