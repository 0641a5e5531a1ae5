/** What the window has to say after the program's last line: its own words, never in the program's text. */
import { CornerDownRight, Hourglass, Info, Play } from 'lucide-react';
import type { Spec } from '../../../contract';
import { useKeys } from '../../app/use-keys';
import { useApp } from '../../app/workbench-context';
import type { RunOrigin, RunStatus } from '../../state/run-status';
import { selectImageJob, selectRun, selectRuntimeJob, selectSpec, selectTabForecast } from '../../state/selectors';
import { useWords } from '../../words/use-words';
import { ImageCard } from '../images/image-card';
import { RuntimeCard } from '../languages/runtime-card';
import { describeOutcome } from '../run/wording';
import { OtherEngines } from './other-engines';
import { RefusalCard } from './refusal-card';
import { toneIcons } from './run-badge';

export function OutputFooter({ tabId, isEmpty }: { tabId: string; isEmpty: boolean }) {
  const spec = useApp((state) => selectSpec(state, state.tabs.find((tab) => tab.id === tabId)?.specId));
  const status = useApp((state) => selectRun(state, tabId));
  switch (status.kind) {
    case 'idle':
      return <BeforeRun tabId={tabId} spec={spec} isEmpty={isEmpty} />;
    case 'starting':
      return isEmpty && status.preparing !== '' ? <Preparing words={status.preparing} /> : null;
    case 'running':
      return (
        <>
          <Origin origin={status.origin} time="now" />
          <Notes tabId={tabId} spec={spec} notes={status.notes} engineId={status.engine?.id} />
        </>
      );
    case 'finished':
      return (
        <>
          <Origin origin={status.origin} time="over" />
          <Notes tabId={tabId} spec={spec} notes={status.notes} engineId={status.engine?.id} />
          <Outcome status={status} isEmpty={isEmpty} />
        </>
      );
    case 'failed': {
      const { error } = status;
      const find = (look: 'primary' | 'button') => (
        <OtherEngines tabId={tabId} spec={spec} code={error.code} look={look} />
      );
      if (error.code === 'IMAGE_MISSING' && spec) {
        return <ImageCard specId={spec.id} willRun error={error} others={find('button')} />;
      }
      if (error.code === 'RUNTIME_MISSING' && spec && hasRuntime(spec)) {
        return <RuntimeCard spec={spec} willRun others={find('button')} />;
      }
      return <RefusalCard tabId={tabId} spec={spec} error={error} others={find('primary')} />;
    }
    default:
      return null;
  }
}

/** What has to be got before the first run, or else how to run. */
function BeforeRun({ tabId, spec, isEmpty }: { tabId: string; spec: Spec | null; isEmpty: boolean }) {
  const forecast = useApp((state) => selectTabForecast(state, tabId));
  const imageJob = useApp((state) => selectImageJob(state, spec?.id));
  const runtimeJob = useApp((state) => selectRuntimeJob(state, spec?.embedded));
  const missing = forecast.kind === 'missing' && isEmpty ? forecast.what : null;
  if (spec && (imageJob || missing === 'image')) return <ImageCard specId={spec.id} willRun={false} error={null} />;
  if (spec && hasRuntime(spec) && (runtimeJob || missing === 'runtime')) {
    const others = <OtherEngines tabId={tabId} spec={spec} code="RUNTIME_MISSING" />;
    return <RuntimeCard spec={spec} willRun={false} others={others} />;
  }
  return isEmpty ? <Hint /> : null;
}

/** What of the tab ran, and where its input came from, unless that goes without saying. */
function Origin({ origin, time }: { origin: RunOrigin; time: 'now' | 'over' }) {
  const words = useWords().ways;
  const { lines, input, repeats } = origin;
  const sayLines = time === 'now' ? words.runsLines : words.ranLines;
  const sentences = [
    ...(repeats === 'last run' ? [words.repeated] : []),
    ...(lines ? [sayLines(lines.path, lines.from, lines.to)] : []),
    ...(input.kind === 'saved' ? [words.inputSaved(input.name)] : []),
    ...(input.kind === 'sent' ? [words.inputSent] : []),
  ];
  if (sentences.length === 0) return null;
  return (
    <div className="system-row" data-system="origin">
      <CornerDownRight size={13} aria-hidden="true" />
      <span className="system-row-words">{sentences.join(' ')}</span>
    </div>
  );
}

interface NotesProps {
  tabId: string;
  spec: Spec | null;
  notes: readonly string[];
  engineId: string | undefined;
}

/** What the program wanted and its engine could not give. */
function Notes({ tabId, spec, notes, engineId }: NotesProps) {
  const { said } = useWords();
  return notes.map((note, index) => (
    <div key={note} className="system-row" data-system="unsupported">
      <Info size={13} aria-hidden="true" />
      <span className="system-row-words">{said(note)}</span>
      {index === 0 && engineId === 'embedded' && (
        <OtherEngines tabId={tabId} spec={spec} code="PROVIDER_UNFIT" look="link" />
      )}
    </div>
  ));
}

export function Outcome({ status, isEmpty }: { status: Extract<RunStatus, { kind: 'finished' }>; isEmpty: boolean }) {
  const words = useWords();
  const { text, tone } = describeOutcome(status.outcome, status.metrics, words);
  const Icon = toneIcons[tone];
  return (
    <>
      {status.droppedBytes > 0 && (
        <div className="system-row" data-system="truncated">
          {words.output.dropped(status.metrics.outputBytes, status.droppedBytes)}
        </div>
      )}
      <div className="system-row" data-system="outcome" data-tone={tone}>
        <Icon size={13} aria-hidden="true" />
        <span className="system-row-words system-row-parts">
          <span>{text}</span>
          {isEmpty && <span className="system-row-note">{words.output.nothingPrinted}</span>}
          {status.engine?.id === 'embedded' && <span className="system-row-note">{words.output.byEmbedded}</span>}
        </span>
      </div>
    </>
  );
}

function Preparing({ words }: { words: string }) {
  return (
    <div className="empty-state">
      <Hourglass size={20} aria-hidden="true" />
      <p>{words}</p>
    </div>
  );
}

function Hint() {
  const words = useWords().output;
  const keysOf = useKeys();
  return (
    <div className="empty-state">
      <Play size={20} aria-hidden="true" />
      <p>
        <kbd>{keysOf('run')}</kbd> {words.runsThis}
      </p>
      <p className="empty-state-more">{words.printsHere}</p>
    </div>
  );
}

function hasRuntime(spec: Spec): spec is Spec & { embedded: string } {
  return spec.embedded !== undefined;
}
