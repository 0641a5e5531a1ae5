/** When an earlier run ended and how, in one line. */
import type { EarlierRun } from '../../../contract';
import { useWords } from '../../words/use-words';
import { toneIcons } from '../output/run-badge';
import { describeDetail, describeRun } from './run-words';

export function RunSummary({ run }: { run: EarlierRun }) {
  const words = useWords();
  const { text, tone } = describeRun(run, words);
  const Icon = toneIcons[tone];
  return (
    <span className="run-summary" data-tone={tone}>
      <Icon size={13} className="run-tone" aria-hidden="true" />
      <span className="run-summary-words">{text}</span>
      <span className="system-row-note">{describeDetail(run, words)}</span>
    </span>
  );
}
