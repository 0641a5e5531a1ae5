/** Marks a tab's problems in its models, and tells the board what the editor's own language services find in them. */
import type { Diagnostic } from '../../../contract';
import type { ProblemBoard } from '../problems/problem-board';
import type { ModelRegistry } from './model-registry';
import { monaco } from './monaco-setup';

const OWNER = 'runyard';

const severities: Record<Diagnostic['severity'], monaco.MarkerSeverity> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

export class ProblemMarkers {
  private readonly stops: Array<() => void> = [];

  constructor(
    private readonly models: ModelRegistry,
    private readonly board: ProblemBoard,
  ) {
    const changes = monaco.editor.onDidChangeMarkers((addresses) => this.readFound(addresses));
    this.stops.push(
      () => changes.dispose(),
      board.onChange((tabId) => this.show(tabId)),
    );
  }

  show(tabId: string): void {
    const items = this.board.readSaid(tabId);
    for (const { path, model } of this.models.ofTab(tabId)) {
      const markers = items.filter(({ file }) => file === path).map((item) => describeMarker(item, model));
      monaco.editor.setModelMarkers(model, OWNER, markers);
    }
  }

  dispose(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  private readFound(addresses: readonly monaco.Uri[]): void {
    for (const resource of addresses) {
      const opened = this.models.findByAddress(resource);
      if (!opened) continue;
      const { tabId, path } = opened;
      const found = monaco.editor.getModelMarkers({ resource }).flatMap((marker) => describeFound(marker, path));
      this.board.setFound(tabId, path, found);
    }
  }
}

function describeMarker(item: Diagnostic, model: monaco.editor.ITextModel): monaco.editor.IMarkerData {
  const line = Math.min(Math.max(1, item.line), model.getLineCount());
  const column = Math.max(1, item.column ?? model.getLineFirstNonWhitespaceColumn(line));
  const word = model.getWordAtPosition({ lineNumber: line, column });
  // A word that ends where the problem begins is not what is meant.
  const wordEnd = Math.max(word?.endColumn ?? 0, column + 1);
  const end = item.column === undefined ? model.getLineMaxColumn(line) : wordEnd;
  return {
    severity: severities[item.severity],
    message: item.message,
    startLineNumber: line,
    startColumn: column,
    endLineNumber: line,
    endColumn: end,
  };
}

/** Our own are known, and what is below a warning is advice. */
function describeFound(marker: monaco.editor.IMarker, file: string): Diagnostic[] {
  if (marker.owner === OWNER || marker.severity < monaco.MarkerSeverity.Warning) return [];
  const severity = marker.severity === monaco.MarkerSeverity.Error ? 'error' : 'warning';
  return [{ file, line: marker.startLineNumber, column: marker.startColumn, severity, message: marker.message }];
}
