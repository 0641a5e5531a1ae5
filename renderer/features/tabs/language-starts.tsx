/** What a new tab of one language can begin from: the examples of its spec, and the person's templates. */
import { Command } from 'cmdk';
import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import type { Spec, SpecExample } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';
import { joinArguments } from '../run/join-arguments';
import { isCaretAt } from './language-picker';

export interface LanguageStartsProps {
  spec: Spec;
  onBack: () => void;
  onClose: () => void;
}

export function LanguageStarts({ spec, onBack, onClose }: LanguageStartsProps) {
  const { tabs, templates: controller } = useWorkbench();
  const { library } = useWords();
  const [search, setSearch] = useState('');
  const templates = useApp((state) => state.templates);
  const own = templates.filter(({ kind, tab }) => kind === 'template' && tab.spec === spec.id);
  const begin = (act: () => unknown) => (): void => {
    onClose();
    act();
  };
  return (
    <>
      <Command
        label={library.searchStart(spec.title)}
        loop
        onKeyDown={(event) => {
          const isBack = event.key === 'ArrowLeft' || (event.key === 'Backspace' && search === '');
          if (!isBack || !isCaretAt('start', event)) return;
          event.preventDefault();
          onBack();
        }}
      >
        <div className="picker-search">
          <button type="button" className="icon-button" aria-label={library.back} title={library.back} onClick={onBack}>
            <ChevronLeft size={16} aria-hidden="true" />
          </button>
          <Command.Input
            placeholder={library.searchStart(spec.title)}
            value={search}
            onValueChange={setSearch}
            autoFocus
          />
        </div>
        <Command.Empty className="picker-empty">{library.noMatch}</Command.Empty>
        <Command.List className="picker-list" label={library.searchStart(spec.title)}>
          {own.length > 0 && (
            <Command.Group heading={library.templates} className="picker-group">
              {own.map((template) => (
                <Command.Item
                  key={template.id}
                  value={template.id}
                  keywords={[template.name]}
                  className="picker-item"
                  onSelect={begin(() => controller.use(template))}
                >
                  <span className="picker-title">{template.name}</span>
                  <span className="picker-state">{describeExtras(template.tab)}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading={library.examples} className="picker-group">
            {spec.examples.map((example) => (
              <Command.Item
                key={example.id}
                value={`example ${example.id}`}
                keywords={[example.title]}
                className="picker-item"
                onSelect={begin(() => tabs.openPortable(describeExample(spec, example), spec.id))}
              >
                <span className="picker-title">{example.title}</span>
                <span className="picker-state">{describeExtras(describeExample(spec, example))}</span>
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
      <p className="picker-foot">{library.hintStart}</p>
    </>
  );

  function describeExtras({ files, args, stdin }: { files: readonly unknown[]; args: string; stdin: string }): string {
    const { extras } = library;
    const parts = [files.length > 1 ? extras.files(files.length) : '', args && extras.args, stdin && extras.stdin];
    return parts.filter((part) => part !== '').join(', ');
  }
}

function describeExample(spec: Spec, { title, files, args, stdin }: SpecExample) {
  const entry = files.find(({ path }) => path === spec.file)?.path ?? files[0]?.path ?? spec.file;
  return { spec: spec.id, title: `${spec.title}: ${title}`, files, entry, args: joinArguments(args), stdin };
}
