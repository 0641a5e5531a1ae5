/** Chooses the language of a new tab: search by title, alias or file ending. */
import { Command } from 'cmdk';
import { CircleCheck, CloudDownload, Search } from 'lucide-react';
import type { Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectSpecs } from '../../state/selectors';
import { Modal } from '../../ui/modal';
import { scoreSpec } from './score-spec';
import './language-picker.css';

export function LanguagePicker({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const catalog = useApp((state) => state.catalog);
  const specs = useApp(selectSpecs);
  const images = useApp((state) => state.images);
  const choose = (spec: Spec): void => {
    onClose();
    workbench.tabs.open(spec);
  };
  const isReady = (spec: Spec): boolean => images[spec.id]?.state === 'present';
  const sorted = [...specs].sort((a, b) => Number(isReady(b)) - Number(isReady(a)) || a.title.localeCompare(b.title));

  return (
    <Modal title="New tab" titleDisplay="hidden" className="picker" onClose={onClose}>
      <Command
        label="Languages"
        loop
        filter={(specId, search) => {
          const spec = specs.find((candidate) => candidate.id === specId);
          return spec ? scoreSpec(spec, search) : 0;
        }}
      >
        <div className="picker-search">
          <Search size={16} aria-hidden="true" />
          <Command.Input placeholder="Language, alias or file ending" autoFocus />
        </div>
        <Command.List className="picker-list">
          <Command.Empty className="picker-empty">
            {catalog.kind === 'failed' ? `${catalog.error.message} ${catalog.error.remedy}` : 'No language matches.'}
          </Command.Empty>
          {sorted.map((spec) => (
            <Command.Item key={spec.id} value={spec.id} className="picker-item" onSelect={() => choose(spec)}>
              <span className="picker-title">{spec.title}</span>
              <span className="picker-file">{spec.file}</span>
              <Readiness state={images[spec.id]?.state} />
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}

function Readiness({ state }: { state: 'present' | 'missing' | undefined }) {
  if (state === undefined) return <span className="picker-state" />;
  const isPresent = state === 'present';
  const Icon = isPresent ? CircleCheck : CloudDownload;
  return (
    <span className="picker-state" data-state={state}>
      <Icon size={14} aria-hidden="true" />
      {isPresent ? 'ready' : 'to be fetched'}
    </span>
  );
}
