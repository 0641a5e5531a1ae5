/** Puts the chosen theme on the document, and follows the system where that is the choice. */
import type { ThemeChoice } from '../../contract';
import type { AppStore } from '../state/store';

/** What the system asks for. `forced`: it has colours of its own in force, which are taken as they are. */
export interface SystemColors {
  dark: MediaQueryList;
  contrast: MediaQueryList;
  forced: MediaQueryList;
}

export function readSystemColors(page: Window): SystemColors {
  return {
    dark: page.matchMedia('(prefers-color-scheme: dark)'),
    contrast: page.matchMedia('(prefers-contrast: more)'),
    forced: page.matchMedia('(forced-colors: active)'),
  };
}

/** The name of a file in `themes/`. */
export function chooseTheme(choice: ThemeChoice, system: Record<keyof SystemColors, { matches: boolean }>): string {
  if (choice !== 'system') return choice;
  if (system.contrast.matches || system.forced.matches) return 'contrast';
  return system.dark.matches ? 'dark' : 'light';
}

/** `root` gets `data-theme`, from which the custom properties in `themes/` follow. The returned function ends it. */
export function followTheme(root: HTMLElement, store: AppStore, system: SystemColors): () => void {
  const apply = (): void => {
    const shown = chooseTheme(store.getState().settings.theme, system);
    if (root.dataset.theme !== shown) root.dataset.theme = shown;
  };
  apply();
  const queries = [system.dark, system.contrast, system.forced];
  for (const query of queries) query.addEventListener('change', apply);
  const unsubscribe = store.subscribe((state, before) => {
    if (state.settings.theme !== before.settings.theme) apply();
  });
  return () => {
    for (const query of queries) query.removeEventListener('change', apply);
    unsubscribe();
  };
}
