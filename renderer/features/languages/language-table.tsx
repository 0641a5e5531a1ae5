/** The languages in a table; its heads sort it. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words';
import { EmbeddedCell } from './embedded-cell';
import { ImageCell } from './image-cell';
import type { LanguageRow, RowKey, RowOrder } from './language-rows';

export interface LanguageTableProps {
  rows: readonly LanguageRow[];
  order: RowOrder;
  onOrder: (order: RowOrder) => void;
  /** Said where there is no row. */
  empty: ReactNode;
}

export function LanguageTable({ rows, order, onOrder, empty }: LanguageTableProps) {
  const words = useWords();
  const say = words.languagesPage;
  const head = (key: RowKey, label: string) => <SortHead key={key} {...{ label, order, onOrder }} of={key} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard.
    <section className="languages-scroll" tabIndex={0} aria-label={words.languages.all}>
      <table className="languages-table">
        <thead>
          <tr>
            {head('title', words.languages.language)}
            <th scope="col">{say.runsIn}</th>
            <th scope="col">{words.languages.dockerImage}</th>
            {head('size', say.onDisk)}
            <th scope="col">{words.languages.embeddedEngine}</th>
            {head('lastUsed', say.lastUsed)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.spec.id} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="languages-empty">{empty}</p>}
    </section>
  );
}

function Row({ row }: { row: LanguageRow }) {
  const words = useWords();
  const say = words.languagesPage;
  const { spec, engine, usage, lastRun } = row;
  const runs = engine.kind === 'docker' || engine.kind === 'embedded';
  return (
    <tr>
      <th scope="row">{spec.title}</th>
      <td className="languages-engine" data-state={runs ? 'ready' : 'none'}>
        {engine.kind === 'missing'
          ? say.missing[engine.what]
          : engine.kind === 'unknown'
            ? words.languages.unknown
            : say.engines[engine.kind]}
      </td>
      <td>
        <ImageCell spec={spec} usage={usage} />
      </td>
      <td className="languages-figure" title={usage ? say.sharedTip(usage.sharedBytes) : undefined}>
        {usage && words.figures.bytes(usage.ownBytes)}
      </td>
      <td>
        <EmbeddedCell spec={spec} />
      </td>
      <td className="languages-figure" title={lastRun ? say.ranIn(lastRun.provider) : undefined}>
        {lastRun ? say.age(lastRun.at, Date.now()) : <span className="languages-never">{say.never}</span>}
      </td>
    </tr>
  );
}

interface SortHeadProps {
  of: RowKey;
  label: string;
  order: RowOrder;
  onOrder: (order: RowOrder) => void;
}

/** The first press puts first what one looks for: A, the largest, the latest. */
function SortHead({ of, label, order, onOrder }: SortHeadProps) {
  const isActive = order.key === of;
  const first = of === 'title' ? 'ascending' : 'descending';
  const next = !isActive ? first : order.direction === 'ascending' ? 'descending' : 'ascending';
  const Icon = order.direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={isActive ? order.direction : 'none'}
      className={of === 'title' ? '' : 'languages-figure'}
    >
      <button type="button" className="sort-button" onClick={() => onOrder({ key: of, direction: next })}>
        {label}
        {isActive && <Icon size={12} aria-hidden="true" />}
      </button>
    </th>
  );
}
