/** What the window shows of one tab: editor and output with a divider between them. */
import { useLayoutEffect, useRef } from 'react';
import { Group, type GroupImperativeHandle, Panel, Separator } from 'react-resizable-panels';
import type { Side } from '../../contract';
import { EditorPane } from '../features/editor/editor-pane';
import { OutputPane } from '../features/output/output-pane';
import { selectLayout, selectTab } from '../state/selectors';
import { DEFAULT_EDITOR_SHARE } from '../state/store';
import { ErrorBoundary } from '../ui/error-boundary';
import { useWords } from '../words/use-words';
import { useApp, useWorkbench } from './workbench-context';

export interface TabViewProps {
  tabId: string;
  /** `whole`: no other tab is shown. */
  place: Side | 'whole';
}

export function TabView({ tabId, place }: TabViewProps) {
  const { store, tabs } = useWorkbench();
  const words = useWords().window;
  const group = useRef<GroupImperativeHandle>(null);
  const layout = useApp(selectLayout);
  const share = useApp((state) => state.editorShare);
  const title = useApp((state) => selectTab(state, tabId)?.title ?? '');
  const isActive = useApp((state) => state.activeTabId === tabId);

  useLayoutEffect(() => {
    const panels = group.current;
    if (panels && Math.abs((panels.getLayout().editor ?? share) - share) > 0.1) {
      panels.setLayout({ editor: share, output: 100 - share });
    }
  }, [share]);

  const activate = (): void => {
    if (!isActive) tabs.activate(tabId);
  };
  return (
    <div
      className="tab-view"
      id={`tab-panel-${tabId}`}
      role="tabpanel"
      aria-label={title}
      data-place={place}
      data-shown-tab={tabId}
      data-active={isActive || undefined}
      onFocusCapture={activate}
      onPointerDownCapture={activate}
    >
      <Group
        groupRef={group}
        orientation={layout === 'beside' ? 'horizontal' : 'vertical'}
        defaultLayout={{ editor: share, output: 100 - share }}
        onLayoutChanged={(sizes, { isUserInteraction }) => {
          if (isUserInteraction && sizes.editor !== undefined) store.setState({ editorShare: sizes.editor });
        }}
      >
        <Panel id="editor" minSize="20%" className="panel">
          <ErrorBoundary part="editor">
            <EditorPane tabId={tabId} />
          </ErrorBoundary>
        </Panel>
        <Separator
          className="divider"
          data-layout={layout}
          aria-label={words.divider}
          disableDoubleClick
          onDoubleClick={() => store.setState({ editorShare: DEFAULT_EDITOR_SHARE })}
        />
        <Panel id="output" minSize="20%" className="panel">
          <ErrorBoundary key={tabId} part="output">
            <OutputPane tabId={tabId} />
          </ErrorBoundary>
        </Panel>
      </Group>
    </div>
  );
}
