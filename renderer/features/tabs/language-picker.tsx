/** Chooses what a new tab begins from: Enter on a language is its hello; the right arrow shows its examples and templates. */
import { Command } from 'cmdk';
import { ChevronRight, CircleCheck, CloudDownload, Search, Unplug } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectForecast, selectSpecs } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import { RecentItems } from '../share/recent-items';
import { LanguageStarts } from './language-starts';
import { scoreSpec } from './score-spec';
import './language-picker.css';

/** Of the values of languages among all items. */
const SPEC_VALUE = 'language ';

export function LanguagePicker({ onClose }: { onClose: () => void }) {
  const { store, templates } = useWorkbench();
  const { tabs } = store.getState().words;
  useEffect(() => void templates.load(), [templates]);
  const specs = useApp(selectSpecs);
  const [pageOf, setPageOf] = useState<string | null>(null);
  const [selected, setSelected] = useState('');
  const spec = specs.find(({ id }) => id === pageOf);
  const goBack = (): void => {
    setSelected(SPEC_VALUE + pageOf);
    setPageOf(null);
  };
  return (
    <Modal title={tabs.newTab} titleDisplay="hidden" className="picker new-tab" onClose={onClose}>
      {spec ? (
        <LanguageStarts spec={spec} onBack={goBack} onClose={onClose} />
      ) : (
        <LanguageList selected={selected} onSelect={setSelected} onMore={({ id }) => setPageOf(id)} onClose={onClose} />
      )}
    </Modal>
  );
}

interface LanguageListProps {
  selected: string;
  onSelect: (value: string) => void;
  onMore: (spec: Spec) => void;
  onClose: () => void;
}

function LanguageList({ selected, onSelect, onMore, onClose }: LanguageListProps) {
  const workbench = useWorkbench();
  const catalog = useApp((state) => state.catalog);
  const specs = useApp(selectSpecs);
  const readiness = useApp(selectReadiness);
  const { tabs: words, library } = useWords();
  const choose = (spec: Spec): void => {
    onClose();
    workbench.tabs.open(spec);
  };
  const isReady = (spec: Spec): boolean => readiness[spec.id] === 'ready';
  const sorted = [...specs].sort((a, b) => Number(isReady(b)) - Number(isReady(a)) || a.title.localeCompare(b.title));
  const findSpec = (value: string): Spec | undefined => specs.find(({ id }) => SPEC_VALUE + id === value);
  const handleKey = (event: KeyboardEvent): void => {
    const spec = findSpec(selected);
    if (event.key !== 'ArrowRight' || !spec || !isCaretAt('end', event)) return;
    event.preventDefault();
    onMore(spec);
  };

  return (
    <>
      <Command
        label={words.languages}
        loop
        value={selected}
        onValueChange={onSelect}
        onKeyDown={handleKey}
        filter={(value, search, keywords) => {
          const spec = findSpec(value);
          if (spec) return scoreSpec(spec, search);
          // Below each language that answers, so that Enter is the language's.
          return keywords?.some((word) => word.toLowerCase().includes(search.trim().toLowerCase())) ? 0.1 : 0;
        }}
      >
        <div className="picker-search">
          <Search size={16} aria-hidden="true" />
          <Command.Input placeholder={words.searchLanguage} autoFocus />
        </div>
        {/* Beside the list, which may hold nothing but options. */}
        <Command.Empty className="picker-empty">
          {catalog.kind === 'failed' ? `${catalog.error.message} ${catalog.error.remedy}` : words.noLanguage}
        </Command.Empty>
        <Command.List className="picker-list" label={words.languages}>
          {/* A group too: what is in none comes after all groups. */}
          <Command.Group>
            {sorted.map((spec) => (
              <Command.Item
                key={spec.id}
                value={SPEC_VALUE + spec.id}
                className="picker-item"
                aria-keyshortcuts="ArrowRight"
                onSelect={() => choose(spec)}
              >
                <span className="picker-title">{spec.title}</span>
                <span className="picker-file">{spec.file}</span>
                <ReadinessSign readiness={readiness[spec.id] ?? 'unknown'} />
                {/* For the mouse only: the keyboard has the arrow. */}
                <span
                  className="picker-more"
                  aria-hidden="true"
                  title={library.more(spec.title)}
                  onClick={(event) => {
                    event.stopPropagation();
                    onMore(spec);
                  }}
                >
                  <ChevronRight size={14} />
                </span>
              </Command.Item>
            ))}
          </Command.Group>
          <RecentItems onClose={onClose} />
        </Command.List>
      </Command>
      <p className="picker-foot">{library.hint}</p>
    </>
  );
}

/** Whether an arrow would move no caret. */
export function isCaretAt(place: 'start' | 'end', { target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLInputElement)) return true;
  const { selectionStart, selectionEnd, value } = target;
  return selectionStart === selectionEnd && selectionStart === (place === 'end' ? value.length : 0);
}

type Readiness = 'ready' | 'fetchable' | 'needsDocker' | 'unknown';

/** Of every language, with the engine that all tabs have. */
function selectReadiness(state: AppState): Record<string, Readiness> {
  return Object.fromEntries(selectSpecs(state).map((spec) => [spec.id, judge(state, spec)]));
}

function judge(state: AppState, spec: Spec): Readiness {
  const forecast = selectForecast(state, spec, state.provider);
  if (forecast.kind === 'docker' || forecast.kind === 'embedded') return 'ready';
  if (forecast.kind === 'unknown') return 'unknown';
  return forecast.what === 'image' || forecast.what === 'runtime' ? 'fetchable' : 'needsDocker';
}

const signs = { ready: CircleCheck, fetchable: CloudDownload, needsDocker: Unplug } as const;

function ReadinessSign({ readiness }: { readiness: Readiness }) {
  const words = useWords().tabs.readiness;
  if (readiness === 'unknown') return <span className="picker-state" />;
  const Icon = signs[readiness];
  return (
    <span className="picker-state" data-state={readiness}>
      <Icon size={14} aria-hidden="true" />
      {words[readiness]}
    </span>
  );
}
