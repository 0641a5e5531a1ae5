/** All templates and snippets: Enter opens or puts in, F2 changes, Delete deletes. */
import { Command } from 'cmdk';
import { Braces, LayoutTemplate, Pencil, Search, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Template } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectActiveTab, selectSpecs } from '../../state/selectors';
import { IconButton } from '../../ui/icon-button';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import { readSnippet } from './snippet-text';
import '../tabs/language-picker.css';
import '../history/history.css';
import './library.css';

export interface LibraryDialogProps {
  /** `snippets`: only those of the active tab's language, to put one in. */
  show: 'all' | 'snippets';
  onClose: () => void;
}

export function LibraryDialog({ show, onClose }: LibraryDialogProps) {
  const { templates: controller } = useWorkbench();
  useEffect(() => void controller.load(), [controller]);
  const templates = useApp((state) => state.templates);
  const specs = useApp(selectSpecs);
  const specId = useApp((state) => selectActiveTab(state)?.specId);
  const words = useWords().library;
  const [selected, setSelected] = useState('');
  const shown = templates.filter(({ kind, tab }) => show === 'all' || (kind === 'snippet' && tab.spec === specId));
  const current = shown.find(({ id }) => id === selected);
  const use = (template: Template): void => {
    onClose();
    controller.use(template);
  };
  const title = show === 'all' ? words.title : words.insertSnippet;
  return (
    <Modal title={title} titleDisplay="hidden" className="picker history" onClose={onClose}>
      <Command
        label={title}
        loop
        value={selected}
        onValueChange={setSelected}
        onKeyDown={(event) => {
          if (!current || (event.key !== 'F2' && event.key !== 'Delete')) return;
          // In the search, Delete takes away what is right of the cursor.
          const field = event.target instanceof HTMLInputElement ? event.target : null;
          if (event.key === 'Delete' && field && field.selectionStart !== field.value.length) return;
          event.preventDefault();
          if (event.key === 'F2') controller.draft(current);
          else void controller.remove(current);
        }}
      >
        <div className="picker-search">
          <Search size={16} aria-hidden="true" />
          <Command.Input placeholder={words.search} autoFocus />
        </div>
        <Command.Empty className="picker-empty">{templates.length === 0 ? words.empty : words.noMatch}</Command.Empty>
        <Command.List className="picker-list" label={words.search}>
          {shown.map((template) => (
            <Command.Item
              key={template.id}
              value={template.id}
              keywords={[template.name, titleOf(template.tab.spec)]}
              className="history-item"
              onSelect={() => use(template)}
            >
              <span className="history-line">
                {template.kind === 'snippet' ? (
                  <Braces size={14} aria-hidden="true" />
                ) : (
                  <LayoutTemplate size={14} aria-hidden="true" />
                )}
                <span className="picker-title">{template.name}</span>
                <span className="history-language">{titleOf(template.tab.spec)}</span>
                <span className="picker-state">{words.kind[template.kind]}</span>
              </span>
              <span className="history-preview">{readSnippet(template).trimStart().split('\n', 1)[0] || ' '}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      <div className="library-foot" hidden={shown.length === 0}>
        <span>{words.keys}</span>
        {current && (
          <>
            <IconButton icon={Pencil} label={words.change(current.name)} onClick={() => controller.draft(current)} />
            <IconButton
              icon={Trash2}
              label={words.remove(current.name)}
              onClick={() => void controller.remove(current)}
            />
          </>
        )}
      </div>
    </Modal>
  );

  function titleOf(id: string): string {
    return specs.find((spec) => spec.id === id)?.title ?? id;
  }
}
