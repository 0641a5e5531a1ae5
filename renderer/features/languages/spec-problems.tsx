/** What is wrong with the files that describe languages, with file and line. */
import { TriangleAlert } from 'lucide-react';
import { useApp } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export function SpecProblems() {
  const say = useWords().languagesPage;
  const catalog = useApp((state) => state.catalog);
  if (catalog.kind !== 'ready' || catalog.problems.length === 0) return null;
  return (
    <details className="spec-problems" aria-label={say.specProblems(catalog.problems.length)}>
      <summary>
        <TriangleAlert size={14} aria-hidden="true" /> {say.specProblems(catalog.problems.length)}
      </summary>
      <ul>
        {catalog.problems.map(({ file, line, entry, message }) => (
          <li key={`${file}:${line} ${entry} ${message}`}>
            <code>{line === null ? file : `${file}:${line}`}</code> {entry === null ? message : `${entry}: ${message}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
