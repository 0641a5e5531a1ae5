/** The page of languages and engines: what runs each language, what it takes on disk, and the buttons to change that. */
import { useEffect, useMemo, useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import { EngineCards } from './engine-cards';
import { filterRows, listRows, type RowFilter, type RowOrder, sortRows } from './language-rows';
import { LanguageTable } from './language-table';
import { LanguageTools } from './language-tools';
import './languages.css';
import { SpecProblems } from './spec-problems';
import { UsageSum } from './usage-sum';

export function LanguagesDialog({ onClose }: { onClose: () => void }) {
  const { images, runtimes, usage, store } = useWorkbench();
  const say = useWords().languagesPage;
  const [filter, setFilter] = useState<RowFilter>('all');
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<RowOrder>({ key: 'title', direction: 'ascending' });
  const catalog = useApp((state) => state.catalog);
  const knownImages = useApp((state) => state.images);
  const knownRuntimes = useApp((state) => state.runtimes);
  const engine = useApp((state) => state.engine);
  const provider = useApp((state) => state.provider);
  const knownUsage = useApp((state) => state.usage);
  useEffect(() => {
    void images.refresh();
    void runtimes.refresh();
  }, [images, runtimes]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came or went changes what is used.
  useEffect(() => void usage.refresh(), [usage, knownImages, knownRuntimes, engine?.state]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what the rows are made of.
  const rows = useMemo(
    () => listRows(store.getState()),
    [store, catalog, knownImages, knownRuntimes, engine, provider, knownUsage],
  );
  const shown = sortRows(filterRows(rows, filter, search), order);
  return (
    <Modal title={say.title} description={say.description} className="languages" onClose={onClose}>
      <EngineCards />
      <SpecProblems />
      <LanguageTools rows={rows} filter={filter} search={search} onFilter={setFilter} onSearch={setSearch} />
      <LanguageTable
        rows={shown}
        order={order}
        onOrder={setOrder}
        empty={
          catalog.kind === 'failed' ? (
            `${catalog.error.message} ${catalog.error.remedy}`
          ) : (
            <>
              {catalog.kind === 'loading' ? say.loading : say.noMatch}{' '}
              {catalog.kind === 'ready' && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    setFilter('all');
                    setSearch('');
                  }}
                >
                  {say.showAll}
                </button>
              )}
            </>
          )
        }
      />
      <UsageSum />
    </Modal>
  );
}
