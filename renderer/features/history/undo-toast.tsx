/** Says what was just taken away, and brings it back with one click. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { UndoOffer } from '../../state/store';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import './history.css';

const SHOWN_MS = 10_000;

export function UndoToast() {
  const { store } = useWorkbench();
  const words = useWords();
  const offer = useApp((state) => state.undo);
  // A new offer is a new toast, with all of its time.
  return (
    offer && <Toast key={describeOffer(offer, words)} offer={offer} onEnd={() => store.setState({ undo: null })} />
  );
}

function Toast({ offer, onEnd }: { offer: UndoOffer; onEnd: () => void }) {
  const workbench = useWorkbench();
  const words = useWords();
  const undo = useRef<HTMLButtonElement>(null);
  const [isHeld, setHeld] = useState(false);
  const end = useRef(onEnd);
  end.current = onEnd;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another offer of the same words starts the time anew.
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => end.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, offer]);
  /** The button that was pressed goes, and takes the focus with it. */
  const leave = (act: () => void): void => {
    act();
    workbench.regions.focus('editor');
  };
  useEffect(() => workbench.regions.register('undo', () => undo.current?.focus()), [workbench]);
  return (
    <div
      className="undo-toast"
      data-region="undo"
      role="status"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{describeOffer(offer, words)}</span>
      <button ref={undo} type="button" className="link-button" onClick={() => leave(() => workbench.undo())}>
        {words.actions.undo}
      </button>
      <button type="button" className="icon-button" aria-label={words.actions.dismiss} onClick={() => leave(onEnd)}>
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

function describeOffer(offer: UndoOffer, { history, inputs, library, earlierRuns }: Words): string {
  switch (offer.kind) {
    case 'tab':
      return history.closedTab(offer.title);
    case 'template':
      return library.removed(offer.template.name);
    case 'file':
      return history.deletedFile(offer.file.path);
    case 'output':
      return history.clearedOutput;
    case 'code':
      return earlierRuns.broughtBack;
    case 'input':
      return inputs.removed(offer.input.name);
    case 'environment':
      return offer.removed === null ? inputs.replacedEnvironment : inputs.removedVariable(offer.removed);
  }
}
