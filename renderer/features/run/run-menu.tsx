/** Beside the Run button: what starts the tab by itself, and the other ways to run it. */
import { Check, ChevronDown, Keyboard, Save } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import type { RunTrigger } from '../../../contract';
import type { RegionName } from '../../app/regions';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { Tab } from '../../state/tabs';
import { MenuPanel } from '../../ui/menu-panel';
import { useWords } from '../../words/use-words';

/** For a bar that has no room for words. */
const triggerMarks = { save: Save, typing: Keyboard } as const;

const triggers: readonly RunTrigger[] = ['request', 'save', 'typing'];

export function RunMenu({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const { tabs, runs, inputs, regions } = workbench;
  const { ways, figures, inputs: inputWords } = useWords();
  const keysOf = useKeys();
  const next = useRef<(() => void) | null>(null);
  const delayMs = useApp((state) => state.settings.run.typingDelayMs);
  const hasRun = useApp((state) => state.repeatable.has(tab.id));
  const tag = tab.runOn === 'request' ? null : ways.triggerTag[tab.runOn];
  const Mark = tab.runOn === 'request' ? null : triggerMarks[tab.runOn];
  const saveKeys = keysOf('saveSession');
  const details: Record<RunTrigger, ReactNode> = {
    request: null,
    save: saveKeys && <kbd>{saveKeys}</kbd>,
    typing: <span className="menu-detail">{ways.afterLastKey(figures.duration(delayMs))}</span>,
  };
  /** Where the focus goes on. */
  const leave = (to: RegionName, act: () => void) => () => {
    next.current = () => regions.focus(to, tab.id);
    act();
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button button-primary run-menu-button"
        aria-label={tag === null ? ways.menu : ways.menuWith(tag)}
        title={tag === null ? ways.menu : ways.menuWith(tag)}
      >
        {tag !== null && <span className="run-menu-tag">{tag}</span>}
        {Mark && <Mark size={14} className="run-menu-mark" aria-hidden="true" />}
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <MenuPanel next={next} align="end">
        <DropdownMenu.Label className="menu-label">{ways.triggers}</DropdownMenu.Label>
        <DropdownMenu.RadioGroup
          aria-label={ways.triggers}
          value={tab.runOn}
          onValueChange={(value) => leave('editor', () => tabs.setRunOn(tab.id, value as RunTrigger))()}
        >
          {triggers.map((trigger) => (
            <DropdownMenu.RadioItem
              key={trigger}
              value={trigger}
              className="menu-item"
              textValue={ways.trigger[trigger]}
            >
              <DropdownMenu.ItemIndicator className="menu-check">
                <Check size={14} aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
              {ways.trigger[trigger]}
              {details[trigger]}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Separator className="menu-separator" />
        <DropdownMenu.Item className="menu-item" onSelect={leave('editor', () => workbench.runSelection(tab.id))}>
          {ways.runSelection}
          <kbd>{keysOf('runSelection')}</kbd>
        </DropdownMenu.Item>
        <DropdownMenu.Item
          className="menu-item"
          disabled={!hasRun}
          onSelect={leave('editor', () => void runs.start(tab.id, { kind: 'last' }))}
        >
          {ways.runAgain}
          {hasRun ? <kbd>{keysOf('runAgain')}</kbd> : <span className="menu-detail">{ways.notRunYet}</span>}
        </DropdownMenu.Item>
        <DropdownMenu.Separator className="menu-separator" />
        <DropdownMenu.Item className="menu-item" onSelect={leave('environment', () => {})}>
          {inputWords.environment} …
        </DropdownMenu.Item>
        <DropdownMenu.CheckboxItem
          className="menu-item"
          checked={tab.inputs.panel === 'shown'}
          onCheckedChange={leave(tab.inputs.panel === 'shown' ? 'editor' : 'inputs', () => inputs.togglePanel(tab.id))}
        >
          <DropdownMenu.ItemIndicator className="menu-check">
            <Check size={14} aria-hidden="true" />
          </DropdownMenu.ItemIndicator>
          {inputWords.panel}
        </DropdownMenu.CheckboxItem>
      </MenuPanel>
    </DropdownMenu.Root>
  );
}
