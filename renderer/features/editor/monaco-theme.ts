/** Monaco's theme, read from the same custom properties that colour the window. */
import { monaco } from './monaco-setup';

export const THEME_NAME = 'runyard';

/** Token scopes of Monaco's grammars and the property that colours each. */
const tokenProperties: ReadonlyArray<readonly [string, string, string?]> = [
  ['', '--code-text'],
  ['comment', '--code-comment', 'italic'],
  ['keyword', '--code-keyword'],
  ['operator', '--code-operator'],
  ['delimiter', '--code-operator'],
  ['string', '--code-string'],
  ['string.escape', '--code-escape'],
  ['regexp', '--code-escape'],
  ['number', '--code-number'],
  ['constant', '--code-number'],
  ['type', '--code-type'],
  ['type.identifier', '--code-type'],
  ['tag', '--code-keyword'],
  ['attribute.name', '--code-type'],
  ['attribute.value', '--code-string'],
  ['variable', '--code-text'],
  ['variable.predefined', '--code-function'],
  ['predefined', '--code-function'],
  ['identifier', '--code-text'],
  ['function', '--code-function'],
  ['namespace', '--code-type'],
  ['annotation', '--code-escape'],
  ['metatag', '--code-escape'],
  ['invalid', '--bad'],
];

const colorProperties: Record<string, string> = {
  'editor.background': '--pane-background',
  'editor.foreground': '--code-text',
  'editorLineNumber.foreground': '--code-line-number',
  'editorLineNumber.dimmedForeground': '--code-line-number',
  'editorLineNumber.activeForeground': '--text',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--selection',
  'editor.inactiveSelectionBackground': '--selection-faint',
  'editor.lineHighlightBackground': '--code-line',
  'editor.lineHighlightBorder': '--code-line',
  'editor.wordHighlightBackground': '--selection-faint',
  'editor.wordHighlightStrongBackground': '--selection-faint',
  'editor.selectionHighlightBackground': '--selection-faint',
  'editor.findMatchBackground': '--match-current',
  'editor.findMatchHighlightBackground': '--match',
  'editorBracketMatch.background': '--selection-faint',
  'editorBracketMatch.border': '--border-strong',
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, '--code-operator']),
  ),
  'editorOverviewRuler.errorForeground': '--bad',
  'editorOverviewRuler.warningForeground': '--warning',
  'editorWhitespace.foreground': '--border-strong',
  'editorIndentGuide.background1': '--code-guide',
  'editorIndentGuide.activeBackground1': '--border-strong',
  'editorWidget.background': '--raised-background',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--border',
  'editorHoverWidget.background': '--raised-background',
  'editorHoverWidget.border': '--border',
  'editorSuggestWidget.background': '--raised-background',
  'editorSuggestWidget.border': '--border',
  'editorSuggestWidget.foreground': '--text',
  'editorSuggestWidget.selectedBackground': '--selection',
  'editorSuggestWidget.selectedForeground': '--text',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorError.foreground': '--bad',
  'editorWarning.foreground': '--warning',
  'editorInfo.foreground': '--accent',
  'quickInput.background': '--raised-background',
  'quickInput.foreground': '--text',
  'quickInputList.focusBackground': '--selection',
  'quickInputList.focusForeground': '--text',
  'input.background': '--field-background',
  'input.foreground': '--text',
  'input.border': '--field-border',
  'menu.background': '--raised-background',
  'menu.foreground': '--text',
  'menu.selectionBackground': '--selection',
  'menu.selectionForeground': '--text',
  // Of the item of a menu or list that Enter would choose.
  'list.hoverBackground': '--selection',
  'list.hoverForeground': '--text',
  'menu.separatorBackground': '--border',
  'menu.border': '--border',
  'diffEditor.insertedLineBackground': '--diff-added',
  'diffEditor.removedLineBackground': '--diff-removed',
  'diffEditor.insertedTextBackground': '--diff-added-text',
  'diffEditor.removedTextBackground': '--diff-removed-text',
  'diffEditorGutter.insertedLineBackground': '--diff-added',
  'diffEditorGutter.removedLineBackground': '--diff-removed',
  'diffEditor.diagonalFill': '--border',
  'diffEditor.border': '--border',
  'diffEditor.unchangedRegionBackground': '--window-background',
  'diffEditor.unchangedRegionForeground': '--text-dim',
  'diffEditor.unchangedCodeBackground': '--pane-background',
  'diffEditor.unchangedRegionShadow': '--border',
  focusBorder: '--accent',
  'scrollbarSlider.background': '--scrollbar',
  'scrollbarSlider.hoverBackground': '--scrollbar-hover',
  'scrollbarSlider.activeBackground': '--scrollbar-hover',
  'scrollbar.shadow': '--pane-background',
};

/** Takes the colours that are in force on the element now. */
export function defineTheme(element: Element): void {
  const style = getComputedStyle(element);
  const canvas = document.createElement('canvas').getContext('2d')!;
  const read = (property: string): string => formatColor(canvas, style.getPropertyValue(property).trim());
  monaco.editor.defineTheme(THEME_NAME, {
    base: style.colorScheme.includes('dark') ? 'vs-dark' : 'vs',
    inherit: true,
    rules: tokenProperties.map(([token, property, fontStyle]) => ({
      token,
      foreground: read(property).slice(1),
      ...(fontStyle === undefined ? {} : { fontStyle }),
    })),
    colors: Object.fromEntries(Object.entries(colorProperties).map(([key, property]) => [key, read(property)])),
  });
  monaco.editor.setTheme(THEME_NAME);
}

/** Brings any CSS colour, as a minifier may have rewritten it, to the `#rrggbb` or `#rrggbbaa` that Monaco reads. */
function formatColor(canvas: CanvasRenderingContext2D, color: string): string {
  canvas.fillStyle = color;
  const normal = canvas.fillStyle;
  if (normal.startsWith('#')) return normal;
  const [red, green, blue, alpha] = (normal.match(/[\d.]+/g) ?? []).map(Number);
  const parts = [red ?? 0, green ?? 0, blue ?? 0, Math.round((alpha ?? 1) * 255)];
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
