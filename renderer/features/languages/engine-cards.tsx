/** The two engines as they stand: Docker with what was tried to find it, and what comes with Runyard. */
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';
import { DoctorAttempts } from '../engine/doctor-attempts';

export function EngineCards() {
  return (
    <div className="engine-cards">
      <DockerCard />
      <EmbeddedCard />
    </div>
  );
}

function DockerCard() {
  const workbench = useWorkbench();
  const words = useWords();
  const say = words.languagesPage;
  const engine = useApp((state) => state.engine);
  const isLooking = useApp((state) => state.doctor === 'looking');
  const report = engine?.doctor;
  const attempts = report?.attempts ?? [];
  const answered = attempts.find(({ result }) => result === 'ok');
  const state = engine?.state ?? 'connecting';
  return (
    <section className="engine-card" data-state={state} aria-label={words.engine.names.docker}>
      <header>
        <span className="engine-dot" aria-hidden="true" />
        <h3>{engine?.version ? words.engine.docker(engine.version) : words.engine.names.docker}</h3>
        <span className="engine-card-state">{say.dockerState[state]}</span>
        <button
          type="button"
          className="link-button"
          disabled={isLooking}
          onClick={() => void workbench.engine.diagnose()}
        >
          {isLooking ? words.actions.looking : say.lookAgain}
        </button>
      </header>
      {answered ? (
        <p>{say.answersAt(answered.endpoint, words.said(answered.source))}</p>
      ) : (
        <p>
          {report ? `${words.said(report.summary)} ${words.said(report.remedy)}`.trim() : words.engine.lookingForDaemon}
        </p>
      )}
      {attempts.length > 0 && (
        <details className="engine-tried">
          <summary>{say.tried(attempts.length)}</summary>
          <DoctorAttempts attempts={attempts} />
        </details>
      )}
    </section>
  );
}

function EmbeddedCard() {
  const words = useWords();
  const say = words.languagesPage;
  const runtimes = useApp((state) => state.runtimes);
  const all = runtimes.kind === 'ready' ? Object.values(runtimes.byId) : [];
  const ready = all.filter(({ state }) => state === 'ready').length;
  return (
    <section
      className="engine-card"
      data-state={ready > 0 ? 'ready' : 'unavailable'}
      aria-label={words.engine.names.embedded}
    >
      <header>
        <span className="engine-dot" aria-hidden="true" />
        <h3>{words.engine.names.embedded}</h3>
        <span className="engine-card-state">
          {runtimes.kind === 'loading' ? words.languages.unknown : say.runtimesReady(ready, all.length)}
        </span>
      </header>
      <p>{words.engine.embeddedLimits}</p>
    </section>
  );
}
