/** The rows of the languages' table: what is known of each, which are shown, in which order. Pure. */
import type { ImageStatus, ImageUsage, LastRun, Spec } from '../../../contract';
import type { EngineForecast } from '../../state/engine-forecast';
import { selectForecast, selectImage, selectSpecs } from '../../state/selectors';
import type { AppState } from '../../state/store';

export interface LanguageRow {
  readonly spec: Spec;
  /** What would run it in a tab that has no engine of its own. */
  readonly engine: EngineForecast;
  readonly image: ImageStatus | null;
  readonly usage: ImageUsage | null;
  /** By whichever engine. */
  readonly lastRun: LastRun | null;
}

export type RowFilter = 'all' | 'ready' | 'missing' | 'outdated';
export type RowKey = 'title' | 'size' | 'lastUsed';
export interface RowOrder {
  readonly key: RowKey;
  readonly direction: 'ascending' | 'descending';
}

export type RowFacts = Pick<AppState, 'catalog' | 'images' | 'runtimes' | 'engine' | 'provider' | 'usage'>;

export function listRows(state: AppState): LanguageRow[] {
  const { images, lastRuns } = state.usage;
  return selectSpecs(state).map((spec) => ({
    spec,
    engine: selectForecast(state, spec, state.provider),
    image: selectImage(state, spec.id),
    usage: images?.images.find(({ specId }) => specId === spec.id) ?? null,
    lastRun: lastRuns.filter(({ specId }) => specId === spec.id).sort((a, b) => b.at - a.at)[0] ?? null,
  }));
}

export function filterRows(rows: readonly LanguageRow[], filter: RowFilter, search: string): LanguageRow[] {
  const wanted = search.trim().toLowerCase();
  return rows.filter(({ spec, engine, image }) => {
    const names = [spec.title, spec.id, ...spec.aliases, image?.reference ?? ''];
    if (!names.some((name) => name.toLowerCase().includes(wanted))) return false;
    if (filter === 'all') return true;
    if (filter === 'outdated') return image?.freshness === 'outdated';
    const isReady = engine.kind === 'docker' || engine.kind === 'embedded';
    return isReady === (filter === 'ready');
  });
}

/** What has no size or was never run comes last, either way. */
export function sortRows(rows: readonly LanguageRow[], { key, direction }: RowOrder): LanguageRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const byTitle = (a: LanguageRow, b: LanguageRow): number => a.spec.title.localeCompare(b.spec.title);
  const measure = (row: LanguageRow): number | undefined => (key === 'size' ? row.usage?.ownBytes : row.lastRun?.at);
  return [...rows].sort((a, b) => {
    if (key === 'title') return sign * byTitle(a, b);
    const [left, right] = [measure(a), measure(b)];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined) || byTitle(a, b);
    }
    return sign * (left - right) || byTitle(a, b);
  });
}
