/** What each language can run with: its Docker image, its embedded runtime, and the buttons to get them. */
import { useEffect } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectSpecs } from '../../state/selectors';
import { Modal } from '../../ui/modal';
import { EMBEDDED_LIMITS } from '../engine/engine-words';
import { EmbeddedCell } from './embedded-cell';
import { ImageCell } from './image-cell';
import './languages.css';

export function LanguagesDialog({ onClose }: { onClose: () => void }) {
  const { images, runtimes, store } = useWorkbench();
  const engine = useApp((state) => state.engine);
  const specs = useApp(selectSpecs);
  useEffect(() => {
    void images.refresh();
    void runtimes.refresh();
  }, [images, runtimes]);
  const sorted = [...specs].sort((a, b) => a.title.localeCompare(b.title));
  return (
    <Modal
      title="Languages"
      description="A language runs with its Docker image or in the embedded engine; one of the two is enough."
      className="languages"
      onClose={onClose}
    >
      {engine?.state === 'unavailable' && (
        <p className="languages-notice">
          <span>
            {engine.doctor.summary} {engine.doctor.remedy}
          </span>
          <button type="button" className="link-button" onClick={() => store.setState({ activeDialog: 'doctor' })}>
            Docker doctor
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard. */}
      <section className="languages-scroll" tabIndex={0} aria-label="All languages">
        <table className="languages-table">
          <thead>
            <tr>
              <th scope="col">Language</th>
              <th scope="col">Docker image</th>
              <th scope="col">Embedded engine</th>
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
      <p className="languages-limits">{EMBEDDED_LIMITS}</p>
    </Modal>
  );
}
