/** The embedded runtime of a language in the table: there, to be installed, on its way, or broken. */
import type { Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectRuntime, selectRuntimeJob } from '../../state/selectors';
import { ProgressBar } from '../../ui/progress-bar';
import { useWords } from '../../words/use-words';
import { CellFailure, CellState } from './cell-state';
import { RemoveAction } from './remove-action';
import { describeInstall } from './runtime-card';

export function EmbeddedCell({ spec }: { spec: Spec }) {
  const { runtimes } = useWorkbench();
  const words = useWords();
  const say = words.languages;
  const isLoading = useApp((state) => state.runtimes.kind === 'loading');
  const runtime = useApp((state) => selectRuntime(state, spec));
  const job = useApp((state) => selectRuntimeJob(state, spec.embedded));
  const usage = useApp((state) => state.usage.runtimes?.runtimes.find(({ id }) => id === spec.embedded) ?? null);

  if (spec.embedded === undefined || (!runtime && !isLoading))
    return <CellState state="none">{say.notAvailable}</CellState>;
  if (!runtime) return <CellState state="none">{say.unknown}</CellState>;
  if (job?.kind === 'working') {
    return (
      <div className="cell-progress">
        <ProgressBar label={say.runtime(spec.title)} message={job.message} fraction={job.fraction} />
        <button
          type="button"
          className="link-button"
          aria-label={say.cancelRuntime(spec.title)}
          onClick={() => runtimes.cancel(runtime.id)}
        >
          {words.actions.cancel}
        </button>
      </div>
    );
  }
  if (runtime.state === 'ready') {
    return (
      <>
        {job && <CellFailure error={job.error} />}
        <div className="image-present">
          <span className="image-name" title={usage ? words.languagesPage.preparedTip(usage.preparedBytes) : undefined}>
            {runtime.title}
            {usage && <span className="cell-size">{words.figures.bytes(usage.sizeBytes + usage.preparedBytes)}</span>}
          </span>
          {runtime.package && (
            <RemoveAction
              label={say.removeRuntime(spec.title)}
              freedBytes={usage?.sizeBytes ?? null}
              hindrance=""
              warning=""
              onRemove={() => void runtimes.remove(runtime.id)}
            />
          )}
        </div>
      </>
    );
  }
  if (runtime.state === 'broken') {
    return <CellFailure error={{ message: runtime.reason, remedy: runtime.remedy }} />;
  }
  return (
    <>
      {job && <CellFailure error={job.error} />}
      <div className="cell-actions">
        <button
          type="button"
          className="button button-small"
          aria-label={say.installRuntime(describeInstall(runtime, words), spec.title)}
          title={runtime.package ? say.fromNpm(runtime.package.name, runtime.package.version) : undefined}
          onClick={() => void runtimes.install(runtime.id)}
        >
          {describeInstall(runtime, words)}
        </button>
      </div>
    </>
  );
}
