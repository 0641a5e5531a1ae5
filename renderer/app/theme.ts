/** Puts the chosen theme on the document, and follows the system where that is the choice. */
import type { AppStore, Theme } from '../state/store';

/** `root` gets `data-theme`, from which the custom properties in `themes/` follow. */
export function applyTheme(root: HTMLElement, theme: Theme, systemIsDark: boolean): void {
  const shown = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
  if (root.dataset.theme !== shown) root.dataset.theme = shown;
}

/** The returned function ends it. */
export function followTheme(root: HTMLElement, store: AppStore, dark: MediaQueryList): () => void {
  const apply = (): void => applyTheme(root, store.getState().theme, dark.matches);
  apply();
  dark.addEventListener('change', apply);
  const unsubscribe = store.subscribe((state, before) => {
    if (state.theme !== before.theme) apply();
  });
  return () => {
    dark.removeEventListener('change', apply);
    unsubscribe();
  };
}
