/** Takes a link that the person pastes, and opens what it carries. */
import { useState } from 'react';
import { useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import './share.css';

export function OpenLinkDialog({ onClose }: { onClose: () => void }) {
  const { share: controller } = useWorkbench();
  const { share } = useWords();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Modal title={share.openLinkTitle} description={share.openLinkAdvice} onClose={onClose}>
      <form
        className="link-form"
        onSubmit={(event) => {
          event.preventDefault();
          const found = controller.openLink(text);
          setProblem(found);
          if (found === null) onClose();
        }}
      >
        <input
          type="text"
          className="field"
          aria-label={share.link}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'link-problem'}
          placeholder="runyard://v1/…"
          value={text}
          spellCheck={false}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the dialog is there for this field.
          autoFocus
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
        {problem !== null && (
          <p id="link-problem" className="field-problem" role="alert">
            {problem}
          </p>
        )}
        <div className="modal-actions">
          <button type="button" className="button" onClick={onClose}>
            {share.cancel}
          </button>
          <button type="submit" className="button button-primary">
            {share.open}
          </button>
        </div>
      </form>
    </Modal>
  );
}
