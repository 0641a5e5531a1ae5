/** The line to the program's input: Enter sends it, Ctrl+D ends the input, Up and Down bring old lines back. */
import { ChevronRight, FileInput } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { RunStatus } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import { findChosenInput } from '../../state/tab-inputs';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import './stdin.css';

const MOST_HISTORY = 200;

export function StdinLine({ tabId }: { tabId: string }) {
  const workbench = useWorkbench();
  const allWords = useWords();
  const words = allWords.stdin;
  const keysOf = useKeys();
  const input = useRef<HTMLInputElement>(null);
  const [text, showText] = useState(workbench.memory.read(tabId).stdinDraft);
  const [history, setHistory] = useState(workbench.memory.read(tabId).sentLines);
  /** Steps back in history; 0 is the line that is being typed. */
  const [back, setBack] = useState(0);
  const setText = (next: string): void => {
    showText(next);
    workbench.memory.keep(tabId, { stdinDraft: next });
  };
  const status = useApp((state) => selectRun(state, tabId));
  const stdin = status.kind === 'running' ? status.stdin : 'closed';
  const tab = useApp((state) => state.tabs.find((candidate) => candidate.id === tabId));
  const isPanelShown = tab?.inputs.panel === 'shown';
  const chosen = tab ? findChosenInput(tab) : null;

  const isOpen = stdin === 'open' || stdin === 'wanted';

  useEffect(() => workbench.regions.register('stdin', () => input.current?.focus(), tabId), [workbench, tabId]);
  useEffect(() => {
    // A field that is switched off drops the focus to nowhere; the editor is where a person goes on.
    if (!isOpen && document.activeElement === input.current) workbench.regions.focus('editor');
  }, [isOpen, workbench]);

  const recall = (steps: number): void => {
    const next = Math.max(0, Math.min(history.length, steps));
    setBack(next);
    setText(next === 0 ? '' : history[history.length - next]!);
  };
  const send = (lines: readonly string[] = [text], rest = ''): void => {
    for (const line of lines) void workbench.runs.sendLine(tabId, line);
    const newestFirst = new Set([...history, ...lines.filter((line) => line !== '')].reverse());
    const sentLines = [...newestFirst].slice(0, MOST_HISTORY).reverse();
    workbench.memory.keep(tabId, { sentLines });
    setHistory(sentLines);
    setText(rest);
    setBack(0);
  };
  /** As in a terminal: whole lines go at once, what is begun stays in the field. */
  const pasteLines = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    const whole = text.slice(0, selectionStart ?? text.length) + pasted + text.slice(selectionEnd ?? text.length);
    const lines = whole.split(/\r\n|\r|\n/);
    send(lines.slice(0, -1), lines.at(-1));
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) send();
    else if (event.key === 'ArrowUp') recall(back + 1);
    else if (event.key === 'ArrowDown') recall(back - 1);
    else if (event.key === 'Escape') workbench.regions.focus('editor');
    else if (event.key.toLowerCase() === 'd' && event.ctrlKey) endInput();
    else return;
    event.preventDefault();
  };
  /** As in a terminal, a line that was begun goes first. */
  const endInput = (): void => {
    if (text !== '') send();
    void workbench.runs.endInput(tabId);
  };

  return (
    <div className="stdin-line" data-region="stdin" data-state={stdin}>
      <ChevronRight size={14} aria-hidden="true" className="stdin-mark" />
      <input
        ref={input}
        type="text"
        value={text}
        readOnly={!isOpen}
        aria-disabled={!isOpen}
        aria-label={words.label}
        placeholder={describeLine(status, chosen?.name ?? null, allWords)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setBack(0);
        }}
        onKeyDown={isOpen ? handleKey : undefined}
        onPaste={isOpen ? pasteLines : undefined}
      />
      {stdin === 'wanted' && <kbd className="stdin-keys">{keysOf('focusStdin')}</kbd>}
      {isOpen && (
        <button type="button" className="link-button" onClick={endInput} title={words.endHint}>
          {words.end}
        </button>
      )}
      <IconButton
        icon={FileInput}
        label={isPanelShown ? allWords.inputs.hidePanel : allWords.inputs.showPanel}
        keys={keysOf('showInputs')}
        isPressed={isPanelShown}
        onClick={() => workbench.inputs.togglePanel(tabId)}
      />
    </div>
  );
}

/** @param next the name of the input that runs get; null when it is typed */
function describeLine(status: RunStatus, next: string | null, { stdin, inputs }: Words): string {
  if (status.kind !== 'running') return next === null ? stdin.placeholder.closed : inputs.next(next);
  if (status.stdin !== 'given') return stdin.placeholder[status.stdin];
  const { input } = status.origin;
  return input.kind === 'saved' ? inputs.given(input.name) : inputs.givenSent;
}
