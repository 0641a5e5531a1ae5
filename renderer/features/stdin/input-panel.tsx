/** What each run of the tab gets as its whole stdin: one of several texts with names, or none. */
import { Pencil, Plus, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { INPUT_LIMIT } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { findChosenInput } from '../../state/tab-inputs';
import type { Tab } from '../../state/tabs';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { InputChooser } from './input-chooser';
import './input-panel.css';
import { InputNameField } from './input-name-field';

export function InputPanel({ tabId }: { tabId: string }) {
  const tab = useApp((state) => state.tabs.find((candidate) => candidate.id === tabId));
  return tab?.inputs.panel === 'shown' ? <ShownPanel key={tabId} tab={tab} /> : null;
}

function ShownPanel({ tab }: { tab: Tab }) {
  const { inputs, regions } = useWorkbench();
  const words = useWords().inputs;
  const text = useRef<HTMLTextAreaElement>(null);
  const [renamed, setRenamed] = useState<string | null>(null);
  const chosen = findChosenInput(tab);
  const focusText = (): void => text.current?.focus();
  useEffect(() => regions.register('inputs', () => text.current?.focus(), tab.id), [regions, tab.id]);
  return (
    <section className="input-panel" data-region="inputs" aria-label={words.panel}>
      <header className="input-panel-head">
        <h3>{words.panel}</h3>
        {chosen && renamed === chosen.id ? (
          <InputNameField
            name={chosen.name}
            onEnd={(name) => {
              if (name !== null) inputs.rename(tab.id, chosen.id, name);
              setRenamed(null);
              focusText();
            }}
          />
        ) : (
          <InputChooser tab={tab} onChosen={focusText} />
        )}
        <div className="pane-actions" role="toolbar" aria-label={words.panel}>
          <IconButton
            icon={Plus}
            label={words.add}
            onClick={() => {
              inputs.add(tab.id, '');
              focusText();
            }}
          />
          <IconButton
            icon={Pencil}
            label={words.rename}
            isDisabled={!chosen}
            onClick={() => setRenamed(chosen?.id ?? null)}
          />
          <IconButton
            icon={Trash2}
            label={words.remove}
            isDisabled={!chosen}
            onClick={() => {
              if (chosen) inputs.remove(tab.id, chosen.id);
              focusText();
            }}
          />
          <IconButton icon={X} label={words.hidePanel} onClick={() => inputs.togglePanel(tab.id)} />
        </div>
      </header>
      <textarea
        ref={text}
        value={chosen?.text ?? ''}
        placeholder={chosen ? words.emptyText : words.typedHint}
        aria-label={words.text}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        wrap="off"
        onChange={(event) => inputs.type(tab.id, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') regions.focus('editor', tab.id);
        }}
      />
      {chosen && chosen.text.length >= INPUT_LIMIT && (
        <p className="input-panel-problem" role="alert">
          {words.full}
        </p>
      )}
    </section>
  );
}
