/** The Docker image of a language in the table: there, to be had, on its way, going, or failed. */
import type { ImageOption, ImageStatus, ImageUsage, Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { isActive } from '../../state/run-status';
import { selectImage, selectImageJob, selectRun, selectSpec } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { ProgressBar } from '../../ui/progress-bar';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import { describeOption } from '../images/image-card';
import { CellFailure, CellState } from './cell-state';
import { RemoveAction } from './remove-action';

export interface ImageCellProps {
  spec: Spec;
  /** Null while it is not known. */
  usage: ImageUsage | null;
}

export function ImageCell({ spec, usage }: ImageCellProps) {
  const { images } = useWorkbench();
  const words = useWords();
  const say = words.languages;
  const engineState = useApp((state) => state.engine?.state);
  const image = useApp((state) => selectImage(state, spec.id));
  const job = useApp((state) => selectImageJob(state, spec.id));
  const removal = useApp((state) => state.imageRemovals[spec.id]);

  if (spec.image === undefined && spec.debian === undefined) return <CellState state="none">{say.none}</CellState>;
  if (engineState === 'unavailable') return <CellState state="none">{say.needsDocker}</CellState>;
  if (job?.kind === 'working') {
    return (
      <div className="cell-progress">
        <ProgressBar label={say.image(spec.title)} message={job.message} fraction={job.fraction} />
        <button
          type="button"
          className="link-button"
          aria-label={say.cancelImage(spec.title)}
          onClick={() => images.cancel(spec.id)}
        >
          {words.actions.cancel}
        </button>
      </div>
    );
  }
  if (!image) return <CellState state="none">{say.unknown}</CellState>;
  if (removal?.kind === 'working') return <CellState state="none">{words.languagesPage.removing}</CellState>;
  return (
    <>
      {job && <CellFailure error={job.error} />}
      {removal && <CellFailure error={removal.error} />}
      {image.state === 'present' ? (
        <PresentImage spec={spec} image={image} usage={usage} />
      ) : (
        <div className="cell-actions">
          {image.options.map((option) => (
            <button
              key={option.kind}
              type="button"
              className="button button-small"
              aria-label={say.getImage(describeShort(option, words), spec.title)}
              title={say.from(describeOption(option, words), option.reference)}
              onClick={() => void images.get(spec.id, option.kind)}
            >
              {describeShort(option, words)}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function PresentImage({ spec, image, usage }: ImageCellProps & { image: ImageStatus }) {
  const { images } = useWorkbench();
  const words = useWords();
  const say = words.languagesPage;
  const users = useApp((state) => selectUsers(state, [spec.id, ...(usage?.alsoOf ?? [])]));
  const others = useApp((state) =>
    (usage?.alsoOf ?? []).map((id) => selectSpec(state, id)?.title ?? id).join(say.listSeparator),
  );
  const isOutdated = image.freshness === 'outdated';
  return (
    <div className="image-present">
      <span className="image-name">
        <code title={image.reference ?? ''}>{image.reference}</code>
        {isOutdated && <span className="image-outdated">{say.outdated}</span>}
      </span>
      {image.source === 'debian' && (
        <button
          type="button"
          className={isOutdated ? 'button button-small' : 'link-button'}
          aria-label={say.rebuildImage(spec.title)}
          title={isOutdated ? say.rebuildOutdatedTip : say.rebuildTip}
          onClick={() => void (isOutdated ? images.get(spec.id, 'build') : images.rebuild(spec.id))}
        >
          {say.rebuild}
        </button>
      )}
      <RemoveAction
        label={say.removeImage(spec.title)}
        freedBytes={usage?.ownBytes ?? null}
        hindrance={users === '' ? '' : say.inUse(users)}
        warning={others === '' ? '' : say.alsoGone(others)}
        onRemove={() => void images.remove(spec.id)}
      />
    </div>
  );
}

/** Titles of the tabs whose program runs in Docker in one of these languages; empty where none does. */
function selectUsers(state: AppState, specIds: readonly string[]): string {
  const users = state.tabs.filter((tab) => {
    const run = selectRun(state, tab.id);
    const isDocker = run.kind !== 'running' || run.engine.id === 'docker';
    return specIds.includes(tab.specId) && isActive(run) && isDocker;
  });
  return users.map(({ title }) => title).join(', ');
}

function describeShort(option: ImageOption, { languages }: Words): string {
  return option.kind === 'build' ? languages.build : languages.pull(option.downloadBytes);
}
