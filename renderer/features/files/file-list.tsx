/** The files of a tab, slim beside the editor; there when there are several, or when the person asks for it. */
import { EllipsisVertical, FilePlus2, FileText, Play } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWorkbench } from '../../app/workbench-context';
import { isListShown } from '../../state/tab-files';
import type { Tab } from '../../state/tabs';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { useProblems } from '../problems/use-problems';
import { FileNameField } from './file-name-field';
import { listPicked } from './read-files';
import './files.css';

/** In pixels, as `.file-item` has it. */
const ROW_HEIGHT = 24;

type Naming = { kind: 'none' } | { kind: 'new' } | { kind: 'rename'; path: string };

export function FileList({ tab }: { tab: Tab }) {
  const workbench = useWorkbench();
  const words = useWords().files;
  const list = useRef<HTMLDivElement>(null);
  const [naming, setNaming] = useState<Naming>({ kind: 'none' });
  const isShown = isListShown(tab);
  const { problems: problemWords } = useWords();
  const problems = useProblems(tab.id);
  const problemsOf = (path: string): number => problems.filter(({ file }) => file === path).length;

  useEffect(() => {
    if (!isShown) return;
    const { regions } = workbench;
    const focusChosen = () => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
    const stops = [
      regions.register('files', focusChosen, tab.id),
      regions.register('newFile', () => setNaming({ kind: 'new' }), tab.id),
      regions.register('fileName', () => setNaming({ kind: 'rename', path: tab.shown }), tab.id),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [workbench, isShown, tab.id, tab.shown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a name that was begun belongs to its tab.
  useEffect(() => setNaming({ kind: 'none' }), [tab.id]);
  if (!isShown) return null;

  const focus = (index: number): void => {
    const path = tab.files[Math.max(0, Math.min(index, tab.files.length - 1))];
    if (path === undefined) return;
    workbench.files.show(tab.id, path);
    list.current?.querySelectorAll<HTMLElement>('[role="option"]')[tab.files.indexOf(path)]?.focus();
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement) return;
    const index = tab.files.indexOf(tab.shown);
    if (event.key === 'ArrowDown') focus(index + 1);
    else if (event.key === 'ArrowUp') focus(index - 1);
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(tab.files.length - 1);
    else if (event.key === 'F2') setNaming({ kind: 'rename', path: tab.shown });
    else if (event.key === 'Delete') workbench.files.remove(tab.id, tab.shown);
    else if (event.key === 'Enter' || event.key === ' ') workbench.regions.focus('editor');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const endNaming = (): void => setNaming({ kind: 'none' });

  return (
    <aside className="file-list" data-region="files" aria-label={words.ofThisTab}>
      <header className="file-list-head">
        <span>{words.files}</span>
        <IconButton icon={FilePlus2} label={words.newFile} onClick={() => setNaming({ kind: 'new' })} />
        <FileMenu tab={tab} onRename={() => setNaming({ kind: 'rename', path: tab.shown })} />
      </header>
      <div className="file-items">
        <div ref={list} role="listbox" aria-label={words.files} onKeyDownCapture={handleKey}>
          {tab.files.map((path) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys of all its files.
            <div
              key={path}
              role="option"
              aria-selected={path === tab.shown}
              aria-label={[
                path === tab.entry ? words.startedByRun(path) : path,
                ...(problemsOf(path) > 0 ? [problemWords.count(problemsOf(path))] : []),
              ].join(', ')}
              aria-keyshortcuts="F2 Delete"
              tabIndex={path === tab.shown ? 0 : -1}
              className="file-item"
              title={path}
              onClick={() => workbench.files.show(tab.id, path)}
              onDoubleClick={() => setNaming({ kind: 'rename', path })}
            >
              {path === tab.entry ? (
                <Play size={12} className="file-entry" aria-hidden="true" />
              ) : (
                <FileText size={12} aria-hidden="true" />
              )}
              <FilePath path={path} />
              {problemsOf(path) > 0 && <span className="file-problems">{problemsOf(path)}</span>}
            </div>
          ))}
        </div>
        {naming.kind === 'rename' && (
          // Over its row and not in it: a list box may hold nothing but its options.
          <div className="file-rename" style={{ top: tab.files.indexOf(naming.path) * ROW_HEIGHT }}>
            <FileNameField
              key={naming.path}
              label={words.newNameOf(naming.path)}
              initial={naming.path}
              onSubmit={(name) => workbench.files.rename(tab.id, naming.path, name)}
              onEnd={endNaming}
            />
          </div>
        )}
        {naming.kind === 'new' && (
          <FileNameField
            label={words.newFileName}
            initial=""
            onSubmit={(name) => workbench.files.create(tab.id, name)}
            onEnd={endNaming}
          />
        )}
      </div>
    </aside>
  );
}

function FilePath({ path }: { path: string }) {
  const slash = path.lastIndexOf('/') + 1;
  return (
    <span className="file-path">
      {slash > 0 && <span className="file-folder">{path.slice(0, slash)}</span>}
      <span className="file-base">{path.slice(slash)}</span>
    </span>
  );
}

function FileMenu({ tab, onRename }: { tab: Tab; onRename: () => void }) {
  const workbench = useWorkbench();
  const words = useWords().files;
  const picker = useRef<HTMLInputElement>(null);
  const item = (label: string, act: () => void, isDisabled = false, keys = '') => (
    <DropdownMenu.Item className="menu-item menu-item-plain" disabled={isDisabled} onSelect={act}>
      {label}
      {keys && <kbd>{keys}</kbd>}
    </DropdownMenu.Item>
  );
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="icon-button" aria-label={words.more}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="menu"
            align="start"
            sideOffset={4}
            collisionPadding={8}
            // The field for a name takes the focus instead.
            onCloseAutoFocus={(event) => event.preventDefault()}
          >
            {item(
              words.startRunsWith(tab.shown),
              () => workbench.files.setEntry(tab.id, tab.shown),
              tab.shown === tab.entry,
            )}
            {item(words.rename, onRename, false, 'F2')}
            {item(
              words.delete(tab.shown),
              () => workbench.files.remove(tab.id, tab.shown),
              tab.files.length < 2,
              words.deleteKey,
            )}
            <DropdownMenu.Separator className="menu-separator" />
            {item(words.addFromComputer, () => picker.current?.click())}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={words.filesToAdd}
        onChange={(event) => {
          const { files } = event.target;
          if (files) void workbench.imports.add(tab.id, Promise.resolve(listPicked(files)));
          event.target.value = '';
        }}
      />
    </>
  );
}
