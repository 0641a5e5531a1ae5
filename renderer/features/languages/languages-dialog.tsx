/** What each language can run with: its Docker image, its embedded runtime, and the buttons to get them. */
import { useEffect } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectSpecs } from '../../state/selectors';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import { EmbeddedCell } from './embedded-cell';
import { ImageCell } from './image-cell';
import './languages.css';

export function LanguagesDialog({ onClose }: { onClose: () => void }) {
  const { images, runtimes, store } = useWorkbench();
  const words = useWords();
  const say = words.languages;
  const engine = useApp((state) => state.engine);
  const specs = useApp(selectSpecs);
  useEffect(() => {
    void images.refresh();
    void runtimes.refresh();
  }, [images, runtimes]);
  const sorted = [...specs].sort((a, b) => a.title.localeCompare(b.title));
  return (
    <Modal title={say.title} description={say.description} className="languages" onClose={onClose}>
      {engine?.state === 'unavailable' && (
        <p className="languages-notice">
          <span>
            {engine.doctor.summary} {engine.doctor.remedy}
          </span>
          <button type="button" className="link-button" onClick={() => store.setState({ activeDialog: 'doctor' })}>
            {words.engine.doctor}
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard. */}
      <section className="languages-scroll" tabIndex={0} aria-label={say.all}>
        <table className="languages-table">
          <thead>
            <tr>
              <th scope="col">{say.language}</th>
              <th scope="col">{say.dockerImage}</th>
              <th scope="col">{say.embeddedEngine}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((spec) => (
              <tr key={spec.id}>
                <th scope="row">{spec.title}</th>
                <td>
                  <ImageCell spec={spec} />
                </td>
                <td>
                  <EmbeddedCell spec={spec} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="languages-limits">{words.engine.embeddedLimits}</p>
    </Modal>
  );
}
