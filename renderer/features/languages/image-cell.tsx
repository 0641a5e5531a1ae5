/** The Docker image of a language in the table: there, to be had, on its way, or failed. */
import type { ImageOption, Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectImage, selectImageJob } from '../../state/selectors';
import { ProgressBar } from '../../ui/progress-bar';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import { describeOption } from '../images/image-card';
import { CellFailure, CellState } from './cell-state';

export function ImageCell({ spec }: { spec: Spec }) {
  const { images } = useWorkbench();
  const words = useWords();
  const say = words.languages;
  const engineState = useApp((state) => state.engine?.state);
  const image = useApp((state) => selectImage(state, spec.id));
  const job = useApp((state) => selectImageJob(state, spec.id));

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
  if (image.state === 'present') {
    return (
      <CellState state="ready" title={image.reference ?? ''}>
        {image.sizeBytes === null ? say.ready : say.readySize(image.sizeBytes)}
      </CellState>
    );
  }
  return (
    <>
      {job && <CellFailure error={job.error} />}
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
    </>
  );
}

function describeShort(option: ImageOption, { languages }: Words): string {
  return option.kind === 'build' ? languages.build : languages.pull(option.downloadBytes);
}
