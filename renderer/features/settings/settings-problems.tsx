/** Says what of the person's settings is not in force, or not saved, and what to do about it. */
import { Info, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { describeProblem } from './describe-problem';

export function SettingsProblems() {
  const { settings } = useWorkbench();
  const words = useWords();
  const { problems: said } = words.settings;
  const file = useApp((state) => state.settingsFile);
  const unsaved = useApp((state) => state.settingsProblem);
  const [dismissedText, setDismissedText] = useState<string | null>(null);
  if (file.kind === 'failed') {
    return (
      <Banner tone="bad" title={said.failedTitle}>
        {file.error.message} {file.error.remedy}
      </Banner>
    );
  }
  if (file.kind === 'loading') return null;
  const broken = file.problems.find((problem) => problem.kind === 'broken');
  if (broken) {
    return (
      <Banner
        tone="bad"
        title={said.brokenTitle}
        actions={
          <>
            <EditButton />
            <button type="button" className="button button-small" onClick={() => void settings.replaceBroken()}>
              {said.setAside}
            </button>
          </>
        }
      >
        {describeProblem(broken, words)} {unsaved ? said.notSavedTitle : said.notWritten}
      </Banner>
    );
  }
  if (unsaved) {
    return (
      <Banner tone="bad" title={said.notSavedTitle}>
        {unsaved.message} {unsaved.remedy}
      </Banner>
    );
  }
  const invalid = file.problems.filter((problem) => problem.kind === 'invalid');
  if (invalid.length === 0 || file.text === dismissedText) return null;
  return (
    <Banner
      tone="notice"
      title={said.invalidTitle}
      actions={
        <>
          <EditButton />
          <IconButton icon={X} label={words.actions.dismiss} onClick={() => setDismissedText(file.text)} />
        </>
      }
    >
      {invalid.map((problem) => describeProblem(problem, words)).join(' ')}
    </Banner>
  );
}

function EditButton() {
  const { store } = useWorkbench();
  const { problems } = useWords().settings;
  return (
    <button
      type="button"
      className="button button-small"
      onClick={() => store.setState({ activeDialog: 'settingsText' })}
    >
      {problems.edit}
    </button>
  );
}

interface BannerProps {
  tone: 'bad' | 'notice';
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

function Banner({ tone, title, actions, children }: BannerProps) {
  const Icon = tone === 'bad' ? TriangleAlert : Info;
  return (
    <aside className="banner" role={tone === 'bad' ? 'alert' : 'status'} data-tone={tone} aria-label={title}>
      <Icon size={16} aria-hidden="true" />
      <p>
        <strong>{title}</strong> {children}
      </p>
      {actions && <div className="banner-actions">{actions}</div>}
    </aside>
  );
}
