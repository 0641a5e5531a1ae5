/** How the active tab's run stands, in the head of the output. */
import { Ban, CircleCheck, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { type ActiveRun, isActive } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import { everyTick, type TickClock } from '../../ui/every-tick';
import { useTurning } from '../../ui/use-turning';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import type { OutcomeTone } from '../run/wording';
import type { OutputBuffer } from './output-buffer';

export const toneIcons = {
  good: CircleCheck,
  bad: CircleX,
  warning: TriangleAlert,
  neutral: Ban,
} as const satisfies Record<OutcomeTone, unknown>;

/** @param buffer whose lines are counted once the run is over; null for a screen, which has none */
export function RunBadge({ tabId, buffer }: { tabId: string; buffer: OutputBuffer | null }) {
  const status = useApp((state) => selectRun(state, tabId));
  const words = useWords().output;
  return (
    <div className="run-badge">
      <h2>{words.title}</h2>
      {isActive(status) ? <ActiveBadge status={status} /> : buffer && <RunSize buffer={buffer} />}
    </div>
  );
}

function RunSize({ buffer }: { buffer: OutputBuffer }) {
  const lineCount = useSyncExternalStore(buffer.subscribe, () => buffer.shownLineCount);
  const words = useWords().output;
  return lineCount > 0 && <span className="run-size">{words.lines(lineCount)}</span>;
}

function ActiveBadge({ status }: { status: ActiveRun }) {
  const words = useWords();
  const { drawClock } = useWorkbench();
  const elapsedMs = useElapsed(drawClock, status.startedAt);
  const icon = useTurning<SVGSVGElement>(drawClock);
  return (
    <span className="run-active" data-testid="run-active">
      <LoaderCircle ref={icon} size={14} aria-hidden="true" />
      <span className="run-words">{describeActive(status, words)}</span>
      <span className="run-elapsed">{words.figures.elapsed(elapsedMs)}</span>
    </span>
  );
}

export function describeActive(status: ActiveRun, words: Words): string {
  const { now, queuePlace } = words.run;
  if (status.isStopping) return now.stopping;
  if (status.kind === 'starting') return shorten(status.preparing) || now.starting;
  if (status.kind === 'queued') return now.queued(queuePlace(status.position));
  if (status.stdin === 'wanted') return now.wantsInput;
  return status.phase === 'compile' ? now.compiling : now.running;
}

/** The sentence up to its explanation, which the empty output gives room to. */
function shorten(sentence: string): string {
  return sentence.split(':', 1)[0]!.replace(/\.$/, '');
}

function useElapsed(clock: TickClock, startedAt: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => everyTick(clock, () => setNow(performance.now())), [clock]);
  return Math.max(0, now - startedAt);
}
