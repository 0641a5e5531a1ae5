/** In the head of the editor, for languages with boilerplate: whether the file is run without it. */
import { Braces } from 'lucide-react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectSnippet, selectSpec } from '../../state/selectors';
import type { Tab } from '../../state/tabs';
import { useWords } from '../../words/use-words';
import './snippet.css';

export function SnippetToggle({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const { snippet } = useWords();
  const keys = useKeys()('toggleSnippet');
  const state = useApp((now) => selectSnippet(now, tab.id));
  const language = useApp((now) => selectSpec(now, tab.specId)?.title ?? tab.specId);
  if (state === 'impossible') return null;
  const title = snippet.explain(language);
  return (
    <button
      type="button"
      className="snippet-toggle"
      aria-pressed={state === 'on'}
      title={keys === undefined ? title : `${title} (${keys})`}
      // A click must not take the focus from the editor.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => workbench.snippets.toggle(tab.id)}
    >
      <Braces size={13} aria-hidden="true" />
      <span className="snippet-words">{snippet.label}</span>
    </button>
  );
}
