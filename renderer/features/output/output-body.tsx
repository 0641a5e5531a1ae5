/** The middle of the output pane: the newest output, an earlier one, or two compared; the pinned one above it. */
import { type Ref, useCallback, useSyncExternalStore } from 'react';
import type { EarlierRun, SourcePlace } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';
import { Comparison } from '../earlier-runs/comparison';
import { EarlierRunBar } from '../earlier-runs/earlier-run-bar';
import { PinnedAbove } from '../earlier-runs/pinned-above';
import { useEarlierRuns } from '../earlier-runs/use-earlier-runs';
import { useKeptBuffer } from '../earlier-runs/use-kept-buffer';
import { OutputFooter } from './output-footer';
import { type OutputView, TOP_PX } from './output-list';
import { OutputReader } from './output-reader';

export interface OutputBodyProps {
  tabId: string;
  isFinding: boolean;
  onCloseFind: () => void;
  handle: Ref<{ focus(): void }>;
}

export function OutputBody(props: OutputBodyProps) {
  const { tabId } = props;
  const { earlierRuns, shownRuns } = useWorkbench();
  const shown = useApp((state) => state.shownRuns[tabId]);
  const runs = useEarlierRuns(tabId);
  const earlier = shown?.kind === 'earlier' ? earlierRuns.find(tabId, shown.runId) : null;

  if (shown?.kind === 'comparison') {
    const find = (id: string | null) => runs.find((run) => run.id === id) ?? null;
    return <Comparison tabId={tabId} before={find(shown.beforeId)} after={find(shown.afterId)} handle={props.handle} />;
  }
  return (
    <PinnedAbove tabId={tabId} shownId={earlier?.id}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the earlier run, wherever the focus is. */}
      <div
        className="output-shown"
        onKeyDown={(event) => {
          if (earlier && event.key === 'Escape' && !event.defaultPrevented) shownRuns.showNewest(tabId);
        }}
      >
        {earlier ? <EarlierOutput {...props} run={earlier} key={earlier.id} /> : <NewestOutput {...props} />}
      </div>
    </PinnedAbove>
  );
}

function NewestOutput({ tabId, ...props }: OutputBodyProps) {
  const { outputs, memory, places, navigator } = useWorkbench();
  const words = useWords().output;
  const buffer = outputs.get(tabId);
  const keepView = useCallback((outputView: OutputView) => memory.keep(tabId, { outputView }), [memory, tabId]);
  const placesVersion = useSyncExternalStore(places.subscribe, places.getVersion);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what is known of the places
  const findPlaces = useCallback((line: string) => places.find(tabId, line), [places, tabId, placesVersion]);
  const follow = useCallback(
    (place: SourcePlace) => void navigator.goTo({ tabId, place, kind: 'place' }),
    [navigator, tabId],
  );
  return (
    <OutputReader
      {...props}
      findPlaces={findPlaces}
      onFollow={follow}
      tabId={tabId}
      buffer={buffer}
      label={words.programOutput}
      initialView={memory.read(tabId).outputView}
      onView={keepView}
      footer={<OutputFooter tabId={tabId} isEmpty={buffer.isEmpty} />}
    />
  );
}

const top: OutputView = { kind: 'held', generation: 0, line: 0, part: 0, offsetPx: -TOP_PX };
const ignore = (): void => {};
/** The code may be another by now. */
const findNoPlaces = () => [];

function EarlierOutput({ run, ...props }: OutputBodyProps & { run: EarlierRun }) {
  const words = useWords().earlierRuns;
  const buffer = useKeptBuffer(run);
  return (
    <>
      <EarlierRunBar tabId={props.tabId} run={run} />
      <OutputReader
        {...props}
        buffer={buffer}
        label={words.title}
        findPlaces={findNoPlaces}
        onFollow={ignore}
        initialView={top}
        onView={ignore}
        footer={null}
      />
    </>
  );
}
