/** The window: tabs on top, editor and output side by side, one status line below. */
import { Tooltip } from 'radix-ui';
import { useState } from 'react';
import { DoctorBanner } from '../features/engine/doctor-banner';
import { DoctorDialog } from '../features/engine/doctor-dialog';
import { HistoryDialog } from '../features/history/history-dialog';
import { UndoToast } from '../features/history/undo-toast';
import { LanguagesDialog } from '../features/languages/languages-dialog';
import { LibraryDialog } from '../features/library/library-dialog';
import { TemplateDialog } from '../features/library/template-dialog';
import { Palette } from '../features/palette/palette';
import { SettingsDialog } from '../features/settings/settings-dialog';
import { SettingsProblems } from '../features/settings/settings-problems';
import { DoneToast } from '../features/share/done-toast';
import { OpenLinkDialog } from '../features/share/open-link-dialog';
import { StatusLine } from '../features/status/status-line';
import { LanguagePicker } from '../features/tabs/language-picker';
import { TabStrip } from '../features/tabs/tab-strip';
import { Tour } from '../features/welcome/tour';
import { ErrorBoundary } from '../ui/error-boundary';
import { KeysDialog } from './keys-dialog';
import { SessionProblem } from './session-problem';
import { Split } from './split';
import { TopMenu } from './top-menu';
import type { Workbench } from './workbench';
import { useApp, useWorkbench, WorkbenchContext } from './workbench-context';

export function App({ workbench }: { workbench: Workbench }) {
  return (
    <WorkbenchContext value={workbench}>
      <Tooltip.Provider delayDuration={500}>
        <ErrorBoundary part="window">
          <div className="window">
            <header className="top-bar">
              <TabStrip />
              <TopMenu />
            </header>
            <DoctorBanner />
            <SessionProblem />
            <SettingsProblems />
            <Split />
            <StatusLine />
          </div>
          <Tour />
          <UndoToast />
          <DoneToast />
          <ActiveDialog />
          <LiveRegion />
        </ErrorBoundary>
      </Tooltip.Provider>
    </WorkbenchContext>
  );
}

const sectionOf = { settings: 'appearance', settingsKeys: 'keys', settingsText: 'text' } as const;

function ActiveDialog() {
  const { store } = useWorkbench();
  const dialog = useApp((state) => state.activeDialog);
  const close = (): void => store.setState({ activeDialog: 'none' });
  switch (dialog) {
    case 'languages':
      return <LanguagesDialog onClose={close} />;
    case 'newTab':
      return <LanguagePicker onClose={close} />;
    case 'template':
      return <TemplateDialog onClose={close} />;
    case 'library':
      return <LibraryDialog show="all" onClose={close} />;
    case 'snippets':
      return <LibraryDialog show="snippets" onClose={close} />;
    case 'openLink':
      return <OpenLinkDialog onClose={close} />;
    case 'newTabBeside':
      return <LanguagePickerBeside onClose={close} />;
    case 'history':
      return <HistoryDialog onClose={close} />;
    case 'doctor':
      return <DoctorDialog onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'palette':
      return <Palette onClose={close} />;
    case 'settings':
    case 'settingsKeys':
    case 'settingsText':
      return <SettingsDialog section={sectionOf[dialog]} onClose={close} />;
    case 'none':
      return null;
  }
}

/** Once the tab is there, it stands beside the one that was active before. */
function LanguagePickerBeside({ onClose }: { onClose: () => void }) {
  const { store, split } = useWorkbench();
  const [formerTabId] = useState(() => store.getState().activeTabId);
  return (
    <LanguagePicker
      onClose={() => {
        onClose();
        // The picker opens the tab when it has closed.
        queueMicrotask(() => split.placeNew(formerTabId));
      }}
    />
  );
}

function LiveRegion() {
  const announcement = useApp((state) => state.announcement);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {announcement}
    </div>
  );
}
