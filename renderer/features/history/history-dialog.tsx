/** What was closed, deleted or replaced, the newest first: search, and Enter opens it again. */
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { HistoryItem, HistoryReason, Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { describeError } from '../../state/error-view';
import type { ErrorView } from '../../state/run-status';
import { selectSpecs } from '../../state/selectors';
import { Modal } from '../../ui/modal';
import { formatBytes } from '../run/wording';
import '../tabs/language-picker.css';
import './history.css';

type Listing = { kind: 'loading' } | { kind: 'ready'; items: HistoryItem[] } | { kind: 'failed'; error: ErrorView };

export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const specs = useApp(selectSpecs);
  const folder = useApp((state) => state.folder);
  const [listing, setListing] = useState<Listing>({ kind: 'loading' });
  const [search, setSearch] = useState('');
  useEffect(() => {
    let isCurrent = true;
    workbench.history.list().then(
      (items) => isCurrent && setListing({ kind: 'ready', items }),
      (error: unknown) => isCurrent && setListing({ kind: 'failed', error: describeError(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [workbench]);
  const items = listing.kind === 'ready' ? listing.items.filter((item) => matches(item, specs, search)) : [];
  const open = (item: HistoryItem): void => {
    workbench.history.open(item.id).then(onClose, (error: unknown) => {
      setListing({ kind: 'failed', error: describeError(error) });
    });
  };
  return (
    <Modal title="History" titleDisplay="hidden" className="picker history" onClose={onClose}>
      <Command label="History" loop shouldFilter={false}>
        <div className="picker-search">
          <Search size={16} aria-hidden="true" />
          <Command.Input
            value={search}
            onValueChange={setSearch}
            placeholder="Search what was closed: title, language, first lines"
            autoFocus
          />
        </div>
        <Command.List className="picker-list">
          <Command.Empty className="picker-empty">{describeEmpty(listing)}</Command.Empty>
          {items.map((item) => (
            <Command.Item key={item.id} value={item.id} className="history-item" onSelect={() => open(item)}>
              <span className="history-line">
                <span className="picker-title">{item.title}</span>
                <span className="history-language">{titleOf(specs, item.specId)}</span>
                <span className="picker-state">{describeItem(item)}</span>
              </span>
              <span className="history-preview">{firstLine(item.preview)}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      <p className="history-foot">
        Open tabs are files in <span className="history-folder">{folder}</span>
      </p>
    </Modal>
  );
}

const reasons: Record<HistoryReason, string> = { closed: 'closed', deleted: 'file deleted', replaced: 'not kept' };

function describeItem(item: HistoryItem): string {
  const files = item.fileCount > 1 ? `${item.fileCount} files, ` : '';
  return `${files}${formatBytes(item.bytes)}, ${reasons[item.reason]} ${formatAge(item.at, Date.now())}`;
}

function describeEmpty(listing: Listing): string {
  if (listing.kind === 'loading') return 'Looking …';
  if (listing.kind === 'failed') return `${listing.error.message} ${listing.error.remedy}`;
  return listing.items.length === 0 ? 'Nothing was closed yet. What you close comes here.' : 'Nothing matches.';
}

function matches(item: HistoryItem, specs: Spec[], search: string): boolean {
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
  return text.trimStart().split('\n', 1)[0] || 'empty';
}

/** `just now`, `5 min ago`, `3 h ago`, then the date. */
export function formatAge(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}
