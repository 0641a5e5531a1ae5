/** Chooses the language of a new tab: search by title, alias or file ending. */
import { Command } from 'cmdk';
import { CircleCheck, CloudDownload, Search, Unplug } from 'lucide-react';
import type { Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectForecast, selectSpecs } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import { scoreSpec } from './score-spec';
import './language-picker.css';

export function LanguagePicker({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const catalog = useApp((state) => state.catalog);
  const specs = useApp(selectSpecs);
  const readiness = useApp(selectReadiness);
  const words = useWords().tabs;
  const choose = (spec: Spec): void => {
    onClose();
    workbench.tabs.open(spec);
  };
  const isReady = (spec: Spec): boolean => readiness[spec.id] === 'ready';
  const sorted = [...specs].sort((a, b) => Number(isReady(b)) - Number(isReady(a)) || a.title.localeCompare(b.title));

  return (
    <Modal title={words.newTab} titleDisplay="hidden" className="picker" onClose={onClose}>
      <Command
        label={words.languages}
        loop
        filter={(specId, search) => {
          const spec = specs.find((candidate) => candidate.id === specId);
          return spec ? scoreSpec(spec, search) : 0;
        }}
      >
        <div className="picker-search">
          <Search size={16} aria-hidden="true" />
          <Command.Input placeholder={words.searchLanguage} autoFocus />
        </div>
        <Command.List className="picker-list">
          <Command.Empty className="picker-empty">
            {catalog.kind === 'failed' ? `${catalog.error.message} ${catalog.error.remedy}` : words.noLanguage}
          </Command.Empty>
          {sorted.map((spec) => (
            <Command.Item key={spec.id} value={spec.id} className="picker-item" onSelect={() => choose(spec)}>
              <span className="picker-title">{spec.title}</span>
              <span className="picker-file">{spec.file}</span>
              <ReadinessSign readiness={readiness[spec.id] ?? 'unknown'} />
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
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
