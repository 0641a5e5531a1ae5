/** Two texts and their differences, in Monaco's diff editor; its worker compares them, for a bounded time. */
import type { Settings } from '../../../contract';
import { describeEditorOptions } from '../editor/editor-options';
import { monaco } from '../editor/monaco-setup';
import { THEME_NAME } from '../editor/monaco-theme';

/** Then what has been found is shown, and the rest counts as different. */
const LONGEST_COMPARISON_MS = 3000;

/** Lines that only one of the two texts has. */
export interface LineChanges {
  readonly added: number;
  readonly removed: number;
}

export interface ComparisonLook {
  readonly place: 'inline' | 'beside';
  readonly wrap: 'wrap' | 'scroll';
  /** The font is the editor's. */
  readonly settings: Settings;
}

export class ComparisonEditor {
  private readonly editor: monaco.editor.IStandaloneDiffEditor;
  private models: monaco.editor.IDiffEditorModel | null = null;

  constructor(host: HTMLElement, onChange: (changes: LineChanges) => void) {
    this.editor = monaco.editor.createDiffEditor(host, {
      theme: THEME_NAME,
      readOnly: true,
      originalEditable: false,
      domReadOnly: true,
      automaticLayout: true,
      maxComputationTime: LONGEST_COMPARISON_MS,
      ignoreTrimWhitespace: false,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 560,
      hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 4 },
      renderOverviewRuler: false,
      renderMarginRevertIcon: false,
      renderGutterMenu: false,
      renderIndicators: true,
      diffAlgorithm: 'advanced',
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      lineNumbersMinChars: 4,
      lineDecorationsWidth: 12,
      glyphMargin: false,
      folding: false,
      renderLineHighlight: 'none',
      renderWhitespace: 'boundary',
      overviewRulerBorder: false,
      hideCursorInOverviewRuler: true,
      overviewRulerLanes: 0,
      occurrencesHighlight: 'off',
      selectionHighlight: false,
      matchBrackets: 'never',
      unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
      padding: { top: 8, bottom: 8 },
    });
    this.editor.onDidUpdateDiff(() => onChange(countChanges(this.editor.getLineChanges() ?? [])));
  }

  show(before: string, after: string): void {
    const former = this.models;
    // A last newline that both have would show as a line more.
    const end = before.endsWith('\n') && after.endsWith('\n') ? -1 : undefined;
    this.models = {
      original: monaco.editor.createModel(before.slice(0, end), 'plaintext'),
      modified: monaco.editor.createModel(after.slice(0, end), 'plaintext'),
    };
    this.editor.setModel(this.models);
    former?.original.dispose();
    former?.modified.dispose();
  }

  setLook({ place, wrap, settings }: ComparisonLook): void {
    this.editor.updateOptions({
      ...describeEditorOptions(settings),
      renderSideBySide: place === 'beside',
      diffWordWrap: wrap === 'wrap' ? 'on' : 'off',
      wordWrap: wrap === 'wrap' ? 'on' : 'off',
    });
  }

  focus(): void {
    this.editor.getModifiedEditor().focus();
  }

  dispose(): void {
    this.editor.dispose();
    this.models?.original.dispose();
    this.models?.modified.dispose();
  }
}

/** A change whose end is 0 has no lines on that side. */
function countChanges(changes: readonly monaco.editor.ILineChange[]): LineChanges {
  const count = (from: number, to: number): number => (to === 0 ? 0 : to - from + 1);
  let added = 0;
  let removed = 0;
  for (const change of changes) {
    added += count(change.modifiedStartLineNumber, change.modifiedEndLineNumber);
    removed += count(change.originalStartLineNumber, change.originalEndLineNumber);
  }
  return { added, removed };
}
