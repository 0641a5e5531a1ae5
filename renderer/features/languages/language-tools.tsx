/** Above the table: which languages it shows, and what is done with several at once. */
import { RefreshCw, Search } from 'lucide-react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { ImageWay } from '../../state/store';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import type { LanguageRow, RowFilter } from './language-rows';

export interface LanguageToolsProps {
  rows: readonly LanguageRow[];
  filter: RowFilter;
  search: string;
  onFilter: (filter: RowFilter) => void;
  onSearch: (search: string) => void;
}

const filters: readonly RowFilter[] = ['all', 'ready', 'missing', 'outdated'];

export function LanguageTools({ rows, filter, search, onFilter, onSearch }: LanguageToolsProps) {
  const { specs, images, runtimes } = useWorkbench();
  const words = useWords();
  const say = words.languagesPage;
  const jobs = useApp((state) => state.imageJobs);
  const isAsking = useApp((state) => state.usage.state === 'asking');
  const hasDocker = useApp((state) => state.engine?.state === 'ready');
  const working = Object.entries(jobs).flatMap(([specId, job]) => (job.kind === 'working' ? [specId] : []));
  const idle = rows.filter(({ spec }) => !working.includes(spec.id));
  const offer = (way: ImageWay): LanguageRow[] =>
    hasDocker ? idle.filter(({ image }) => image?.options.some(({ kind }) => kind === way)) : [];
  const toBuild = offer('build');
  const toPull = offer('pull');
  const outdated = idle.filter(({ image }) => image?.freshness === 'outdated');
  const getAll = (wanted: readonly LanguageRow[], way: ImageWay): void => {
    for (const { spec } of wanted) void images.get(spec.id, way);
  };
  const cancelAll = (): void => {
    for (const specId of working) images.cancel(specId);
  };
  return (
    <div className="languages-tools">
      <label className="languages-search">
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          value={search}
          placeholder={say.filter}
          aria-label={say.filter}
          onChange={(event) => onSearch(event.target.value)}
        />
      </label>
      <select
        className="languages-filter"
        aria-label={say.show}
        value={filter}
        onChange={(event) => onFilter(event.target.value as RowFilter)}
      >
        {filters.map((each) => (
          <option key={each} value={each}>
            {say.filters[each]}
          </option>
        ))}
      </select>
      <span className="languages-space" />
      {working.length > 1 && (
        <button type="button" className="button button-small" onClick={cancelAll}>
          {say.cancelAll(working.length)}
        </button>
      )}
      {outdated.length > 0 && (
        <button type="button" className="button button-small" onClick={() => getAll(outdated, 'build')}>
          {say.rebuildAll(outdated.length)}
        </button>
      )}
      {toBuild.length > 0 && (
        <button type="button" className="button button-small" onClick={() => getAll(toBuild, 'build')}>
          {say.buildAll(toBuild.length)}
        </button>
      )}
      {toPull.length > 0 && (
        <button type="button" className="button button-small" onClick={() => getAll(toPull, 'pull')}>
          {say.pullAll(toPull.length, countDownload(toPull))}
        </button>
      )}
      <IconButton
        icon={RefreshCw}
        label={say.refresh}
        isDisabled={isAsking}
        onClick={() => void Promise.all([specs.reload(), images.refresh(), runtimes.refresh()])}
      />
    </div>
  );
}

/** Bytes, as far as they are known; an image of two languages comes once. */
function countDownload(rows: readonly LanguageRow[]): number {
  const byReference = new Map<string, number>();
  for (const { image } of rows) {
    for (const option of image?.options ?? []) {
      if (option.kind === 'pull') byReference.set(option.reference, option.downloadBytes ?? 0);
    }
  }
  return [...byReference.values()].reduce((sum, bytes) => sum + bytes, 0);
}
