/** The tour of a first start: three small cards beside what they speak of. Takes neither the focus nor the window. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';
import { placeCard, type TourPlace } from './tour-place';
import { tourSteps } from './tour-steps';
import './tour.css';

/** In pixels, as `.tour` has it. */
const CARD_WIDTH = 304;

export function Tour() {
  const step = useApp((state) => (state.activeDialog === 'none' ? state.tourStep : null));
  return step === null ? null : <TourCard step={step} />;
}

function TourCard({ step }: { step: number }) {
  const workbench = useWorkbench();
  const keysOf = useKeys();
  const say = useWords().welcome.tour;
  const next = useRef<HTMLButtonElement>(null);
  const place = useTourPlace(step);
  const { title, text } = say.steps[step] ?? say.steps[0];
  const command = tourSteps[step]?.command;
  const sentence = text(command ? (keysOf(command) ?? '') : '');
  const isLast = step === tourSteps.length - 1;

  useEffect(() => workbench.regions.register('tour', () => next.current?.focus()), [workbench]);
  useEffect(() => {
    workbench.store.setState({ announcement: say.announce(step + 1, tourSteps.length, `${title}. ${sentence}`) });
  }, [workbench, say, step, title, sentence]);
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) workbench.tour.end();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [workbench]);

  return (
    <aside
      className="tour"
      aria-label={say.label}
      data-region="tour"
      data-side={place?.side ?? 'none'}
      style={place ? { left: place.left, [place.side === 'below' ? 'top' : 'bottom']: place.offset } : undefined}
    >
      {place && <span className="tour-arrow" style={{ left: place.arrowLeft }} aria-hidden="true" />}
      <h2>{title}</h2>
      <p>{sentence}</p>
      <footer>
        <span className="tour-progress">{say.progress(step + 1, tourSteps.length)}</span>
        {!isLast && (
          <button type="button" className="link-button" onMouseDown={keepFocus} onClick={() => workbench.tour.end()}>
            {say.skip}
          </button>
        )}
        <button
          ref={next}
          type="button"
          className="button button-small button-primary"
          onMouseDown={keepFocus}
          onClick={() => workbench.tour.next()}
        >
          {isLast ? say.done : say.next}
        </button>
      </footer>
    </aside>
  );
}

/** Null where the step points at nothing that is there: the card then stands in the window's corner. */
function useTourPlace(step: number): TourPlace | null {
  const [place, setPlace] = useState<TourPlace | null>(null);
  const layout = useApp((state) => state.layout);
  const tabCount = useApp((state) => state.tabs.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these move what the card points at.
  useLayoutEffect(() => {
    const anchor = document.querySelector(tourSteps[step]?.anchor ?? '');
    if (!anchor) {
      setPlace(null);
      return;
    }
    const measure = (): void => {
      const size = { width: window.innerWidth, height: window.innerHeight };
      setPlace(placeCard(anchor.getBoundingClientRect(), CARD_WIDTH, size));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(anchor.closest('.pane') ?? anchor.parentElement ?? anchor);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [step, layout, tabCount]);
  return place;
}

/** A click must not take the focus from the editor. */
function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault();
}
