/** What was closed, deleted or replaced, the newest first: search, and Enter opens it again. */
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { HistoryItem, Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { describeError } from '../../state/error-view';
import type { ErrorView } from '../../state/run-status';
import { selectSpecs } from '../../state/selectors';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import '../tabs/language-picker.css';
import './history.css';

type Listing = { kind: 'loading' } | { kind: 'ready'; items: HistoryItem[] } | { kind: 'failed'; error: ErrorView };

export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const words = useWords().history;
  const specs = useApp(selectSpecs);
  const folder = useApp((state) => state.folder);
  const [listing, setListing] = useState<Listing>({ kind: 'loading' });
  const [search, setSearch] = useState('');
  useEffect(() => {
    let isCurrent = true;
    workbench.history.list().then(
      (items) => isCurrent && setListing({ kind: 'ready', items }),
      (error: unknown) =>
        isCurrent && setListing({ kind: 'failed', error: describeError(error, workbench.store.getState().words) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [workbench]);
  const items = listing.kind === 'ready' ? listing.items.filter((item) => matches(item, specs, search, words)) : [];
  const open = (item: HistoryItem): void => {
    workbench.history.open(item.id).then(onClose, (error: unknown) => {
      setListing({ kind: 'failed', error: describeError(error, workbench.store.getState().words) });
    });
  };
  return (
    <Modal title={words.title} titleDisplay="hidden" className="picker history" onClose={onClose}>
      <Command label={words.title} loop shouldFilter={false}>
        <div className="picker-search">
          <Search size={16} aria-hidden="true" />
          <Command.Input value={search} onValueChange={setSearch} placeholder={words.search} autoFocus />
        </div>
        {/* Beside the list, which may hold nothing but what can be opened. */}
        <Command.Empty className="picker-empty">{describeEmpty(listing, words)}</Command.Empty>
        <Command.List className="picker-list" label={words.title}>
          {items.map((item) => (
            <Command.Item key={item.id} value={item.id} className="history-item" onSelect={() => open(item)}>
              <span className="history-line">
                <span className="picker-title">{item.title}</span>
                {titleOf(specs, item.specId) !== item.title && (
                  <span className="history-language">{titleOf(specs, item.specId)}</span>
                )}
                <span className="picker-state">
                  {words.item(item.fileCount, item.bytes, item.reason, item.at, Date.now())}
                </span>
              </span>
              <span className="history-preview">{firstLine(item.preview) || words.emptyFile}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      <p className="history-foot">
        {words.openTabsIn} <span className="history-folder">{folder}</span>
      </p>
    </Modal>
  );
}

function describeEmpty(listing: Listing, words: Words['history']): string {
  if (listing.kind === 'loading') return words.looking;
  if (listing.kind === 'failed') return `${listing.error.message} ${listing.error.remedy}`;
  return listing.items.length === 0 ? words.nothingClosed : words.noMatch;
}

function matches(item: HistoryItem, specs: Spec[], search: string, { reasons }: Words['history']): boolean {
  const text = `${item.title}\n${titleOf(specs, item.specId)}\n${item.preview}\n${reasons[item.reason]}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function titleOf(specs: Spec[], specId: string): string {
  return specs.find((spec) => spec.id === specId)?.title ?? specId;
}

function firstLine(text: string): string {
  return text.trimStart().split('\n', 1)[0] ?? '';
}
