/** One tab: its state, its title, its way out. */
import { X } from 'lucide-react';
import { useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { isActive as isRunning, type RunStatus } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import type { Tab } from '../../state/tabs';
import { useTurning } from '../../ui/use-turning';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import { describeOutcome, describeRefusal } from '../run/wording';
import { TabMenu } from './tab-menu';

export interface TabItemProps {
  tab: Tab;
  isActive: boolean;
  /** Shown beside the active one. */
  isBeside: boolean;
  isDragged: boolean;
  onDragStart: () => void;
  onDragEnd: () => void;
}

export function TabItem({ tab, isActive, isBeside, isDragged, onDragStart, onDragEnd }: TabItemProps) {
  const workbench = useWorkbench();
  const isRenaming = useApp((state) => state.renamingTabId === tab.id);
  const status = useApp((state) => selectRun(state, tab.id));
  const words = useWords();
  const sign = describeSign(status, words);
  const signElement = useTurning<HTMLSpanElement>(workbench.drawClock, sign.kind === 'running');
  const signed = sign.words === '' ? tab.title : words.tabs.withSign(tab.title, sign.words);
  return (
    <TabMenu tabId={tab.id}>
      <div
        className="tab"
        role="tab"
        aria-selected={isActive}
        aria-label={isBeside ? words.tabs.withSign(signed, words.split.isBeside) : signed}
        aria-controls={isActive || isBeside ? `tab-panel-${tab.id}` : undefined}
        aria-keyshortcuts="Delete F2"
        tabIndex={isActive ? 0 : -1}
        data-tab={tab.id}
        data-beside={isBeside || undefined}
        data-dragged={isDragged || undefined}
        draggable={!isRenaming}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', tab.title);
          onDragStart();
        }}
        onDragEnd={onDragEnd}
        onMouseDown={(event) => {
          if (event.button === 0) workbench.tabs.activate(tab.id);
          // Keeps the middle button from starting to scroll.
          if (event.button === 1) event.preventDefault();
        }}
        onAuxClick={(event) => {
          if (event.button === 1) workbench.tabs.close(tab.id);
        }}
        onDoubleClick={() => workbench.tabs.beginRename(tab.id)}
      >
        <span ref={signElement} className="tab-sign" data-sign={sign.kind} aria-hidden="true" />
        {isRenaming ? <TabTitleField tab={tab} /> : <span className="tab-title">{tab.title}</span>}
        {/* For the mouse only: a tab may hold no second control, so the keyboard has Delete and the command's keys. */}
        <span
          className="tab-close"
          aria-hidden="true"
          title={words.tabs.close(tab.title)}
          onMouseDown={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onClick={() => workbench.tabs.close(tab.id)}
        >
          <X size={14} aria-hidden="true" />
        </span>
      </div>
    </TabMenu>
  );
}

function TabTitleField({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const words = useWords().tabs;
  const [title, setTitle] = useState(tab.title);
  const finish = (kept: string | null): void => {
    if (workbench.store.getState().renamingTabId !== tab.id) return;
    workbench.tabs.endRename(tab.id, kept);
  };
  return (
    <input
      className="tab-title-field"
      aria-label={words.newTitle(tab.title)}
      value={title}
      size={Math.max(6, title.length)}
      spellCheck={false}
      ref={(field) => {
        if (field && document.activeElement !== field) field.select();
      }}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => finish(title)}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        finish(event.key === 'Enter' ? title : null);
        workbench.regions.focus('editor');
      }}
    />
  );
}

type SignKind = 'idle' | 'running' | 'good' | 'bad' | 'warning' | 'neutral';

function describeSign(status: RunStatus, words: Words): { kind: SignKind; words: string } {
  if (isRunning(status)) return { kind: 'running', words: words.run.running };
  if (status.kind === 'finished') {
    const { text, tone } = describeOutcome(status.outcome, status.metrics, words);
    return { kind: tone, words: text };
  }
  if (status.kind !== 'failed') return { kind: 'idle', words: '' };
  const canBeHad = status.error.code === 'IMAGE_MISSING' || status.error.code === 'RUNTIME_MISSING';
  return { kind: canBeHad ? 'neutral' : 'bad', words: describeRefusal(status.error.code, words) };
}
