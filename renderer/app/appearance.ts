/** Puts the person's font and language on the document; style sheets and screen readers take them from there. */
import type { Settings } from '../../contract';
import type { AppStore } from '../state/store';

const BUNDLED_FONTS = '"JetBrains Mono Variable", ui-monospace, "Cascadia Mono", Menlo, monospace';
/** Of the size of the text. */
const LINE_HEIGHT = 1.54;
/** Families that CSS knows itself; a name in quotes would be looked for among the fonts. */
const GENERIC_FAMILY = /^(?:ui-)?(?:monospace|serif|sans-serif)$|^system-ui$/;

export interface CodeFont {
  /** As CSS has it, the bundled fonts behind the person's own. */
  family: string;
  sizePx: number;
  lineHeightPx: number;
}

export function describeCodeFont({ fontFamily, fontSize }: Settings['editor']): CodeFont {
  const own = fontFamily
    .split(',')
    .map((name) => name.replace(/["'\\;{}]/g, '').trim())
    .filter((name) => name !== '')
    .map((name) => (GENERIC_FAMILY.test(name) ? name : `"${name}"`));
  return {
    family: [...own, BUNDLED_FONTS].join(', '),
    sizePx: fontSize,
    lineHeightPx: Math.round(fontSize * LINE_HEIGHT),
  };
}

/** The returned function ends it. */
export function followAppearance(root: HTMLElement, store: AppStore): () => void {
  const apply = (): void => {
    const { settings, language } = store.getState();
    const { family, sizePx, lineHeightPx } = describeCodeFont(settings.editor);
    root.style.setProperty('--code-font', family);
    root.style.setProperty('--code-size', `${sizePx}px`);
    root.style.setProperty('--code-line-height', `${lineHeightPx}px`);
    root.lang = language;
  };
  apply();
  return store.subscribe((state, before) => {
    if (state.settings.editor !== before.settings.editor || state.language !== before.language) apply();
  });
}
