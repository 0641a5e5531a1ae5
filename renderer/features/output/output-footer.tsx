/** What the window has to say after the program's last line: its own words, never in the program's text. */
import { CircleX, Play } from 'lucide-react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectImage, selectImageJob, selectRun } from '../../state/selectors';
import { MessageCard } from '../../ui/message-card';
import { ImageCard } from '../images/image-card';
import { describeOutcome, formatBytes } from '../run/wording';
import { toneIcons } from './run-badge';

export function OutputFooter({ tabId, isEmpty }: { tabId: string; isEmpty: boolean }) {
  const workbench = useWorkbench();
  const specId = useApp((state) => state.tabs.find((tab) => tab.id === tabId)?.specId ?? '');
  const status = useApp((state) => selectRun(state, tabId));
  const image = useApp((state) => selectImage(state, specId));
  const job = useApp((state) => selectImageJob(state, specId));
  const engineState = useApp((state) => state.engine?.state);

  const isRefused = status.kind === 'failed' && status.error.code === 'IMAGE_MISSING';
  const isKnownMissing = status.kind === 'idle' && isEmpty && image?.state === 'missing' && engineState === 'ready';
  if (isRefused || isKnownMissing || (status.kind === 'idle' && job)) {
    return <ImageCard specId={specId} willRun={isRefused} error={isRefused ? status.error : null} />;
  }
  if (status.kind === 'failed') {
    return (
      <MessageCard icon={CircleX} tone="bad" title={status.error.message} advice={status.error.remedy}>
        <div className="card-actions">
          <button type="button" className="button" onClick={() => void workbench.runs.start(tabId)}>
            Run again
          </button>
          {status.error.code === 'DOCKER_UNREACHABLE' && (
            <button
              type="button"
              className="button"
              onClick={() => workbench.store.setState({ activeDialog: 'doctor' })}
            >
              Details
            </button>
          )}
        </div>
      </MessageCard>
    );
  }
  if (status.kind === 'finished') {
    const { text, tone } = describeOutcome(status.outcome, status.metrics);
    const Icon = toneIcons[tone];
    return (
      <>
        {status.droppedBytes > 0 && (
          <div className="system-row" data-system="truncated">
            {describeDropped(status.metrics.outputBytes, status.droppedBytes)}
          </div>
        )}
        <div className="system-row" data-system="outcome" data-tone={tone}>
          <Icon size={13} aria-hidden="true" />
          <span>{text}</span>
          {isEmpty && <span className="system-row-note">nothing was printed</span>}
        </div>
      </>
    );
  }
  return status.kind === 'idle' && isEmpty ? <Hint /> : null;
}

function Hint() {
  const keysOf = useKeys();
  return (
    <div className="empty-state">
      <Play size={20} aria-hidden="true" />
      <p>
        <kbd>{keysOf('run')}</kbd> runs this
      </p>
      <p className="empty-state-more">What it prints shows up here, as it prints it.</p>
    </div>
  );
}

function describeDropped(keptBytes: number, droppedBytes: number): string {
  return `Output past ${formatBytes(keptBytes)} was dropped (${formatBytes(droppedBytes)} more were printed).`;
}
