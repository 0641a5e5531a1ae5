/** Chooses which saved input the runs of a tab get, or that it is typed while they run. */
import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { useWorkbench } from '../../app/workbench-context';
import { findChosenInput } from '../../state/tab-inputs';
import type { Tab } from '../../state/tabs';
import { MenuPanel } from '../../ui/menu-panel';
import { useWords } from '../../words/use-words';

/** No input has this id. */
const TYPED = '';

export function InputChooser({ tab, onChosen }: { tab: Tab; onChosen: () => void }) {
  const { inputs } = useWorkbench();
  const words = useWords().inputs;
  const next = useRef<(() => void) | null>(null);
  const chosen = findChosenInput(tab);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button button-small input-chooser"
        aria-label={`${words.choose}: ${chosen?.name ?? words.typed}`}
      >
        <span>{chosen?.name ?? words.typed}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <MenuPanel next={next} align="start">
        <DropdownMenu.RadioGroup
          aria-label={words.choose}
          value={chosen?.id ?? TYPED}
          onValueChange={(id) => {
            next.current = onChosen;
            inputs.choose(tab.id, id === TYPED ? null : id);
          }}
        >
          <InputItem value={TYPED} name={words.typed} />
          {tab.inputs.saved.length > 0 && <DropdownMenu.Separator className="menu-separator" />}
          {tab.inputs.saved.map(({ id, name }) => (
            <InputItem key={id} value={id} name={name} />
          ))}
        </DropdownMenu.RadioGroup>
      </MenuPanel>
    </DropdownMenu.Root>
  );
}

function InputItem({ value, name }: { value: string; name: string }) {
  return (
    <DropdownMenu.RadioItem value={value} className="menu-item" textValue={name}>
      <DropdownMenu.ItemIndicator className="menu-check">
        <Check size={14} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
      {name}
    </DropdownMenu.RadioItem>
  );
}
