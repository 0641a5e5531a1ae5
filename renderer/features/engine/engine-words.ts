/** Engines and what they lack, in words. Pure. */
import type { EngineStatus, ProviderChoice } from '../../../contract';
import type { EngineForecast, MissingPart } from '../../state/engine-forecast';

/** What the embedded engine cannot do, and when Docker is the better wall. */
export const EMBEDDED_LIMITS =
  'The embedded engine comes with Runyard. It has no threads, no subprocesses, no sockets and no native packages. For code that you do not trust, Docker is the stronger wall.';

export const choiceNames: Record<ProviderChoice, string> = {
  auto: 'Automatic',
  docker: 'Docker',
  embedded: 'Embedded engine',
};

const missingWords: Record<MissingPart, string> = {
  docker: 'Needs Docker',
  image: 'Docker: no image yet',
  runtime: 'Embedded engine: not installed yet',
  brokenRuntime: 'Embedded engine is incomplete',
  embedded: 'Not in the embedded engine',
};

/** `id`: as a run's `started` names it. */
export function nameEngine(id: string, engine: EngineStatus | null): string {
  if (id === 'embedded') return choiceNames.embedded;
  if (id !== 'docker') return id;
  return engine?.provider === 'docker' && engine.version ? `Docker ${engine.version}` : 'Docker';
}

export function describeForecast(forecast: EngineForecast, engine: EngineStatus | null): string {
  switch (forecast.kind) {
    case 'unknown':
      return 'Looking for an engine…';
    case 'missing':
      return missingWords[forecast.what];
    default:
      return nameEngine(forecast.kind, engine);
  }
}

/** What stands beside Docker wherever it can be chosen. */
export function describeDocker(engine: EngineStatus | null): string {
  if (engine?.state === 'ready') return engine.version ?? 'ready';
  return engine?.state === 'unavailable' ? 'not found' : 'being looked for';
}

/** Whether it is Runyard itself that does not answer: then there is no place that was looked at. */
export function isConnectionLost(engine: EngineStatus | null): boolean {
  return engine?.state === 'unavailable' && engine.doctor.attempts.length === 0;
}
