/** The list of earlier runs, in the head of the output: choosing one shows what it printed. */
import { Check, History, Pin } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import type { EarlierRun } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectTab } from '../../state/selectors';
import { MenuPanel } from '../../ui/menu-panel';
import { useWords } from '../../words/use-words';
import { toneIcons } from '../output/run-badge';
import './earlier-runs.css';
import { describeDetail, describeRun, describeTime } from './run-words';
import { useEarlierRuns } from './use-earlier-runs';

export function EarlierRunsMenu({ tabId }: { tabId: string }) {
  const { regions, earlierRuns, shownRuns } = useWorkbench();
  const words = useWords().earlierRuns;
  const runs = useEarlierRuns(tabId);
  const [isOpen, setOpen] = useState(false);
  const next = useRef<(() => void) | null>(null);
  const shown = useApp((state) => state.shownRuns[tabId]);
  const pinnedId = useApp((state) => selectTab(state, tabId)?.pinnedRunId);
  const currentId = earlierRuns.findCurrent(tabId)?.id;
  const shownId = shown?.kind === 'earlier' ? shown.runId : currentId;

  useEffect(() => regions.register('earlierRuns', () => setOpen(true), tabId), [regions, tabId]);
  useEffect(() => {
    if (isOpen) void earlierRuns.load(tabId);
  }, [isOpen, earlierRuns, tabId]);

  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setOpen}>
      <DropdownMenu.Trigger className="icon-button" aria-label={words.title} title={words.title}>
        <History size={16} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <MenuPanel next={next} className="earlier-runs-menu" align="end">
        <DropdownMenu.Label className="menu-label">{words.title}</DropdownMenu.Label>
        {runs.length === 0 && <p className="menu-text">{words.none}</p>}
        {runs.map((run) => (
          <RunItem
            key={run.id}
            run={run}
            isShown={run.id === shownId}
            note={run.id === pinnedId ? 'pinned' : run.id === currentId ? 'current' : 'none'}
            onSelect={() => {
              next.current = () => regions.focus('output', tabId);
              shownRuns.show(tabId, run.id);
            }}
          />
        ))}
      </MenuPanel>
    </DropdownMenu.Root>
  );
}

interface RunItemProps {
  run: EarlierRun;
  isShown: boolean;
  note: 'pinned' | 'current' | 'none';
  onSelect: () => void;
}

function RunItem({ run, isShown, note, onSelect }: RunItemProps) {
  const words = useWords();
  const { text, tone } = describeRun(run, words);
  const Icon = toneIcons[tone];
  return (
    <DropdownMenu.Item className="menu-item earlier-run" data-tone={tone} aria-current={isShown} onSelect={onSelect}>
      {isShown && <Check size={14} className="menu-check" aria-hidden="true" />}
      <Icon size={13} className="run-tone" aria-hidden="true" />
      <span className="earlier-run-time">{describeTime(run.at, Date.now(), words)}</span>
      <span className="earlier-run-outcome">{text}</span>
      <span className="menu-detail">{describeDetail(run, words)}</span>
      {note === 'pinned' && <Pin size={12} className="earlier-run-pin" aria-label={words.earlierRuns.pinned} />}
      {note === 'current' && <span className="earlier-run-note">{words.earlierRuns.thisRun}</span>}
    </DropdownMenu.Item>
  );
}
