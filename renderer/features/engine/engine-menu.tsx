/** The engine in the status line, and the menu that chooses it: for this tab and for all. */
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import type { ProviderChoice } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectActiveTab, selectChoice, selectRun, selectTabForecast } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { MenuPanel } from '../../ui/menu-panel';
import { useWords } from '../../words/use-words';
import { describeDocker, describeForecast, nameEngine } from './engine-words';
import './engine.css';

/** A tab's choice as the menu has it: `all` is none of its own. */
type TabChoice = ProviderChoice | 'all';

export function EngineMenu() {
  const { store, tabs, regions } = useWorkbench();
  const words = useWords();
  const say = words.engine;
  const next = useRef<(() => void) | null>(null);
  /** Who has chosen goes on with the program. */
  const goOn = (): void => regions.focus('editor');
  const item = useApp(selectEngineItem);
  const engine = useApp((state) => state.engine);
  const ofAll = useApp((state) => state.provider);
  const tab = useApp(selectActiveTab);
  const details: Record<ProviderChoice, string> = {
    auto: say.autoDetail,
    docker: describeDocker(engine, words),
    embedded: say.embeddedDetail,
  };
  const ofTab: TabChoice = tab?.provider ?? 'all';
  const tabChoices: TabChoice[] =
    ofAll === 'auto' && ofTab !== 'auto' ? ['all', 'docker', 'embedded'] : ['all', 'auto', 'docker', 'embedded'];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="status-item status-engine"
        data-engine={item.tone}
        aria-label={say.current(item.text, item.note)}
        title={say.choose}
      >
        <span className="status-dot" aria-hidden="true" />
        {item.text}
        {item.note !== '' && <span className="status-note">{item.note}</span>}
      </DropdownMenu.Trigger>
      <MenuPanel next={next} className="engine-menu" align="start" side="top">
        {tab && (
          <>
            <DropdownMenu.Label className="menu-label">{say.ofThisTab}</DropdownMenu.Label>
            <DropdownMenu.RadioGroup
              aria-label={say.ofThisTab}
              value={ofTab}
              onValueChange={(value) => {
                next.current = goOn;
                tabs.setProvider(tab.id, value === 'all' ? undefined : (value as ProviderChoice));
              }}
            >
              {tabChoices.map((choice) => (
                <EngineItem
                  key={choice}
                  value={choice}
                  name={choice === 'all' ? say.sameAsAll : say.names[choice]}
                  detail={choice === 'all' ? say.namesInSentence[ofAll] : ''}
                />
              ))}
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator className="menu-separator" />
          </>
        )}
        <DropdownMenu.Label className="menu-label">{say.ofAllTabs}</DropdownMenu.Label>
        <DropdownMenu.RadioGroup
          aria-label={say.ofAllTabs}
          value={ofAll}
          onValueChange={(value) => {
            next.current = goOn;
            store.setState({ provider: value as ProviderChoice });
          }}
        >
          {(['auto', 'docker', 'embedded'] as const).map((choice) => (
            <EngineItem key={choice} value={choice} name={say.names[choice]} detail={details[choice]} />
          ))}
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Separator className="menu-separator" />
        <p className="menu-text">{say.embeddedLimits}</p>
        <DropdownMenu.Separator className="menu-separator" />
        <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'languages' })}>
          {say.languagesItem}
        </DropdownMenu.Item>
        <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'doctor' })}>
          {say.doctorItem}
        </DropdownMenu.Item>
      </MenuPanel>
    </DropdownMenu.Root>
  );
}

function EngineItem({ value, name, detail }: { value: string; name: string; detail: string }) {
  return (
    <DropdownMenu.RadioItem value={value} className="menu-item" textValue={name}>
      <DropdownMenu.ItemIndicator className="menu-check">
        <Check size={14} aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
      {name}
      {detail !== '' && <span className="menu-detail">{detail}</span>}
    </DropdownMenu.RadioItem>
  );
}

interface EngineItemWords {
  text: string;
  tone: 'ready' | 'unknown' | 'missing';
  /** Whose choice it is. */
  note: string;
}

/** The engine that ran the active tab, until another is chosen; or else the one that would. */
function selectEngineItem(state: AppState): EngineItemWords {
  const { words } = state;
  const tab = selectActiveTab(state);
  const choice = selectChoice(state, state.activeTabId);
  const note =
    tab?.provider !== undefined ? words.engine.noteThisTab : choice === 'auto' ? words.engine.noteAutomatic : '';
  const run = selectRun(state, state.activeTabId);
  const ran = run.kind === 'running' || run.kind === 'finished' ? run.engine : null;
  if (ran?.asked === choice) return { text: nameEngine(ran.id, state.engine, words), tone: 'ready', note };
  if (state.session.kind === 'loading')
    return { text: describeForecast({ kind: 'unknown' }, null, words), tone: 'unknown', note: '' };
  if (!tab) {
    const isReady = state.engine?.state === 'ready' && choice !== 'embedded';
    return { text: isReady ? nameEngine('docker', state.engine, words) : words.engine.engine, tone: 'unknown', note };
  }
  const forecast = selectTabForecast(state, tab.id);
  const tone = forecast.kind === 'unknown' || forecast.kind === 'missing' ? forecast.kind : 'ready';
  return { text: describeForecast(forecast, state.engine, words), tone, note };
}
