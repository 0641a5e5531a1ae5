/** The window's middle: one tab, or two with a divider between them. */
import { SquarePlus } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { Group, type GroupImperativeHandle, Panel, Separator } from 'react-resizable-panels';
import { selectShownTabs } from '../state/selectors';
import { DEFAULT_LEFT_SHARE } from '../state/store';
import { useWords } from '../words/use-words';
import { TabView } from './tab-view';
import { useKeys } from './use-keys';
import { useApp, useWorkbench } from './workbench-context';

export function Split() {
  const { store } = useWorkbench();
  const words = useWords().window;
  const group = useRef<GroupImperativeHandle>(null);
  const [left, right] = useApp((state) => selectShownTabs(state).shown);
  const share = useApp((state) => state.leftShare);
  const isLoading = useApp((state) => state.session.kind === 'loading');
  const isSplit = right !== undefined;

  useLayoutEffect(() => {
    const shown = group.current?.getLayout();
    // While the second half comes or goes, the group takes its default layout by itself.
    if (shown?.left === undefined || shown.right === undefined || Math.abs(shown.left - share) <= 0.1) return;
    group.current?.setLayout({ left: share, right: 100 - share });
  }, [share]);

  if (left === undefined) return isLoading ? <main className="split" aria-busy="true" /> : <NoTabs />;
  return (
    <main className="split" data-split={isSplit || undefined}>
      <Group
        groupRef={group}
        orientation="horizontal"
        defaultLayout={isSplit ? { left: share, right: 100 - share } : { left: 100 }}
        onLayoutChanged={(sizes, { isUserInteraction }) => {
          if (isUserInteraction && isSplit && sizes.left !== undefined) store.setState({ leftShare: sizes.left });
        }}
      >
        <Panel id="left" minSize="20%" className="panel">
          <TabView tabId={left} place={isSplit ? 'left' : 'whole'} />
        </Panel>
        {isSplit && (
          <>
            <Separator
              className="divider"
              data-layout="beside"
              aria-label={words.tabDivider}
              disableDoubleClick
              onDoubleClick={() => store.setState({ leftShare: DEFAULT_LEFT_SHARE })}
            />
            <Panel id="right" minSize="20%" className="panel">
              <TabView tabId={right} place="right" />
            </Panel>
          </>
        )}
      </Group>
    </main>
  );
}

function NoTabs() {
  const { store, history } = useWorkbench();
  const keysOf = useKeys();
  const words = useWords();
  const canReopen = useApp((state) => state.closedTabs.length > 0);
  return (
    <main className="split no-tabs">
      <SquarePlus size={28} aria-hidden="true" />
      <h1>{words.window.noTab}</h1>
      <p>{words.window.noTabAdvice}</p>
      <div className="card-actions">
        <button
          type="button"
          className="button button-primary"
          onClick={() => store.setState({ activeDialog: 'newTab' })}
        >
          {words.tabs.newTab} <kbd>{keysOf('newTab')}</kbd>
        </button>
        {canReopen && (
          <button type="button" className="button" onClick={() => void history.reopen()}>
            {words.window.reopenLast} <kbd>{keysOf('reopenTab')}</kbd>
          </button>
        )}
        <button type="button" className="button" onClick={() => store.setState({ activeDialog: 'history' })}>
          {words.window.history} <kbd>{keysOf('showHistory')}</kbd>
        </button>
      </div>
    </main>
  );
}
