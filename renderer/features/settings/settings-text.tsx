/** `settings.json` as text, with what is wrong in it. */
import { useRef, useState } from 'react';
import { readSettings } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { describeError } from '../../state/error-view';
import { useWords } from '../../words/use-words';
import { describeProblem, describeStrayKeys } from './describe-problem';

/** What a person starts from where there is no file yet. */
const EMPTY_FILE = '{\n  "$schema": "./settings.schema.json"\n}\n';

/** What was typed, and the file's text that it began with. */
interface Draft {
  text: string;
  base: string;
}

export function SettingsText() {
  const { settings } = useWorkbench();
  const words = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const found = useApp((state) => (state.settingsFile.kind === 'ready' ? state.settingsFile.text : null));
  const path = useApp((state) => (state.settingsFile.kind === 'ready' ? state.settingsFile.file : ''));
  const [draft, setDraft] = useState<Draft | null>(null);
  const [failure, setFailure] = useState('');
  if (found === null) return null;
  const text = draft?.text ?? (found === '' ? EMPTY_FILE : found);
  const { settings: read, problems } = readSettings(text);
  const broken = problems.find((problem) => problem.kind === 'broken');
  const messages = [...problems.map((problem) => describeProblem(problem, words)), ...describeStrayKeys(read, words)];
  const save = async (): Promise<void> => {
    if (broken) return;
    try {
      await settings.saveText(text);
      setDraft(null);
      setFailure('');
    } catch (error) {
      const { message, remedy } = describeError(error, words);
      setFailure(`${message} ${remedy}`);
    }
  };
  const goTo = (line: number, column: number): void => {
    const before = text.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    field.current?.focus();
    field.current?.setSelectionRange(at, at);
  };
  return (
    <div className="settings-json">
      <p className="settings-hint">
        {words.settings.text.file} <code>{path}</code>. {words.settings.text.hint}
      </p>
      <textarea
        ref={field}
        aria-label={words.settings.text.label}
        aria-invalid={broken !== undefined}
        aria-describedby="settings-json-problems"
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={(event) => setDraft({ text: event.target.value, base: draft?.base ?? found })}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
          event.preventDefault();
          void save();
        }}
      />
      <div id="settings-json-problems" role="status">
        <ul className="settings-json-problems">
          {messages.map((message) => (
            <li key={message}>{message}</li>
          ))}
          {messages.length === 0 && <li className="settings-hint">{words.settings.text.good}</li>}
          {draft && draft.base !== found && <li>{words.settings.text.changedOutside}</li>}
          {failure !== '' && <li>{failure}</li>}
        </ul>
      </div>
      <div className="modal-actions">
        {broken && (
          <button type="button" className="button" onClick={() => goTo(broken.line, broken.column)}>
            {words.settings.text.goTo(broken.line)}
          </button>
        )}
        <button type="button" className="button" disabled={draft === null} onClick={() => setDraft(null)}>
          {words.settings.text.revert}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={draft === null || broken !== undefined}
          onClick={() => void save()}
        >
          {words.settings.text.save}
        </button>
      </div>
    </div>
  );
}
