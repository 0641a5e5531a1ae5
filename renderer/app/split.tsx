/** Editor and output with a divider between them. */
import { SquarePlus } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { Group, type GroupImperativeHandle, Panel, Separator } from 'react-resizable-panels';
import { EditorPane } from '../features/editor/editor-pane';
import { OutputPane } from '../features/output/output-pane';
import { DEFAULT_EDITOR_SHARE } from '../state/store';
import { ErrorBoundary } from '../ui/error-boundary';
import { useKeys } from './use-keys';
import { useApp, useWorkbench } from './workbench-context';

export function Split() {
  const { store } = useWorkbench();
  const group = useRef<GroupImperativeHandle>(null);
  const tabId = useApp((state) => state.activeTabId);
  const layout = useApp((state) => state.layout);
  const share = useApp((state) => state.editorShare);
  const isLoading = useApp((state) => state.session.kind === 'loading');

  useLayoutEffect(() => {
    const panels = group.current;
    if (panels && Math.abs((panels.getLayout().editor ?? share) - share) > 0.1) {
      panels.setLayout({ editor: share, output: 100 - share });
    }
  }, [share]);

  if (tabId === null) return isLoading ? <main className="split" aria-busy="true" /> : <NoTabs />;
  return (
    <main className="split" id="tab-panel" role="tabpanel" aria-label="Editor and output">
      <Group
        groupRef={group}
        orientation={layout === 'beside' ? 'horizontal' : 'vertical'}
        defaultLayout={{ editor: share, output: 100 - share }}
        onLayoutChanged={(sizes, { isUserInteraction }) => {
          if (isUserInteraction && sizes.editor !== undefined) store.setState({ editorShare: sizes.editor });
        }}
      >
        <Panel id="editor" minSize="20%" className="panel">
          <ErrorBoundary what="The editor">
            <EditorPane />
          </ErrorBoundary>
        </Panel>
        <Separator
          className="divider"
          data-layout={layout}
          aria-label="Divider between editor and output"
          disableDoubleClick
          onDoubleClick={() => store.setState({ editorShare: DEFAULT_EDITOR_SHARE })}
        />
        <Panel id="output" minSize="20%" className="panel">
          <ErrorBoundary key={tabId} what="The output">
            <OutputPane tabId={tabId} />
          </ErrorBoundary>
        </Panel>
      </Group>
    </main>
  );
}

function NoTabs() {
  const { store, history } = useWorkbench();
  const keysOf = useKeys();
  const canReopen = useApp((state) => state.closedTabs.length > 0);
  return (
    <main className="split no-tabs">
      <SquarePlus size={28} aria-hidden="true" />
      <h1>No tab is open</h1>
      <p>Open one, choose a language, and run something.</p>
      <div className="card-actions">
        <button
          type="button"
          className="button button-primary"
          onClick={() => store.setState({ activeDialog: 'newTab' })}
        >
          New tab <kbd>{keysOf('newTab')}</kbd>
        </button>
        {canReopen && (
          <button type="button" className="button" onClick={() => void history.reopen()}>
            Reopen the last one <kbd>{keysOf('reopenTab')}</kbd>
          </button>
        )}
        <button type="button" className="button" onClick={() => store.setState({ activeDialog: 'history' })}>
          History <kbd>{keysOf('showHistory')}</kbd>
        </button>
      </div>
    </main>
  );
}
