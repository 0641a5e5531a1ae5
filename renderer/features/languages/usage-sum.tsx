/** The last line of the page: what all of it takes on disk. */
import { useApp } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export function UsageSum() {
  const say = useWords().languagesPage;
  const { images, runtimes, state } = useApp((app) => app.usage);
  const engine = useApp((app) => app.engine?.state);
  const count = new Set(images?.images.map(({ reference }) => reference)).size;
  return (
    <p className="languages-sum" role="status" aria-label={say.diskUse}>
      {images && count > 0 && <span>{say.imageSum(count, images.totalBytes, images.sharedBytes)}</span>}
      {images && count === 0 && <span>{say.noImages}</span>}
      {!images && engine === 'unavailable' && <span>{say.noDocker}</span>}
      {!images && engine !== 'unavailable' && state === 'asking' && <span>{say.adding}</span>}
      {runtimes && runtimes.runtimes.length > 0 && (
        <span>{say.runtimeSum(runtimes.runtimes.length, runtimes.totalBytes)}</span>
      )}
    </p>
  );
}
