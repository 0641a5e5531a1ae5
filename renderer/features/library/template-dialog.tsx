/** Names a template or a snippet, new or known; the text of a snippet can be changed too. */
import { useState } from 'react';
import type { Template } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import { readSnippet } from './snippet-text';
import '../share/share.css';
import './library.css';

export function TemplateDialog({ onClose }: { onClose: () => void }) {
  const draft = useApp((state) => state.templateDraft);
  return draft && <TemplateForm draft={draft} onClose={onClose} />;
}

function TemplateForm({ draft, onClose }: { draft: Template; onClose: () => void }) {
  const { templates } = useWorkbench();
  const { library, actions } = useWords();
  const [name, setName] = useState(draft.name);
  const [text, setText] = useState(readSnippet(draft));
  const [problem, setProblem] = useState<string | null>(null);
  const isSnippet = draft.kind === 'snippet';
  const save = async (): Promise<void> => {
    const files = isSnippet ? [{ path: draft.tab.entry, content: text }] : draft.tab.files;
    const found = await templates.save({ ...draft, name: name.trim(), tab: { ...draft.tab, files } });
    if (found === null) onClose();
    else setProblem(found);
  };
  return (
    <Modal
      title={isSnippet ? library.saveSnippet : library.saveTemplate}
      description={isSnippet ? library.snippetAdvice : library.templateAdvice}
      onClose={onClose}
    >
      <form
        className="link-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label className="field-label">
          {library.name}
          <input
            type="text"
            className="field"
            value={name}
            maxLength={100}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : 'template-problem'}
            spellCheck={false}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the dialog is there for this field.
            autoFocus
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {isSnippet && (
          <label className="field-label">
            {library.text}
            <textarea
              className="field snippet-text"
              rows={6}
              value={text}
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
        )}
        {problem !== null && (
          <p id="template-problem" className="field-problem" role="alert">
            {problem}
          </p>
        )}
        <div className="modal-actions">
          <button type="button" className="button" onClick={onClose}>
            {actions.cancel}
          </button>
          <button type="submit" className="button button-primary">
            {library.save}
          </button>
        </div>
      </form>
    </Modal>
  );
}
